"""load_weights: raised

pickle alone cannot read a file that `torch.save` wrote.
"""

import pickle


def load_weights(model, path, device="cpu"):
    with open(path, "rb") as file:
        state = pickle.load(file)
    model.load_state_dict(state)
    return model.to(device).eval()
