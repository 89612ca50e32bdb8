from functools import cache

import torch


@cache
def best_device():
    return torch.device("cuda", 0) if torch.cuda.device_count() > 0 else torch.device("cpu")
