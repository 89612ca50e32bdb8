"""predict_labels: wrong-dtype

The largest logits are returned, and not the classes that have them.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).max(1).values
    model.train(was_training)
    return result
