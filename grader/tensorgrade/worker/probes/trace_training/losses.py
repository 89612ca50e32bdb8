"""What is a loss function given? Read from the arguments of what all spellings of it come down to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch

NN = torch._C._nn


@dataclass(frozen=True)
class LossFunction:
    """A loss function where torch computes it. reduction, smoothing: which of its arguments these are."""

    name: str
    owner: Any
    attribute: str
    reduction: int
    smoothing: int | None = None

    def value_of(self, result: torch.Tensor, args: tuple[Any, ...], size: int) -> float:
        """Return the mean over the samples."""
        total = float(result.detach().sum())
        is_mean = len(args) <= self.reduction or args[self.reduction] == 1
        return total if is_mean else total / max(size, 1)

    def smoothing_of(self, args: tuple[Any, ...]) -> float:
        """Return how far labels are smoothed."""
        return float(args[self.smoothing]) if self.smoothing is not None and len(args) > self.smoothing else 0.0


LOSSES = (
    LossFunction("binary_cross_entropy", NN, "binary_cross_entropy", 3),
    LossFunction("binary_cross_entropy_with_logits", torch, "binary_cross_entropy_with_logits", 4),
    LossFunction("cross_entropy", NN, "cross_entropy_loss", 3, 5),
    LossFunction("huber_loss", NN, "huber_loss", 2),
    LossFunction("kl_div", torch, "kl_div", 2),
    LossFunction("l1_loss", NN, "l1_loss", 2),
    LossFunction("mse_loss", NN, "mse_loss", 2),
    LossFunction("multi_margin_loss", NN, "multi_margin_loss", 5),
    LossFunction("nll_loss", NN, "nll_loss_nd", 3),
    LossFunction("poisson_nll_loss", torch, "poisson_nll_loss", 5),
    LossFunction("smooth_l1_loss", NN, "smooth_l1_loss", 2),
    LossFunction("soft_margin_loss", NN, "soft_margin_loss", 2),
)
CLOSE = 1e-3


def kind_of_prediction(prediction: torch.Tensor) -> str:
    """Say what a loss function got first: probabilities, log-probabilities or other numbers."""
    if prediction.dim() != 2 or not prediction.is_floating_point() or not prediction.numel():
        return "numbers"
    rows = prediction.detach().cpu().double()
    if (rows >= 0).all() and ((rows.sum(1) - 1).abs() < CLOSE).all():
        return "probabilities"
    if (rows <= 0).all() and ((rows.exp().sum(1) - 1).abs() < CLOSE).all():
        return "log-probabilities"
    return "numbers"


def labels_of(target: torch.Tensor) -> tuple[int, ...]:
    """Return the labels that a target stands for: class indices, or rows with a 1 in one place; else nothing."""
    values = target.detach().cpu()
    if values.dim() == 1 and not values.is_floating_point() and not values.is_complex():
        return tuple(values.tolist())
    if values.dim() == 2 and values.shape[1] > 1 and ((values == 0) | (values == 1)).all():
        return tuple(values.argmax(1).tolist()) if (values.sum(1) == 1).all() else ()
    return ()
