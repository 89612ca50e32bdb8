"""Known mistakes of flat."""


def clone(x):
    """memory-copied: A copy is made for every x, for a contiguous one too, so a write to the result does not reach x.
    """
    return x.clone().reshape(-1)


def columns_first(x):
    """scrambled-axes: The axes are reversed first, so the numbers come column by column and not row by row."""
    axes = tuple(range(x.dim()))[::-1]
    return x.permute(axes).reshape(-1)


def detached(x):
    """missing-gradient: The result is cut from the graph, so no gradient gets back to x."""
    with torch.no_grad():
        return x.reshape(-1)


def in_the_order_of_memory(x):
    """scrambled-axes: The numbers come in the order in which they lie in memory, which is not the row-major order of a
    transposed tensor."""
    if x.is_contiguous():
        return x.view(-1)
    return torch.as_strided(x, (x.numel(),), (1,))


def into_cpu_memory(x):
    """left-on-cpu: A tensor that is not contiguous is copied into memory that was made without `device=`."""
    if x.is_contiguous():
        return x.view(-1)
    return torch.empty(x.numel(), dtype=x.dtype).copy_(x.reshape(-1))


def joined_rows(x):
    """wrong-shape: One level of dimensions is taken away, which makes a matrix flat and leaves a tensor of three
    dimensions with two."""
    if x.dim() == 0:
        return x.reshape(1)
    return torch.cat([part for part in x])


def scalar_kept(x):
    """wrong-shape: A tensor of no dimensions is returned as it is; its flat form has one dimension of size 1."""
    if x.dim() < 2:
        return x
    return x.reshape(-1)


def squeezed(x):
    """squeezed-too-much: `squeeze()` drops the one dimension that a flat tensor has when there is one number in it."""
    return x.reshape(-1).squeeze()


def view(x):
    """raised: `view` cannot give a flat tensor for every layout; for a transposed matrix it raises."""
    return x.view(-1)
