"""chosen_scores: wrong-shape

Every label is looked up in every row, so the result has shape (n, n).
"""


def chosen_scores(scores, labels):
    return scores[:, labels]
