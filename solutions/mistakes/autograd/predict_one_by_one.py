"""predict: raised

The samples go through the model one at a time, which batch norm in train mode refuses.
"""

import torch


@torch.no_grad()
def predict(model, x):
    return torch.cat([model(row.unsqueeze(0)) for row in x])
