"""Known mistakes of add_positions."""


device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def add_positions_best_device(x):
    """device-mismatch: The positions do not follow x to every device: torch makes tensors on the CPU unless told
    otherwise, and a move with .to counts only where its result is used.
    remedy: Make the positions with `device=x.device`. If you move them with `.to`, add what it returns: they do not
    move themselves.
    """
    return x + torch.arange(x.shape[-1], dtype=x.dtype, device=device)


def column(x):
    """wrong-axis: The positions go along the dimension before the last, as a column does.
    remedy: Keep the positions one-dimensional: they line up with the last dimension by themselves.
    """
    n = x.shape[-1]
    p = torch.arange(n, dtype=x.dtype, device=x.device).unsqueeze(1)
    return (x.reshape(-1, n) + p).reshape(x.shape)


def cpu_named(x):
    """as add_positions_best_device"""
    return x + torch.arange(x.size(-1), device="cpu", dtype=x.dtype)


def cumsum(x):
    # 1, 2, 3, ... less one
    """wrong-dtype: The positions are int64, so smaller integers come out as int64 too and not in x's dtype.
    remedy: Give the positions x's dtype: name `dtype=x.dtype` in the call that makes them, or convert them with
    `.to(x.dtype)`.
    """
    return x + (torch.ones_like(x).cumsum(dim=-1) - 1)


def default_device_set(x):
    """global-state-changed: The default device is switched to that of x and stays switched after the call.
    remedy: Remove `torch.set_default_device`. Give `device=x.device` to the call that makes the positions.
    """
    torch.set_default_device(x.device)
    return x + torch.arange(x.shape[-1], dtype=x.dtype)


def default_float(x):
    """wrong-dtype: The positions are float32, so integers and 16-bit floats come out as float32 and not in x's dtype.
    remedy: Give the positions x's dtype: name `dtype=x.dtype` in the call that makes them.
    """
    return x + torch.arange(float(x.shape[-1]), device=x.device)


def detached(x):
    """missing-gradient: The result is made of numbers without their history, as detach, .data and no_grad hand them on,
    so no gradient gets back to x.
    remedy: Add to x itself, without `.detach()`, `.data` or `torch.no_grad`.
    """
    return x.detach() + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)


def every_element(x):
    """wrong-values: The positions go on counting through all elements and do not start at 0 again in each row.
    remedy: Count only to the size of the last dimension, `x.shape[-1]`. Broadcasting repeats the positions in every
    row.
    """
    return x + torch.arange(x.numel(), dtype=x.dtype, device=x.device).reshape(x.shape)


def first_dim(x):
    """wrong-axis: The positions count along the first dimension and not along the last.
    remedy: Count to `x.shape[-1]`, and keep the positions one-dimensional: they line up with the last dimension.
    """
    positions = torch.arange(x.shape[0], dtype=x.dtype, device=x.device)
    return x + positions.reshape(-1, *[1] * (x.dim() - 1))


def float_positions(x):
    """as default_float"""
    return x + torch.arange(x.shape[-1], dtype=torch.float32, device=x.device)


def from_list(x):
    """as add_positions_best_device"""
    n = x.shape[-1]
    return torch.add(x, torch.tensor([i for i in range(n)], dtype=x.dtype))


def from_one(x):
    """wrong-values: The positions begin at 1 and not at 0.
    remedy: Begin at 0: `torch.arange` of one number does so.
    """
    return x + torch.arange(1, x.shape[-1] + 1, dtype=x.dtype, device=x.device)


def in_place(x):
    """input-modified: The positions are added to x in place, so the caller's tensor changes.
    remedy: Use `x + positions`, which makes a new tensor. `+=`, `add_` and an assignment to `x[...]` write into x.
    """
    x += torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)
    return x


def length_of_first_dim(x):
    """raised: There are as many positions as the first dimension has entries, not the last: the shapes do not fit.
    remedy: Take the size of the last dimension, `x.shape[-1]`. `len(x)` and `x.shape[0]` are that of the first.
    """
    return x + torch.arange(len(x), dtype=x.dtype, device=x.device)


def add_positions_list(x):
    """wrong-type: The numbers are taken out of their tensor and put into lists, as tolist does, and nothing makes a
    tensor of them again.
    remedy: Return the tensor itself, without `.tolist()`.
    """
    return (x + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)).tolist()


def move_dropped(x):
    """as add_positions_best_device"""
    pos = torch.arange(0, x.shape[-1]).to(x.dtype)
    pos.to(x.device)
    return x + pos


