"""predict_labels: wrong-values

The class with the smallest logit is returned.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmin(1)
    model.train(was_training)
    return result
