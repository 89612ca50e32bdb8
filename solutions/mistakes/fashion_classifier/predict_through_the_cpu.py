"""predict_labels: device-mismatch

The images are taken to the CPU, and the model is not there.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    try:
        with torch.no_grad():
            return model(images.cpu()).argmax(1)
    finally:
        model.train(was_training)
