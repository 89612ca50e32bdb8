"""channels_last: missing-gradient

The numbers take a way through NumPy, which knows nothing of the graph, so no gradient gets back to
the images.
"""

import numpy as np
import torch


def channels_last(images):
    array = np.transpose(images.detach().cpu().numpy(), (0, 2, 3, 1))
    return torch.from_numpy(array)
