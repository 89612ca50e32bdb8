"""rows_at: raised

The rows are put together one by one, which fails where there is no index.
"""

import torch


def rows_at(x, indices):
    return torch.stack([x[i] for i in indices])
