"""best_device: wrong-type

The device is made and not returned, so the answer is None.
"""

import torch


def best_device():
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    print("Using", device)
