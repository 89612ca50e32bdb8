"""predict_labels: hard-coded-device

Model and images are moved to CUDA, whatever device they are on.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model.cuda()(images.cuda()).argmax(1)
    model.train(was_training)
    return result
