"""Known mistakes of chosen_scores."""

import torch.nn.functional as F


def all_pairs(scores, labels):
    """wrong-shape: Every label is looked up in every row, so the result has shape (n, n).
    remedy: Pair each label with its own row: index with `torch.arange(n)` and the labels together, or use `gather`
    along dimension 1.
    """
    return scores[:, labels]


def chosen_scores_column(scores, labels):
    """wrong-shape: A dimension for the classes stays behind the rows, though each row has one score left: gather, for
    one, gives a result in the shape of its index.
    remedy: Drop the last dimension, of size 1: `squeeze(1)` does that alone, also for a single row.
    """
    return scores.gather(1, labels.unsqueeze(1))


def item(scores, labels):
    """missing-gradient: The scores go through a step that hands on numbers without their history, as item, tolist,
    detach and no_grad do, so no gradient gets back to them.
    remedy: Index `scores` itself, or use `gather`: no `.item()`, `.tolist()`, `.detach()` or new tensor of numbers on
    the way.
    """
    return torch.tensor([scores[i, k].item() for i, k in enumerate(labels)], dtype=scores.dtype)


def largest(scores, labels):
    """wrong-values: The largest score of each row comes back, whatever its label.
    remedy: Choose by `labels`: in each row take the entry at the label, for example with `gather` along dimension 1.
    """
    return scores.max(dim=1).values


def log_softmax(scores, labels):
    """wrong-values: The scores are turned into log-probabilities first, as in a loss; the scores themselves are asked
    for.
    remedy: Pick from `scores` as they are, by indexing or `gather`. Leave out softmax, logarithm and loss functions.
    """
    return -F.cross_entropy(scores, labels, reduction="none")


def number_by_number(scores, labels):
    """missing-gradient: A new tensor is made of the chosen numbers: no gradient reaches the scores, and their dtype is
    lost.
    remedy: Index `scores` itself, or use `gather`: no `.item()`, `.tolist()` or new tensor of numbers on the way.
    """
    chosen = []
    for i in range(len(labels)):
        chosen.append(scores[i, labels[i]].item())
    return torch.tensor(chosen)


def numbers_of_the_same_dtype(scores, labels):
    """missing-gradient: The scores are taken out as numbers. A new tensor of these knows nothing of the scores, so no
    gradient reaches them.
    remedy: Index `scores` itself, or use `gather`: no `.item()`, `.tolist()` or new tensor of numbers on the way.
    """
    chosen = [scores[i, label].item() for i, label in enumerate(labels)]
    return torch.tensor(chosen, dtype=scores.dtype, device=scores.device)


def one_hot_float32(scores, labels):
    """raised: The scores are multiplied with float32 numbers, and the product used here refuses scores of another
    dtype.
    remedy: Convert the mask to `scores.dtype`, or pick with `gather` along dimension 1, which needs no mask.
    """
    return torch.einsum("nc,nc->n", scores, F.one_hot(labels, scores.shape[1]).float())


def one_hot_of_the_labels_there(scores, labels):
    """raised: The one-hot rows are as wide as the largest label asks for, and not as there are classes.
    remedy: Name the width, `one_hot(labels, scores.shape[1])`, or pick the scores with `gather`.
    """
    return (scores * nn.functional.one_hot(labels).to(scores.dtype)).sum(1)


def squeezed(scores, labels):
    """squeezed-too-much: The only dimension of a single score is dropped, as `squeeze` does without a dimension.
    remedy: Name the dimension to drop, `squeeze(1)`: a single score keeps shape (1,).
    """
    return scores.gather(1, labels.view(-1, 1)).squeeze()


def swapped(scores, labels):
    """wrong-axis: Row and column have changed places: the label picks the row.
    remedy: Put the row number first and the label second: `scores[rows, labels]`.
    """
    return scores[labels, torch.arange(len(labels))]


def take(scores, labels):
    """wrong-values: Every label is looked up in the first row, and not in its own.
    remedy: Look up each label in its own row: use `gather` along dimension 1, or index with the row numbers too.
    """
    return torch.take(scores, labels)


def scores_by_cpu_mask(scores, labels):
    """device-mismatch: A tensor that meets the scores is made on the CPU, where torch makes new tensors unless told
    otherwise, or is moved there. The scores may lie elsewhere.
    remedy: Make every new tensor with `device=scores.device`, and leave scores and labels where they are.
    """
    return (scores * torch.eye(scores.shape[1], dtype=scores.dtype)[labels.cpu()]).sum(1)


def scores_by_numbers(scores, labels):
    """left-on-cpu: The chosen scores are put together on the CPU, and the result stays there.
    remedy: Index `scores` where they lie, without `.cpu()`. New tensors need `device=scores.device`.
    """
    return torch.stack([scores[i, label].cpu() for i, label in enumerate(labels.tolist())])
