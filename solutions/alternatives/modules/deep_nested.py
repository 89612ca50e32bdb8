"""A first layer and a rest, which is such a network again."""

from torch import nn


class DeepNet(nn.Module):
    def __init__(self, dims):
        super().__init__()
        match list(dims):
            case [] | [_]:
                raise ValueError("too few sizes")
            case [i, o]:
                self.first, self.rest = nn.Linear(i, o), None
            case [i, o, *others]:
                self.first, self.rest = nn.Linear(i, o), DeepNet([o, *others])

    def forward(self, x):
        x = self.first(x)
        return x if self.rest is None else self.rest(x.relu())
