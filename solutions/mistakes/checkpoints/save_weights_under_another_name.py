"""save_weights: wrong-values

The suffix of the path is replaced, so the file lies under another name than the caller's.
"""

from pathlib import Path

import torch


def save_weights(model, path):
    torch.save(model.state_dict(), Path(path).with_suffix(".pth"))
