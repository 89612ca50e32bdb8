"""predict: graph-kept

The model runs with gradients on: they are not switched off, or not for the lines that matter.
"""


def predict(model, x):
    return model(x)
