import torch


def best_device():
    if torch.accelerator.is_available():
        found = torch.accelerator.current_accelerator()
        if found.type == "cuda":
            return torch.device("cuda")
    return torch.device("cpu")
