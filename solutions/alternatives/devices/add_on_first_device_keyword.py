import torch


def add_on_first_device(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    target = a.device
    b_here = b.to(target, copy=True)
    result = a.add(b_here)
    assert result.device == target
    return result
