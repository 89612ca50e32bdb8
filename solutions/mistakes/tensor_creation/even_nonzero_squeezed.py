"""even_numbers: squeezed-too-much

The only dimension of a result with one number is dropped: `squeeze` without a dimension drops all
those of size 1.
"""

import torch


def even_numbers(stop):
    return (torch.arange(stop) % 2 == 0).nonzero().squeeze()
