"""predict_labels: wrong-shape

The largest entry is looked for among the images, where it is due among the classes.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(0)
    model.train(was_training)
    return result
