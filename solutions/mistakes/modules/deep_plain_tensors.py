"""DeepNet: unregistered-parameters

Weights and biases are tensors that require grad and no nn.Parameter, so the module does not register them.
"""

import torch
from torch import nn


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        self.weights = [torch.randn(o, i, requires_grad=True) for i, o in zip(dims[:-1], dims[1:])]
        self.biases = [torch.zeros(o, requires_grad=True) for o in dims[1:]]

    def forward(self, x):
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            x = x @ w.T + b
            if i < len(self.weights) - 1:
                x = torch.relu(x)
        return x
