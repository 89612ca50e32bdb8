import torch


def best_device():
    accelerator = torch.accelerator.current_accelerator(check_available=True)
    if accelerator is not None and accelerator.type == "cuda":
        return accelerator
    return torch.device("cpu")
