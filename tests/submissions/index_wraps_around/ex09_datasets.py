"""Reference solution of exercise 9."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets, transforms


class ArrayDataset(Dataset[tuple[torch.Tensor, torch.Tensor]]):
    def __init__(self, X: Any, y: Any, transform: Callable[[torch.Tensor], torch.Tensor] | None = None) -> None:
        if len(X) != len(y):
            raise ValueError(f"X has {len(X)} samples and y has {len(y)}")
        self.X = torch.tensor(np.asarray(X), dtype=torch.float32)
        self.y = torch.tensor(np.asarray(y), dtype=torch.int64)
        self.transform = transform

    def __len__(self) -> int:
        return len(self.X)

    def __getitem__(self, i: int) -> tuple[torch.Tensor, torch.Tensor]:
        place = i % len(self)
        x = self.X[place]
        return (x if self.transform is None else self.transform(x)), self.y[place]


def make_loader(dataset: Any, batch_size: int, shuffle: bool, seed: int = 0) -> DataLoader[Any]:
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=generator)


def fashion_transform() -> Callable[[Any], torch.Tensor]:
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def load_fashion(root: str | Path, train: bool) -> datasets.FashionMNIST:
    return datasets.FashionMNIST(root, train=train, transform=fashion_transform(), download=False)


def channel_mean_std(dataset: Any) -> tuple[float, float]:
    pixels = torch.stack([image for image, _ in dataset]).double()
    return pixels.mean().item(), pixels.std(correction=0).item()
