"""DeepNet: extra-activation

The logarithm of a softmax follows the last layer, so that log-probabilities come out and no logits.
"""

from torch import nn
from torch.nn import functional as F


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return F.log_softmax(self.layers[-1](x), dim=-1)
