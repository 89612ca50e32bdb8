"""predict_labels: wrong-mode

The flag of the outermost module is set; its layers stay in train mode.
"""

import torch


def predict_labels(model, images):
    was, model.training = model.training, False
    with torch.no_grad():
        labels = model(images).argmax(1)
    model.training = was
    return labels
