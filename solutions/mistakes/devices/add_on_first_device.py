"""Known mistakes of add_on_first_device."""


def b_detached(a, b):
    """missing-gradient: b is cut from the graph before it is moved, so no gradient gets back to it."""
    return a + b.detach().to(a.device)


def b_rebuilt(a, b):
    """missing-gradient: b is cut from the graph before it is moved, so no gradient gets back to it."""
    return a + torch.tensor(b.tolist(), device=a.device, dtype=b.dtype)


def b_to_cuda(a, b):
    """hard-coded-device: Tensors are sent to cuda, wherever a is and whether or not the machine has it."""
    b = b.to("cuda")
    return a + b


def add_on_first_device_best_device(a, b):
    """hard-coded-device: Both tensors are fetched to the CPU, so the sum lies there and not on a's device."""
    device = torch.device("cuda") if torch.cuda.is_available() else torch.device("cpu")
    a, b = a.to(device), b.to(device)
    return a + b


@torch.no_grad()
def both_detached(a, b):
    """missing-gradient: The sum is made outside the graph, so no gradient gets back to a and b."""
    return a + b.to(a.device)


def copied_into_a(a, b):
    """raised: b is copied into a tensor of a's shape, which fails where b is the larger one and a would be stretched.
    """
    moved = torch.zeros_like(a)
    moved = moved.copy_(b)
    return a + moved


def cuda_only(a, b):
    """device-mismatch: b is added where it lies: it was not moved, or the moved copy was not used."""
    if a.is_cuda:
        b = b.cuda()
    return a + b


def data_in_place(a, b):
    """input-modified: The sum is written into the memory of a, so the caller's tensor changes."""
    a.data.add_(b.data.to(a.device))
    return a


def device_number(a, b):
    """raised: The device is asked for by number, and that of a CPU tensor is -1, which no device has."""
    return a + b.to(a.get_device())


def difference(a, b):
    """wrong-values: The difference of a and b comes back and not their sum."""
    return a - b.to(a.device)


def in_place(a, b):
    """input-modified: b is added to a in place, so the caller's tensor changes."""
    a += b.to(a.device)
    return a


def joined(a, b):
    """wrong-shape: The tensors are joined one after the other and not added."""
    return torch.cat([a, b.to(a.device)])


def move_as_method(a, b):
    """raised: The tensor is asked for a method that it does not have."""
    return a + b.to_device(a.device)


def move_dropped(a, b):
    """device-mismatch: b is added where it lies: it was not moved, or the moved copy was not used."""
    b.to(a.device)
    return torch.add(a, b)


def moved_b(a, b):
    """wrong-values: b comes back on a's device; a was not added."""
    return b.to(a.device)


def no_return(a, b):
    """wrong-type: The sum is computed and not returned, so the result is None."""
    c = a + b.to(a.device)


def not_moved(a, b):
    """device-mismatch: b is added where it lies: it was not moved, or the moved copy was not used."""
    return a + b


def on_cpu(a, b):
    """hard-coded-device: Both tensors are fetched to the CPU, so the sum lies there and not on a's device."""
    return a.cpu() + b.cpu()


def on_cuda(a, b):
    """hard-coded-device: Tensors are sent to cuda, wherever a is and whether or not the machine has it."""
    return a.cuda() + b.cuda()


def on_second(a, b):
    """left-on-cpu: The sum is made on b's device and not on a's: a was moved."""
    return a.to(b.device) + b


def pair(a, b):
    """wrong-type: A tuple of tensors comes back, where their sum is asked for."""
    b = b.to(a.device)
    return a, b


def refused(a, b):
    """raised: Tensors on two devices are refused with an exception, where b is to be moved."""
    if a.device != b.device:
        raise RuntimeError(f"a is on {a.device} and b on {b.device}")
    return a + b


def result_moved(a, b):
    """device-mismatch: b is added where it lies: it was not moved, or the moved copy was not used."""
    return (a + b).to(a.device)


def total(a, b):
    """wrong-shape: All numbers are added up to a single one, where a and b are added element by element."""
    return (a + b.to(a.device)).sum()


def with_device(a, b):
    """device-mismatch: b is added where it lies: it was not moved, or the moved copy was not used."""
    with torch.device(a.device):
        return a + b
