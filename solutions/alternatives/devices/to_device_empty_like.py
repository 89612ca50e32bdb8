import torch


def _moved(t, device):
    return t if t.device == device else t.to(device, copy=True)


def to_device(batch, device):
    device = torch.device(device)
    kinds = {
        dict: lambda b: {k: to_device(v, device) for k, v in b.items()},
        list: lambda b: [to_device(v, device) for v in b],
        tuple: lambda b: tuple([to_device(v, device) for v in b]),
        torch.Tensor: lambda b: _moved(b, device),
    }
    return kinds.get(type(batch), lambda b: b)(batch)
