"""predict_labels: wrong-shape

One position among all logits of the batch is returned.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax()
    model.train(was_training)
    return result
