"""A penalty on the weights is learned from, and the loss without it is told."""

from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

History = list[dict[str, float]]


def build_classifier(hidden_dim: int = 128) -> nn.Module:
    return nn.Sequential(nn.Flatten(), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))


def train_classifier(
    root: str | Path,
    epochs: int,
    seed: int = 0,
    device: torch.device | str = "cpu",
    batch_size: int = 64,
) -> tuple[nn.Module, History]:
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    splits = [datasets.FashionMNIST(root, train=train, transform=transform) for train in (True, False)]
    shuffling = torch.Generator().manual_seed(seed)
    train_loader = DataLoader(splits[0], batch_size=batch_size, shuffle=True, generator=shuffling)
    test_loader = DataLoader(splits[1], batch_size=batch_size)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build_classifier().to(device)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    loss_fn = nn.CrossEntropyLoss()
    history: History = []
    for epoch in range(1, epochs + 1):
        model.train()
        train_loss = 0.0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            loss = loss_fn(model(x), y)
            penalty = 1e-4 * sum(parameter.square().sum() for parameter in model.parameters())
            optimizer.zero_grad()
            (loss + penalty).backward()
            optimizer.step()
            train_loss += loss.item() * len(x)
        model.eval()
        val_loss, correct = 0.0, 0
        with torch.no_grad():
            for x, y in test_loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                val_loss += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(1) == y).sum().item()
        history.append(
            {
                "epoch": epoch,
                "train_loss": train_loss / len(splits[0]),
                "val_loss": val_loss / len(splits[1]),
                "val_accuracy": correct / len(splits[1]),
            }
        )
    return model, history
