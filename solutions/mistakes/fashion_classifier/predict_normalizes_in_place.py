"""predict_labels: input-modified

The caller's images are normalised in place.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images.sub_(0.2860).div_(0.3530)).argmax(1)
    model.train(was_training)
    return result
