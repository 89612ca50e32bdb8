"""predict: requires-grad-changed

The parameters are frozen to keep the graph away, and they stay frozen.
"""


def predict(model, x):
    for p in model.parameters():
        p.requires_grad = False
    return model(x.detach())
