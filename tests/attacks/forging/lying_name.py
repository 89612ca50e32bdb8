"""A class calls itself torch.Tensor.

outcome: failed
says: torch.Tensor
levels: all
"""


Lie = type("Tensor", (), {"__module__": "torch", "__eq__": lambda self, other: True})


def total(x):
    return Lie()


def doubled(x, times=2):
    return x * times
