"""Adam in place of AdamW, and the samples counted in the loops."""

import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


def build_classifier(hidden_dim=128):
    return nn.Sequential(nn.Flatten(), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))


def train_classifier(root, epochs, seed=0, device="cpu", batch_size=64):
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    train_set = datasets.FashionMNIST(root, train=True, transform=transform)
    test_set = datasets.FashionMNIST(root, train=False, transform=transform)
    g = torch.Generator().manual_seed(seed)
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build_classifier().to(device)
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    history = []
    for epoch in range(1, epochs + 1):
        model.train()
        total, seen = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
            seen += len(x)
        model.eval()
        val_total, correct, val_seen = 0.0, 0, 0
        with torch.no_grad():
            for x, y in test_loader:
                x, y = x.to(device), y.to(device)
                out = model(x)
                val_total += loss_fn(out, y).item() * len(x)
                correct += (out.argmax(1) == y).sum().item()
                val_seen += len(x)
        history.append(
            {
                "epoch": epoch,
                "train_loss": total / seen,
                "val_loss": val_total / val_seen,
                "val_accuracy": correct / val_seen,
            }
        )
    return model, history
