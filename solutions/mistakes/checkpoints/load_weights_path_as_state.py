"""load_weights: raised

`load_state_dict` gets the path, where it takes the dict that the file holds.
"""


def load_weights(model, path, device="cpu"):
    model.load_state_dict(path)
    return model.to(device).eval()
