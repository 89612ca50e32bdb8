"""Plain SGD with a learning rate at which it learns slowly, and measured in a function of its own."""

import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision.datasets import FashionMNIST
from torchvision.transforms import Compose, Normalize, ToTensor


def build_classifier(hidden_dim=128):
    return nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))


@torch.no_grad()
def measured(model, dataset, device):
    model.eval()
    images, labels = (torch.stack([image for image, _ in dataset]), torch.tensor([label for _, label in dataset]))
    logits, labels = model(images.to(device)), labels.to(device)
    loss = nn.functional.cross_entropy(logits, labels).item()
    return loss, (logits.argmax(dim=-1) == labels).float().mean().item()


def train_classifier(root, epochs, seed=0, device="cpu", batch_size=64):
    transform = Compose([ToTensor(), Normalize(0.2860, 0.3530)])
    train_data, test_data = (FashionMNIST(root, train=is_train, transform=transform) for is_train in (True, False))
    loader = DataLoader(train_data, batch_size, shuffle=True, generator=torch.Generator().manual_seed(seed))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = build_classifier().to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    history = []
    for epoch in range(epochs):
        model.train()
        losses = []
        for images, labels in loader:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(images.to(device)), labels.to(device))
            loss.backward()
            optimizer.step()
            losses += [loss.item()] * len(images)
        val_loss, val_accuracy = measured(model, test_data, device)
        train_loss = sum(losses) / len(losses)
        history.append(
            {"epoch": epoch + 1, "train_loss": train_loss, "val_loss": val_loss, "val_accuracy": val_accuracy}
        )
    model.eval()
    return model, history
