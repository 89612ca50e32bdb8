"""predict: requires-grad-changed

The parameters are frozen for the call, and all of them are made trainable afterwards, those that
were frozen before too.
"""


def predict(model, x):
    model.requires_grad_(False)
    y = model(x.detach())
    model.requires_grad_(True)
    return y
