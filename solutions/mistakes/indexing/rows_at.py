"""Known mistakes of rows_at."""


def columns(x, indices):
    """wrong-axis: The indices pick columns and not rows, which fails where there is no such column.
    remedy: Put the indices in the first place, or use dimension 0: they choose rows.
    """
    return x[:, indices]


def copied_values(x, indices):
    """missing-gradient: The rows go through a step that hands on numbers without their history, as tolist, item, detach
    and no_grad do, so no gradient gets back to x.
    remedy: Index x itself with the tensor `indices`: no `.tolist()`, `.item()`, `.detach()` or new tensor of numbers.
    """
    lines = x.tolist()
    return torch.tensor([lines[i] for i in indices.tolist()], dtype=x.dtype).reshape(-1, x.shape[1])


def flat_when_empty(x, indices):
    """wrong-shape: Where there is no index, the result is made of nothing, as of an empty list, and not cut from x, so
    it knows nothing of x's columns.
    remedy: The result for no indices has shape (0, cols). Index x with the empty tensor too: it needs no special case.
    """
    if indices.numel() == 0:
        return torch.tensor([])
    return x[indices]


def float_when_empty(x, indices):
    """wrong-dtype: Where there is no index, the empty result is made without asking x for its dtype, and torch's
    default is float32.
    remedy: Index x with the empty tensor too, or make the empty result with `dtype=x.dtype`.
    """
    result = torch.empty(0, x.shape[1])
    for i in indices:
        line = x[i : i + 1]
        result = line if len(result) == 0 else torch.cat([result, line])
    return result


def rows_at_list(x, indices):
    """wrong-type: The rows are gathered in a list, one entry for each, and nothing joins them into one tensor.
    remedy: Index x with the whole tensor `indices` at once: that gives one tensor, without a loop.
    """
    return [x[i] for i in indices]


def rows_at_mask(x, indices):
    """wrong-shape: Each row that is listed comes once and in the order of x: the order of the indices and their repeats
    are lost.
    remedy: Index x with `indices` itself, without a mask or a set: that keeps order and repeats.
    """
    mask = torch.zeros(len(x), dtype=torch.bool)
    mask[indices] = True
    return x[mask]


def rows_at_sorted(x, indices):
    """wrong-values: The indices are sorted first, so their order is lost.
    remedy: Index x with `indices` as they come: leave the sorting out.
    """
    return x[indices.sort().values]


def squeezed(x, indices):
    """squeezed-too-much: Every dimension of size 1 is taken out, as squeeze does without a dimension, such as that of
    the rows where there is one index.
    remedy: Remove `squeeze`: the result always has two dimensions, also for one index.
    """
    return x.index_select(0, indices).squeeze()


def stack(x, indices):
    """raised: At least one row is counted on, as by stack and cat, which refuse an empty list. Where there is no index,
    there is none.
    remedy: Index x with the whole tensor `indices`: that works without any index too. `stack` and `cat` need a row at
    least.
    """
    return torch.stack([x[i] for i in indices])


def unique(x, indices):
    """wrong-shape: Repeated indices are dropped: each row comes once.
    remedy: Index x with `indices` itself, and leave out what drops repeats (a set, dict keys, `unique`).
    """
    return x[list(dict.fromkeys(indices.tolist()))]


def into_cpu_memory(x, indices):
    """left-on-cpu: The rows lie on the CPU, wherever x is, as when they are copied into memory that was made there.
    remedy: Index x with `indices`, which stays on its device, or make new memory with `device=x.device`.
    """
    out = torch.empty(len(indices), x.shape[1], dtype=x.dtype)
    for place, i in enumerate(indices.tolist()):
        out[place] = x[i]
    return out
