import torch


def as_flat_view(x):
    try:
        return torch.Tensor.view(x, (x.nelement(),))
    except RuntimeError as error:
        raise RuntimeError(f"x of strides {x.stride()} has no flat view") from error


def flat(x):
    try:
        return as_flat_view(x)
    except RuntimeError:
        return x.clone(memory_format=torch.contiguous_format).view(-1)
