"""predict_labels: wrong-dtype

The labels are converted to int32, where int64 is asked for.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).int()
    model.train(was_training)
    return result
