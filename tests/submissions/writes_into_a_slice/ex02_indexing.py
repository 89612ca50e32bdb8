import torch


def row(x: torch.Tensor, i: int) -> torch.Tensor:
    return x[i]


def column(x: torch.Tensor, j: int) -> torch.Tensor:
    return x[:, j]


def block(x: torch.Tensor, top: int, bottom: int, left: int, right: int) -> torch.Tensor:
    return x[top:bottom, left:right]


def rows_at(x: torch.Tensor, indices: torch.Tensor) -> torch.Tensor:
    return x[indices]


def zero_negatives(x: torch.Tensor) -> torch.Tensor:
    result = x[:]
    result[result < 0] = 0
    return result


def chosen_scores(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    return scores.gather(1, labels[:, None]).squeeze(1)
