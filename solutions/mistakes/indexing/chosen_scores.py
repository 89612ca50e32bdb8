"""Known mistakes of chosen_scores."""

import torch.nn.functional as F


def all_pairs(scores, labels):
    """wrong-shape: Every label is looked up in every row, so the result has shape (n, n)."""
    return scores[:, labels]


def chosen_scores_column(scores, labels):
    """wrong-shape: The scores form a column of shape (n, 1) and not a vector of shape (n,)."""
    return scores.gather(1, labels.unsqueeze(1))


def item(scores, labels):
    """missing-gradient: The scores leave the graph as plain numbers, so no gradient gets back to them."""
    return torch.tensor([scores[i, k].item() for i, k in enumerate(labels)], dtype=scores.dtype)


def largest(scores, labels):
    """wrong-values: The largest score of each row comes back, whatever its label."""
    return scores.max(dim=1).values


def log_softmax(scores, labels):
    """wrong-values: The scores are turned into log-probabilities first, as in a loss; the scores themselves are asked
    for."""
    return -F.cross_entropy(scores, labels, reduction="none")


def number_by_number(scores, labels):
    """missing-gradient: Each score is taken out as a Python number, and a new tensor is made of the numbers: no
    gradient reaches the scores."""
    chosen = []
    for i in range(len(labels)):
        chosen.append(scores[i, labels[i]].item())
    return torch.tensor(chosen)


def one_hot_float32(scores, labels):
    """raised: The one-hot rows are float32, and a product of matrices with scores of another dtype fails."""
    hot = F.one_hot(labels, scores.shape[1]).float()
    return torch.einsum("nc,nc->n", scores, hot)


def squeezed(scores, labels):
    """squeezed-too-much: The only dimension of a single score is dropped: `squeeze` without a dimension drops all those
    of size 1."""
    picked = scores.gather(1, labels.view(-1, 1))
    return picked.squeeze()


def swapped(scores, labels):
    """raised: Row and column have changed places: the label picks the row."""
    return scores[labels, torch.arange(len(labels))]


def take(scores, labels):
    """wrong-values: `take` counts through all scores as if they stood in one row, so every label is looked up in the
    first rows."""
    return torch.take(scores, labels)


def scores_by_cpu_mask(scores, labels):
    """device-mismatch: A one-hot mask made on the CPU is multiplied with the scores."""
    mask = torch.eye(scores.shape[1], dtype=scores.dtype)[labels.cpu()]
    return (scores * mask).sum(1)


def scores_by_numbers(scores, labels):
    """left-on-cpu: The chosen scores are put together from Python numbers, on the CPU."""
    rows = [scores[i, label].cpu() for i, label in enumerate(labels.tolist())]
    return torch.stack(rows)
