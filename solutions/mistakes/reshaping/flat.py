"""Known mistakes of flat."""


def clone(x):
    """memory-copied: A step on the way copies every x, as clone, stack and cat do, though a contiguous one needs no
    copy, so a write to the result does not reach x.
    remedy: Use `reshape` or `flatten` on x itself: they copy only where they must.
    """
    return x.clone().reshape(-1)


def columns_first(x):
    """scrambled-axes: The axes are reversed, so the numbers come column by column and not row by row.
    remedy: Keep the order of the axes: flatten x as it is, without `.T`, `transpose` or `permute` before.
    """
    return x.permute(tuple(range(x.dim()))[::-1]).reshape(-1)


def detached(x):
    """missing-gradient: The result comes from a step that hands on numbers without their history, as detach, .data and
    no_grad do, so no gradient gets back to x.
    remedy: Use x itself, without `.detach()`, `.data` or `torch.no_grad`.
    """
    with torch.no_grad():
        return x.reshape(-1)


def in_the_order_of_memory(x):
    """scrambled-axes: The numbers come in the order of memory, and for a transposed tensor that is not row-major order.
    remedy: Use `reshape` or `flatten` for every x: they follow the axes, not the memory.
    """
    if x.is_contiguous():
        return x.view(-1)
    return torch.as_strided(x, (x.numel(),), (1,))


def into_cpu_memory(x):
    """left-on-cpu: The result of a tensor that is not contiguous lies on the CPU, as when it is copied into memory that
    was made there.
    remedy: Let `reshape` or `flatten` copy by itself, or make the memory with `device=x.device`.
    """
    if x.is_contiguous():
        return x.view(-1)
    return torch.empty(x.numel(), dtype=x.dtype).copy_(x.reshape(-1))


def joined_rows(x):
    """wrong-shape: One level of dimensions is taken away: a matrix becomes flat, but three dimensions become two.
    remedy: Merge all dimensions at once with `reshape` or `flatten`, whatever their number.
    """
    if x.dim() == 0:
        return x.reshape(1)
    return torch.cat([part for part in x])


def scalar_kept(x):
    """wrong-shape: A tensor of no dimensions passes as flat already and comes back as it is. Flat means one dimension,
    for a single number too.
    remedy: Flatten every x: `reshape(-1)` gives shape (1,) for a tensor of no dimensions, without a special case.
    """
    if x.dim() < 2:
        return x
    return x.reshape(-1)


def squeezed(x):
    """squeezed-too-much: A single number loses the one dimension that a flat tensor has, as `squeeze` does.
    remedy: Remove `squeeze`: the result always has one dimension.
    """
    return x.reshape(-1).squeeze()


def view(x):
    """raised: A layout without a flat view raises, such as a transposed matrix; its values are asked for too.
    remedy: Use `reshape` or `flatten`: they copy where `view` can only raise.
    """
    return x.view(-1)
