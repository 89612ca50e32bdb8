def add_on_first_device(a, b):
    if a.device != b.device:
        b = b.to(device=a.device, non_blocking=True)
    return b + a
