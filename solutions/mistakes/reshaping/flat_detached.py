"""flat: missing-gradient

The result is cut from the graph, so no gradient gets back to x.
"""

import torch


def flat(x):
    with torch.no_grad():
        return x.reshape(-1)
