"""Children registered by add_module; a list beside it for order."""

import torch
from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.add_module("fc1", nn.Linear(in_features=input_dim, out_features=hidden_dim))
        self.register_module("relu", nn.ReLU())
        self.add_module("fc2", nn.Linear(in_features=hidden_dim, out_features=output_dim))

    def forward(self, x):
        for child in self.children():
            x = child(x)
        return x


class TooFewSizes(ValueError):
    pass


class DeepNet(nn.Module):
    def __init__(self, dims):
        if len(dims) <= 1:
            raise TooFewSizes("a network has an input and an output")
        super().__init__()
        self.names = []
        for i, (a, b) in enumerate(zip(dims[:-1], dims[1:])):
            self.add_module(f"layer_{i}", nn.Linear(a, b))
            self.names.append(f"layer_{i}")

    def forward(self, x):
        *hidden, last = [self.get_submodule(name) for name in self.names]
        for layer in hidden:
            x = torch.maximum(layer(x), torch.zeros(()))
        return last(x)
