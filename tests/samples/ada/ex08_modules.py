import torch.nn.functional as F
from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.fc2 = nn.Linear(hidden_dim, output_dim)
        self.fc1 = nn.Linear(input_dim, hidden_dim)
        self.relu = nn.ReLU()

    def forward(self, x):
        hidden = F.relu(self.fc1(x))
        return self.fc2(hidden)


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two sizes are needed")
        parts = []
        for i in range(len(dims) - 1):
            if i > 0:
                parts.append(nn.ReLU())
            parts.append(nn.Linear(dims[i], dims[i + 1]))
        self.body = nn.Sequential(*parts)

    def forward(self, x):
        return self.body(x)


def count_parameters(model, trainable_only=False):
    total = 0
    for p in model.parameters():
        if trainable_only and not p.requires_grad:
            continue
        total += p.nelement()
    return total


def freeze(module):
    for p in module.parameters():
        p.requires_grad = False
    return module


def run(model, x):
    return model.__call__(x)
