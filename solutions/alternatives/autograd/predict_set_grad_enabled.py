import torch


def predict(model, x):
    with torch.set_grad_enabled(False):
        output = model(x)
    return output
