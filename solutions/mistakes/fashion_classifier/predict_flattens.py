"""predict_labels: raised

The images are flattened before the model gets them; it takes images.
"""

import torch


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images.view(-1, 784)).argmax(1)
    model.train(was_training)
    return result
