"""predict_labels: wrong-shape

Probabilities of all classes are returned, where the most likely class is asked for.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = torch.softmax(model(images), dim=1)
    model.train(was_training)
    return result
