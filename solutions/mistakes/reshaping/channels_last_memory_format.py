"""channels_last: wrong-shape

The memory format changes where the numbers lie in memory; shape and order of the axes stay as they
were.
"""

import torch


def channels_last(images):
    return images.to(memory_format=torch.channels_last)
