"""features_to_tensor: wrong-dtype

Only lists are converted to float32; an array keeps the dtype that it has.
"""

import torch


def features_to_tensor(rows):
    if isinstance(rows, list):
        return torch.stack([torch.tensor(line, dtype=torch.float32) for line in rows])
    return torch.tensor(rows)
