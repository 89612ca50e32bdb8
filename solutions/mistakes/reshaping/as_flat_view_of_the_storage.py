"""as_flat_view: missing-exception

The result follows the memory and not the strides of x, so it is returned for layouts in which no
flat view exists, with the numbers in another order.
"""


def as_flat_view(x):
    return x.as_strided((x.numel(),), (1,))
