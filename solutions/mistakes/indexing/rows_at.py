"""Known mistakes of rows_at."""


def columns(x, indices):
    """wrong-shape: The indices pick columns and not rows, which fails where there is no such column."""
    return x[:, indices]


def copied_values(x, indices):
    """missing-gradient: The rows pass through plain numbers, which carry no gradient."""
    lines = x.tolist()
    picked = [lines[i] for i in indices.tolist()]
    return torch.tensor(picked, dtype=x.dtype).reshape(-1, x.shape[1])


def flat_when_empty(x, indices):
    """wrong-shape: No indices give a tensor of shape (0,), which has lost the number of columns."""
    if indices.numel() == 0:
        return torch.tensor([])
    return x[indices]


def float_when_empty(x, indices):
    """wrong-dtype: No indices give a float32 tensor, whatever the dtype of x."""
    result = torch.empty(0, x.shape[1])
    for i in indices:
        line = x[i : i + 1]
        result = line if len(result) == 0 else torch.cat([result, line])
    return result


def rows_at_list(x, indices):
    """wrong-type: A list of rows comes back and not a tensor."""
    return [x[i] for i in indices]


def rows_at_mask(x, indices):
    """wrong-shape: A mask marks each row once, so the order of the indices and their repeats are lost."""
    mask = torch.zeros(len(x), dtype=torch.bool)
    mask[indices] = True
    return x[mask]


def rows_at_sorted(x, indices):
    """wrong-values: The indices are sorted first, so their order is lost."""
    order = indices.sort().values
    return x[order]


def squeezed(x, indices):
    """squeezed-too-much: The dimension of the rows is dropped where there is one index."""
    return x.index_select(0, indices).squeeze()


def stack(x, indices):
    """raised: The rows are put together one by one, which fails where there is no index."""
    return torch.stack([x[i] for i in indices])


def unique(x, indices):
    """wrong-shape: Repeated indices are dropped: each row comes once."""
    seen = list(dict.fromkeys(indices.tolist()))
    return x[seen]


def into_cpu_memory(x, indices):
    """left-on-cpu: The rows are copied into memory that was made without `device=`."""
    out = torch.empty(len(indices), x.shape[1], dtype=x.dtype)
    for place, i in enumerate(indices.tolist()):
        out[place] = x[i]
    return out
