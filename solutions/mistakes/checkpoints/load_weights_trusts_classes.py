"""load_weights: missing-exception

Classes of modules are declared safe, so a file with a whole module is accepted where it has to be refused.
"""

import torch
from torch import nn


def load_weights(model, path, device="cpu"):
    known = [nn.Linear, nn.Sequential, nn.ReLU, nn.BatchNorm1d, nn.Flatten, set]
    with torch.serialization.safe_globals(known):
        content = torch.load(path, map_location=device)
    state = content.state_dict() if isinstance(content, nn.Module) else content
    model.load_state_dict(state)
    return model.to(device).eval()
