"""load_weights: missing-exception

Only what fits by name and shape is loaded, and the rest is left out without a word.
"""

import torch


def load_weights(model, path, device="cpu"):
    loaded = torch.load(path, map_location=device, weights_only=True)
    own = model.state_dict()
    fitting = {k: v for k, v in loaded.items() if k in own and v.shape == own[k].shape}
    own.update(fitting)
    model.load_state_dict(own)
    return model.to(device).eval()
