"""predict_labels: wrong-type

A list is returned, where a tensor is asked for.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).tolist()
    model.train(was_training)
    return result
