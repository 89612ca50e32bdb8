"""chosen_scores: wrong-values

The scores are turned into log-probabilities first, as in a loss; the scores themselves are asked
for.
"""

import torch.nn.functional as F


def chosen_scores(scores, labels):
    return -F.cross_entropy(scores, labels, reduction="none")
