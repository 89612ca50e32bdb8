import torch


def best_device():
    candidates = [("cuda", torch.cuda.is_available()), ("cpu", True)]
    return next(torch.device(name) for name, there in candidates if there)
