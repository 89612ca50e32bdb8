"""What is a loss function given? Read from its arguments."""

from __future__ import annotations

import torch
from torch.nn import functional

LOSSES = {
    getattr(functional, name): name
    for name in (
        "binary_cross_entropy",
        "binary_cross_entropy_with_logits",
        "cross_entropy",
        "gaussian_nll_loss",
        "hinge_embedding_loss",
        "huber_loss",
        "kl_div",
        "l1_loss",
        "mse_loss",
        "multi_margin_loss",
        "multilabel_soft_margin_loss",
        "nll_loss",
        "poisson_nll_loss",
        "smooth_l1_loss",
        "soft_margin_loss",
    )
}
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
