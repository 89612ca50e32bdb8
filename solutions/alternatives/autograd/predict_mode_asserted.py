import torch


def predict(model, x):
    mode = model.training
    with torch.no_grad():
        y = model(x).detach()
    assert model.training == mode
    return y
