"""mse: silent-broadcast

The loss function of torch warns of different shapes and stretches them all the same.
"""

import torch.nn.functional as F


def mse(prediction, target):
    return F.mse_loss(prediction, target)
