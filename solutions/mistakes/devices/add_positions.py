"""Known mistakes of add_positions."""


device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def add_positions_best_device(x):
    """device-mismatch: The positions lie on the CPU, wherever x is."""
    return x + torch.arange(x.shape[-1], dtype=x.dtype, device=device)


def column(x):
    """raised: The positions stand in a column, so that they go along the dimension before the last."""
    n = x.shape[-1]
    p = torch.arange(n, dtype=x.dtype, device=x.device).unsqueeze(1)
    return (x.reshape(-1, n) + p).reshape(x.shape)


def cpu_named(x):
    """device-mismatch: The positions lie on the CPU, wherever x is."""
    return x + torch.arange(x.size(-1), device="cpu", dtype=x.dtype)


def cumsum(x):
    # 1, 2, 3, ... less one
    """wrong-dtype: The positions are int64, so the sum with a tensor of smaller integers is int64 too and not of x's
    dtype."""
    return x + (torch.ones_like(x).cumsum(dim=-1) - 1)


def default_device_set(x):
    """global-state-changed: The default device is switched to that of x and stays switched after the call."""
    torch.set_default_device(x.device)
    return x + torch.arange(x.shape[-1], dtype=x.dtype)


def default_float(x):
    """wrong-dtype: The positions are made as float32, whatever x is."""
    return x + torch.arange(float(x.shape[-1]), device=x.device)


def detached(x):
    """missing-gradient: x is cut from the graph before the sum, so no gradient gets back to it."""
    return x.detach() + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)


def every_element(x):
    """wrong-values: The positions go on counting through all elements and do not start again at 0 in each row."""
    return x + torch.arange(x.numel(), dtype=x.dtype, device=x.device).reshape(x.shape)


def first_dim(x):
    """wrong-values: The positions count along the first dimension and not along the last."""
    positions = torch.arange(x.shape[0], dtype=x.dtype, device=x.device)
    return x + positions.reshape(-1, *[1] * (x.dim() - 1))


def float_positions(x):
    """wrong-dtype: The positions are float32, so the sum with integers or 16-bit floats is float32 and not of x's
    dtype."""
    return x + torch.arange(x.shape[-1], dtype=torch.float32, device=x.device)


def from_list(x):
    """device-mismatch: The positions lie on the CPU, wherever x is."""
    n = x.shape[-1]
    idx = torch.tensor([i for i in range(n)], dtype=x.dtype)
    return torch.add(x, idx)


def from_one(x):
    """wrong-values: The positions begin at 1 and not at 0."""
    return x + torch.arange(1, x.shape[-1] + 1, dtype=x.dtype, device=x.device)


def in_place(x):
    """input-modified: The positions are added to x in place, so the caller's tensor changes."""
    x += torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
    return x


def length_of_first_dim(x):
    """raised: There are as many positions as x has rows and not as its last dimension has entries, so the shapes do not
    fit."""
    return x + torch.arange(len(x), dtype=x.dtype, device=x.device)


def add_positions_list(x):
    """wrong-type: The result is a nested list and no tensor."""
    return (x + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)).tolist()


def move_dropped(x):
    """device-mismatch: The positions lie on the CPU, wherever x is."""
    pos = torch.arange(0, x.shape[-1]).to(x.dtype)
    pos.to(x.device)
    return x + pos


def moved_away(x):
    """wrong-device: The sum is made on another device than that of x."""
    positions = torch.arange(x.shape[-1], dtype=x.dtype, device="meta")
    return x.to(positions.device) + positions


def moves_module_only(x):
    """device-mismatch: The positions lie on the CPU, wherever x is."""
    positions = torch.arange(x.shape[-1], dtype=x.dtype)
    if x.is_cuda:
        positions = positions.cuda()
    return x + positions


def no_grad(x):
    """missing-gradient: x is cut from the graph before the sum, so no gradient gets back to it."""
    with torch.no_grad():
        positions = torch.arange(x.shape[-1]).type_as(x)
        return x + positions


def on_cuda(x):
    """hard-coded-device: Tensors are made on cuda or sent there, wherever x is and whether or not the machine has it.
    """
    return x + torch.arange(x.shape[-1], dtype=x.dtype, device="cuda")


def plain_arange(x):
    """wrong-dtype: The positions are made without a dtype: they are int64, whatever x is."""
    return x + torch.arange(x.shape[-1], device=x.device)


def printed(x):
    """wrong-type: The sum is computed and not returned, so the result is None."""
    result = x + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
    print(result)


def range_list(x):
    """wrong-dtype: The positions are made of a range without a dtype: they are int64, whatever x is."""
    n = x.shape[-1]
    positions = torch.tensor(range(n), device=x.device)
    return x + positions


def result_float(x):
    """wrong-dtype: The result is converted to float32, whatever x's dtype is."""
    positions = torch.arange(x.shape[-1], device=x.device)
    return (x + positions).float()


def add_positions_reversed(x):
    """wrong-values: The positions are added in falling order."""
    n = x.shape[-1]
    return x + torch.arange(n - 1, -1, -1, dtype=x.dtype, device=x.device)


def row_only(x):
    """wrong-shape: The positions are added to one row of x alone, so the result has too few dimensions."""
    row = x if x.dim() == 1 else x.reshape(-1, x.shape[-1])[0]
    return row + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)


def rows_in_place(x):
    """input-modified: The positions are written into the columns of x itself, so the caller's tensor changes."""
    with torch.no_grad():
        for i in range(x.shape[-1]):
            x[..., i] += i
    return x


def scaled(x):
    """wrong-values: The positions are spread between 0 and 1 and are not whole numbers."""
    n = x.shape[-1]
    return x + torch.linspace(0, 1, n, device=x.device).to(x.dtype)


def second_dim(x):
    """raised: The second dimension is taken for the last one, and a vector has no second dimension."""
    return x + torch.arange(x.shape[1], dtype=x.dtype, device=x.device)


def squeezed(x):
    """squeezed-too-much: The result is squeezed, so dimensions of size 1 that x has are lost."""
    return (x + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)).squeeze()


def times(x):
    """wrong-values: x is multiplied by the positions, where they are to be added."""
    return x * torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)


def without_device(x):
    """device-mismatch: The positions lie on the CPU, wherever x is."""
    positions = torch.arange(x.shape[-1], dtype=x.dtype)
    return x + positions


def without_dtype(x):
    """wrong-dtype: The positions are int64, so the sum with a tensor of smaller integers is int64 too and not of x's
    dtype."""
    return x + torch.arange(x.shape[-1], device=x.device)


def without_x(x):
    """wrong-values: The positions come back alone; x was not added."""
    positions = torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
    return positions.expand_as(x).clone()


def x_to_cpu(x):
    """hard-coded-device: x is fetched to the CPU, so the result is not on x's device."""
    return x.cpu() + torch.arange(x.shape[-1], dtype=x.dtype)


def x_to_cuda(x):
    """hard-coded-device: Tensors are made on cuda or sent there, wherever x is and whether or not the machine has it.
    """
    x = x.cuda()
    return x + torch.arange(x.shape[-1], dtype=x.dtype).cuda()
