import torch


def to_device(batch, device):
    match batch:
        case torch.Tensor():
            return batch.to(device, non_blocking=True)
        case dict():
            return {k: to_device(v, device) for k, v in batch.items()}
        case list():
            return [to_device(v, device) for v in batch]
        case tuple():
            return tuple(to_device(v, device) for v in batch)
        case _:
            return batch
