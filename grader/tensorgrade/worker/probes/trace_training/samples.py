"""Which samples of a data set are these? Told by the pixels, whatever numbers normalised them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch

ALIKE = 0.999  # the correlation from which two images are one


@dataclass(frozen=True)
class Samples:
    """The samples of all splits, in one order. `shapes` are their images without brightness and contrast, as rows."""

    splits: tuple[str, ...]
    shapes: torch.Tensor
    labels: torch.Tensor

    @classmethod
    def of(cls, data: Mapping[str, tuple[torch.Tensor, torch.Tensor]]) -> Samples:
        """Gather the splits of a data set."""
        splits = tuple(name for name, (images, _) in data.items() for _ in range(len(images)))
        if not splits:
            return cls((), torch.zeros(0, 0), torch.zeros(0, dtype=torch.int64))
        shapes = torch.cat([standardized(images) for images, _ in data.values()])
        return cls(splits, shapes, torch.cat([labels.cpu().long() for _, labels in data.values()]))

    def count(self, split: str) -> int:
        """Say how many samples a split has."""
        return self.splits.count(split)

    def fits(self, batch: torch.Tensor) -> bool:
        """Say whether the rows of a batch are as long as the images are."""
        return bool(self.splits) and batch.dim() > 1 and batch[0].numel() == self.shapes.shape[1]

    def places_of(self, batch: torch.Tensor) -> tuple[int, ...]:
        """Return for each row of a batch which sample it is; -1 for one that is none, or is changed in its shape."""
        if not self.fits(batch):
            return (-1,) * len(batch)
        likeness, place = (standardized(batch) @ self.shapes.T).max(1)
        return tuple(torch.where(likeness > ALIKE, place, -1).tolist())


def standardized(images: torch.Tensor) -> torch.Tensor:
    """Return images as rows of mean 0 and length 1, on the CPU."""
    rows = images.detach().cpu().flatten(1).float()
    rows = rows - rows.mean(1, keepdim=True)
    return rows / rows.norm(dim=1, keepdim=True).clamp_min(1e-12)
