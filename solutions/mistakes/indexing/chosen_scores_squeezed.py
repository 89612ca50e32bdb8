"""chosen_scores: squeezed-too-much

The only dimension of a single score is dropped: `squeeze` without a dimension drops all those of
size 1.
"""


def chosen_scores(scores, labels):
    picked = scores.gather(1, labels.view(-1, 1))
    return picked.squeeze()
