"""zero_negatives: missing-gradient

The numbers leave the graph on the way, so no gradient gets back to x.
"""

import numpy as np
import torch


def zero_negatives(x):
    values = x.detach().numpy()
    return torch.from_numpy(np.where(values < 0, np.zeros_like(values), values))
