"""save_weights: wrong-values

The state_dict is written with pickle itself, and such a file is none that `torch.load` reads.
"""

import pickle


def save_weights(model, path):
    with open(path, "wb") as file:
        pickle.dump(model.state_dict(), file)
