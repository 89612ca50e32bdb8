import torch


def best_device():
    if not torch.cuda.is_available():
        return torch.device("cpu")
    return torch.device(f"cuda:{torch.cuda.current_device()}")