def moved_away(x):
    """wrong-device: A device that the code names or chooses decides where the sum is made, and not x's own: x or the
    sum is moved there.
    remedy: Leave x where it is, and make the positions with `device=x.device`.
    """
    positions = torch.arange(x.shape[-1], dtype=x.dtype, device="meta")
    return x.to(positions.device) + positions


def moves_module_only(x):
    """as add_positions_best_device"""
    positions = torch.arange(x.shape[-1], dtype=x.dtype)
    if x.is_cuda:
        positions = positions.cuda()
    return x + positions


def no_grad(x):
    """as detached"""
    with torch.no_grad():
        return x + torch.arange(x.shape[-1]).type_as(x)


def on_cuda(x):
    """hard-coded-device: Tensors are made on cuda or sent there, wherever x is and whether or not the machine has it.
    remedy: Name no device: leave x where it is, and make the positions with `device=x.device`.
    """
    return x + torch.arange(x.shape[-1], dtype=x.dtype, device="cuda")


def plain_arange(x):
    """as cumsum"""
    return x + torch.arange(x.shape[-1], device=x.device)


def printed(x):
    """missing-return: The function ends without handing a sum back. A sum that is only stored or printed is lost, and
    the call gives None.
    remedy: Write `return` before the sum. `print` only shows it.
    """
    print(x + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device))


def range_list(x):
    """as cumsum"""
    return x + torch.tensor(range(x.shape[-1]), device=x.device)


def result_float(x):
    """wrong-dtype: All numbers are converted to float32, as .float() does, or a new tensor without a dtype that takes
    them in. Nothing converts them back to x's dtype.
    remedy: Convert nothing to float32 (`.float()`), and make the positions with `dtype=x.dtype`: then the sum has x's
    dtype.
    """
    return (x + torch.arange(x.shape[-1], device=x.device)).float()


def add_positions_reversed(x):
    """wrong-values: The positions are added in falling order.
    remedy: Count upward: 0 goes to the first entry and n-1 to the last.
    """
    return x + torch.arange(x.shape[-1] - 1, -1, -1, dtype=x.dtype, device=x.device)


def row_only(x):
    """wrong-shape: The positions are added to one row of x alone, so the result has too few dimensions.
    remedy: Add the positions to the whole x: broadcasting repeats them in every row.
    """
    row = x if x.dim() == 1 else x.reshape(-1, x.shape[-1])[0]
    return row + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)


def rows_in_place(x):
    """as in_place"""
    with torch.no_grad():
        for i in range(x.shape[-1]):
            x[..., i] += i
    return x


def scaled(x):
    """wrong-values: The positions are spread between 0 and 1 and do not grow by 1.
    remedy: Add the whole numbers from 0 to n-1: `torch.arange` makes them.
    """
    return x + torch.linspace(0, 1, x.shape[-1], device=x.device).to(x.dtype)


def second_dim(x):
    """raised: The second dimension is taken for the last one, and a vector has no second dimension.
    remedy: Take the size of the last dimension, `x.shape[-1]`: every x has it.
    """
    return x + torch.arange(x.shape[1], dtype=x.dtype, device=x.device)


def squeezed(x):
    """squeezed-too-much: Every dimension of size 1 is taken out, as squeeze does without a dimension, also those that x
    has.
    remedy: Remove `squeeze`: the result has the shape of x.
    """
    return (x + torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)).squeeze()


def times(x):
    """wrong-values: x is multiplied by the positions, where they are to be added.
    remedy: Use `+` in place of `*`.
    """
    return x * torch.arange(x.shape[-1], dtype=x.dtype, device=x.device)


def without_device(x):
    """as add_positions_best_device"""
    return x + torch.arange(x.shape[-1], dtype=x.dtype)


def without_dtype(x):
    """as cumsum"""
    return x + torch.arange(x.shape[-1], device=x.device)


def without_x(x):
    """wrong-values: The positions come back alone, without x.
    remedy: Return the sum of x and the positions.
    """
    return torch.arange(x.shape[-1], dtype=x.dtype, device=x.device).expand_as(x).clone()


def x_to_cpu(x):
    """hard-coded-device: The numbers of x are taken to the CPU, by a move or into new memory, which torch makes there
    unless told otherwise, and nothing takes them back.
    remedy: Leave x where it is, and make the positions with `device=x.device`.
    """
    return x.cpu() + torch.arange(x.shape[-1], dtype=x.dtype)


def x_to_cuda(x):
    """as on_cuda"""
    x = x.cuda()
    return x + torch.arange(x.shape[-1], dtype=x.dtype).cuda()
