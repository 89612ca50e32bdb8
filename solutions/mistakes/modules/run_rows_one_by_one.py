"""run: wrong-values

The rows go through the model one by one, so hooks run once for each row and not once for the batch.
"""

import torch


def run(model, x):
    return torch.cat([model(row.unsqueeze(0)) for row in x])
