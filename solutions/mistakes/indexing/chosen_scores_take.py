"""chosen_scores: wrong-values

`take` counts through all scores as if they stood in one row, so every label is looked up in the
first rows.
"""

import torch


def chosen_scores(scores, labels):
    return torch.take(scores, labels)
