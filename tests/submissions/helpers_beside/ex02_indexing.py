from helpers import first
from parts.more import second

import torch
from exercises.helpers import first as of_the_package
from .parts.more import second as of_the_folder

assert first(torch.eye(2), 0)[0] == second(torch.eye(2), 0)[0] == 1


def row(x: torch.Tensor, i: int) -> torch.Tensor:
    return of_the_package(x, i)


def column(x: torch.Tensor, j: int) -> torch.Tensor:
    return of_the_folder(x, j)


def block(x: torch.Tensor, top: int, bottom: int, left: int, right: int) -> torch.Tensor:
    return x[top:bottom, left:right]


def rows_at(x: torch.Tensor, indices: torch.Tensor) -> torch.Tensor:
    return x[indices]


def zero_negatives(x: torch.Tensor) -> torch.Tensor:
    return x.masked_fill(x < 0, 0)


def chosen_scores(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    return scores.gather(1, labels[:, None]).squeeze(1)


assert open("rows.csv").read() == "1,2\n"
