"""Known mistakes of add_on_first_device."""


def b_detached(a, b):
    """missing-gradient: b goes through a step that hands on numbers without their history, as detach, .data, tolist and
    torch.tensor do, so no gradient gets back to it.
    remedy: Move b itself with `.to(a.device)`: that lets gradients through. `.detach()`, `.data`, `.tolist()` and
    `torch.tensor` cut them off.
    """
    return a + b.detach().to(a.device)


def b_rebuilt(a, b):
    """as b_detached"""
    return a + torch.tensor(b.tolist(), device=a.device, dtype=b.dtype)


def b_to_cuda(a, b):
    """hard-coded-device: Tensors are sent to cuda, wherever a is and whether or not the machine has it.
    remedy: Name no device: `a.device` says where a is. Leave a there, and move b with `.to`.
    """
    b = b.to("cuda")
    return a + b


def add_on_first_device_best_device(a, b):
    """hard-coded-device: The sum lies on a device that the code names or chooses, here the CPU, and not on a's device.
    remedy: Leave a where it is, and move only b: `a.device` says where to. Name no device.
    """
    device = torch.device("cuda") if torch.cuda.is_available() else torch.device("cpu")
    a, b = a.to(device), b.to(device)
    return a + b


@torch.no_grad()
def both_detached(a, b):
    """missing-gradient: The sum is made of numbers without their history, as no_grad, detach and .data hand them on, so
    no gradient gets back to a and b.
    remedy: Add the tensors themselves, without `torch.no_grad`, `.detach()` or `.data`.
    """
    return a + b.to(a.device)


def cast_to_a(a, b):
    """wrong-dtype: b is cast to a's dtype when it is moved, so of two dtypes the sum has a's and not the wider one.
    remedy: Give `.to` the device alone, `b.to(a.device)`: `b.to(a)` takes a's dtype, too. The sum finds the dtype
    itself.
    """
    return a + b.to(a)


def copied_into_a(a, b):
    """raised: b is forced into a's shape, which fails where b is the larger one and a would be stretched.
    remedy: Move b with `.to(a.device)`: it keeps its shape, and `+` stretches what has to be stretched.
    """
    moved = torch.zeros_like(a, dtype=b.dtype)
    moved = moved.copy_(b)
    return a + moved


def cuda_only(a, b):
    """device-mismatch: b is added where it lies: it was not moved, or the moved copy was not used.
    remedy: Before the sum, move b with `.to(a.device)`, whatever the device is. Add what that returns: b itself does
    not move.
    """
    if a.is_cuda:
        b = b.cuda()
    return a + b


def data_in_place(a, b):
    """input-modified: The sum is written into the memory of a, so the caller's tensor changes.
    remedy: Leave a alone: use `+`, which makes a new tensor, on the tensors themselves and not on `.data`.
    """
    a.data.add_(b.data.to(a.device))
    return a


def detached_when_moved(a, b):
    """missing-gradient: Where b is moved, a step hands on its numbers without their history, as detach, .data, tolist
    and torch.tensor do, so no gradient gets back to it from another device.
    remedy: Move b itself with `.to(a.device)`: that lets gradients through. `.detach()`, `.data`, `.tolist()` and
    `torch.tensor` cut them off.
    """
    if b.device != a.device:
        b = b.detach().to(a.device)
    return a + b


def device_number(a, b):
    """raised: The device is not a's own but a number that torch refuses, such as the -1 of a CPU tensor.
    remedy: Give `.to` the attribute `a.device`: it works for the CPU too. `get_device()` gives -1 there.
    """
    return a + b.to(a.get_device())


def difference(a, b):
    """wrong-values: The difference of a and b comes back and not their sum.
    remedy: Use `+`: a and b are added.
    """
    return a - b.to(a.device)


def in_place(a, b):
    """input-modified: The sum is written into a, so the caller's tensor changes.
    remedy: Use `+`, which makes a new tensor. `+=` and `add_` write into a.
    """
    a += b.to(a.device)
    return a


def joined(a, b):
    """wrong-shape: The tensors are joined one after the other and not added.
    remedy: Use `+`, which adds element by element. `cat` only joins.
    """
    return torch.cat([a, b.to(a.device)])


def move_as_method(a, b):
    """raised: The tensor is asked for a method that it does not have.
    remedy: Tensors move with `.to(device)`: call that method on b.
    """
    return a + b.to_device(a.device)


def move_dropped(a, b):
    """as cuda_only"""
    b.to(a.device)
    return torch.add(a, b)


def moved_b(a, b):
    """wrong-values: b comes back on a's device; a was not added.
    remedy: Return the sum: add a to the moved b.
    """
    return b.to(a.device)


def no_return(a, b):
    """missing-return: The function ends without handing a sum back. A sum that is only stored or printed is lost, and
    the call gives None.
    remedy: Write `return` before the sum.
    """
    c = a + b.to(a.device)


def not_moved(a, b):
    """as cuda_only"""
    return a + b


def on_cpu(a, b):
    """as add_on_first_device_best_device"""
    return a.cpu() + b.cpu()


def on_cuda(a, b):
    """as b_to_cuda"""
    return a.cuda() + b.cuda()


def on_second(a, b):
    """left-on-cpu: b's device is taken for the place of the sum, as when a is moved to b and not b to a.
    remedy: Leave a and the sum on `a.device`, and move only b there.
    """
    return a.to(b.device) + b


def pair(a, b):
    """wrong-type: Values are put side by side in a tuple, as a comma between them does, which adds nothing. That tuple
    is returned.
    remedy: Return one tensor: join a and the moved b with `+`, not with a comma.
    """
    b = b.to(a.device)
    return a, b


def refused(a, b):
    """raised: Two different devices are treated as an error: the code raises an exception of its own there, and does
    not move b.
    remedy: Refuse nothing: move b with `.to(a.device)`, and add what that returns.
    """
    if a.device != b.device:
        raise RuntimeError(f"a is on {a.device} and b on {b.device}")
    return a + b


def result_moved(a, b):
    """as cuda_only"""
    return (a + b).to(a.device)


def total(a, b):
    """wrong-shape: All numbers are added up to a single one, where a and b are added element by element.
    remedy: Leave `sum` out: `+` alone adds element by element.
    """
    return (a + b.to(a.device)).sum()


def with_device(a, b):
    """as cuda_only"""
    with torch.device(a.device):
        return a + b
