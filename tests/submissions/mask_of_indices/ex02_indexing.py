"""Reference solution of exercise 2."""

import torch


def row(x: torch.Tensor, i: int) -> torch.Tensor:
    return x[i]


def column(x: torch.Tensor, j: int) -> torch.Tensor:
    return x[:, j]


def block(x: torch.Tensor, top: int, bottom: int, left: int, right: int) -> torch.Tensor:
    return x[top:bottom, left:right]


def rows_at(x: torch.Tensor, indices: torch.Tensor) -> torch.Tensor:
    wanted = set(indices.tolist())
    return x[torch.tensor([i in wanted for i in range(len(x))], dtype=torch.bool, device=x.device)]


def zero_negatives(x: torch.Tensor) -> torch.Tensor:
    return x.masked_fill(x < 0, 0)


def chosen_scores(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    return scores.gather(1, labels[:, None]).squeeze(1)
