"""save_weights: requires-grad-changed

Gradients of the model's own parameters are switched off, to get rid of the graph, and stay off.
"""

import torch


def save_weights(model, path):
    for p in model.parameters():
        p.requires_grad = False
    torch.save(model.state_dict(), path)
