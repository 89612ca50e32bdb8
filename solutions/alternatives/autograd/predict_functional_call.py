import torch
from torch.func import functional_call


def predict(model, x):
    weights = {name: p.detach() for name, p in model.named_parameters()}
    return functional_call(model, weights, (x.detach(),))
