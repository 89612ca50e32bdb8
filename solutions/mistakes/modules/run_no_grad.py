"""run: missing-gradient

The call runs under no_grad, so the output has no graph.
"""

import torch


def run(model, x):
    with torch.no_grad():
        return model(x)
