"""predict_labels: wrong-values

The images are normalised a second time.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model((images - 0.2860) / 0.3530).argmax(1)
    model.train(was_training)
    return result
