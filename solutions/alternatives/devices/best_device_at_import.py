import torch

# asked once, when the file is imported
DEVICE = torch.device("cuda:0") if torch.cuda.is_available() else torch.device("cpu")


def best_device():
    return DEVICE
