"""predict_labels: wrong-shape

The dimension of the classes is kept with size 1.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(dim=1, keepdim=True)
    model.train(was_training)
    return result
