"""chosen_scores: raised

The one-hot rows are float32, and a product of matrices with scores of another dtype fails.
"""

import torch
import torch.nn.functional as F


def chosen_scores(scores, labels):
    hot = F.one_hot(labels, scores.shape[1]).float()
    return torch.einsum("nc,nc->n", scores, hot)
