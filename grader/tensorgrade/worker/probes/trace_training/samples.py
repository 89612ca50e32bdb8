"""Which samples of a data set are these? Images are told by their pixels, whatever numbers normalised them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch

FEW = 100  # numbers: rows of no more are no images, and are compared as they are
EVERY = 5  # of an image's pixels one in so many is compared
ALIKE = 0.999  # the correlation from which two images are one


@dataclass(frozen=True)
class Samples:
    """The samples of all splits, in one order. width: how many numbers one has. rows: by what they are told apart."""

    splits: tuple[str, ...]
    width: int
    rows: torch.Tensor
    labels: torch.Tensor

    @classmethod
    def of(cls, data: Mapping[str, tuple[torch.Tensor, torch.Tensor]]) -> Samples:
        """Gather the splits of a data set."""
        splits = tuple(name for name, (images, _) in data.items() for _ in range(len(images)))
        if not splits:
            return cls((), 0, torch.zeros(0, 0), torch.zeros(0, dtype=torch.int64))
        width = next(images[0].numel() for images, _ in data.values())
        rows = torch.cat([rows_of(images) for images, _ in data.values()])
        return cls(splits, width, rows, torch.cat([labels.cpu().long() for _, labels in data.values()]))

    def count(self, split: str) -> int:
        """Say how many samples a split has."""
        return self.splits.count(split)

    def fits(self, batch: torch.Tensor) -> bool:
        """Say whether the rows of a batch are as long as the samples are."""
        return bool(self.splits) and batch.dim() > 1 and batch[0].numel() == self.width

    def places_of(self, batch: torch.Tensor) -> tuple[int, ...]:
        """Return for each row of a batch which sample it is; -1 for one that is none, or is changed in its shape."""
        if not self.fits(batch):
            return (-1,) * len(batch)
        rows = rows_of(batch)
        if self.width <= FEW:
            distance, place = torch.cdist(rows, self.rows).min(1)
            return tuple(torch.where(distance < 1e-6, place, -1).tolist())
        likeness, place = (rows @ self.rows.T).max(1)
        return tuple(torch.where(likeness > ALIKE, place, -1).tolist())


def rows_of(samples: torch.Tensor) -> torch.Tensor:
    """Return samples as rows on the CPU; of images some pixels, with mean 0 and length 1."""
    rows = samples.detach().cpu().flatten(1)
    if rows.shape[1] <= FEW:
        return rows.double()
    rows = rows[:, ::EVERY].float()
    rows = rows - rows.mean(1, keepdim=True)
    lengths: torch.Tensor = rows.norm(dim=1, keepdim=True)
    return rows / lengths.clamp_min(1e-12)
