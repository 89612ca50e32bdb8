"""predict_labels: wrong-values

Softmax runs over the images, so the logits of different images compete.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).softmax(0).argmax(1)
    model.train(was_training)
    return result
