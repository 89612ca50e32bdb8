import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision.datasets import FashionMNIST
from torchvision.transforms import Compose, Normalize, ToTensor


class Classifier(nn.Module):
    def __init__(self, hidden_dim):
        super().__init__()
        self.hidden = nn.Linear(28 * 28, hidden_dim)
        self.out = nn.Linear(hidden_dim, 10)

    def forward(self, images):
        x = images.flatten(start_dim=1)
        return self.out(F.relu(self.hidden(x)))


def build_classifier(hidden_dim=128):
    return Classifier(hidden_dim)


def measure(model, loader, device):
    model.eval()
    loss_sum = hits = n = 0
    with torch.inference_mode():
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            logits = model(images)
            loss_sum += F.cross_entropy(logits, labels, reduction="sum").item()
            hits += (logits.argmax(dim=1) == labels).sum().item()
            n += len(labels)
    return loss_sum / n, hits / n


def train_classifier(root, epochs, seed=0, device="cpu", batch_size=64):
    prepare = Compose([ToTensor(), Normalize((0.2860,), (0.3530,))])
    train_set = FashionMNIST(root, train=True, transform=prepare)
    test_set = FashionMNIST(root, train=False, transform=prepare)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build_classifier().to(device)
        train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)
        test_loader = DataLoader(test_set, batch_size=256)
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        history = []
        for epoch in range(epochs):
            model.train()
            loss_sum = 0.0
            for images, labels in train_loader:
                images, labels = images.to(device), labels.to(device)
                optimizer.zero_grad()
                loss = F.cross_entropy(model(images), labels)
                loss.backward()
                optimizer.step()
                loss_sum += loss.item() * len(labels)
            val_loss, val_accuracy = measure(model, test_loader, device)
            history.append(
                {
                    "epoch": epoch + 1,
                    "train_loss": loss_sum / len(train_set),
                    "val_loss": val_loss,
                    "val_accuracy": val_accuracy,
                }
            )
    return model, history


def predict_labels(model, images):
    mode = model.training
    model.eval()
    try:
        with torch.inference_mode():
            labels = model(images).max(1)[1]
        return labels.clone()
    finally:
        model.train(mode)
