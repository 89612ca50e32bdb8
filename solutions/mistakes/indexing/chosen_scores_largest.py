"""chosen_scores: wrong-values

The largest score of each row comes back, whatever its label.
"""


def chosen_scores(scores, labels):
    return scores.max(dim=1).values
