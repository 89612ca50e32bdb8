"""A class with forward, functional forms, and a helper for each pass."""

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms


class Classifier(nn.Module):
    def __init__(self, hidden_dim):
        super().__init__()
        self.fc1 = nn.Linear(28 * 28, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, 10)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x.view(x.shape[0], -1))))


def build_classifier(hidden_dim=128):
    return Classifier(hidden_dim)


def one_pass(model, loader, device, optimizer=None):
    model.train(optimizer is not None)
    total = correct = count = 0
    with torch.set_grad_enabled(optimizer is not None):
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            loss = F.cross_entropy(logits, y, reduction="sum")
            if optimizer is not None:
                optimizer.zero_grad()
                (loss / len(y)).backward()
                optimizer.step()
            total += float(loss.detach())
            correct += int((logits.argmax(1) == y).sum())
            count += len(y)
    return total / count, correct / count


def train_classifier(root, epochs, seed=0, device="cpu", batch_size=64):
    steps = [transforms.ToTensor(), transforms.Normalize(mean=[0.2860], std=[0.3530])]
    train_set, test_set = (
        datasets.FashionMNIST(str(root), train=t, download=False, transform=transforms.Compose(steps))
        for t in (True, False)
    )
    history = []
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build_classifier().to(device)
        optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
        train_loader = DataLoader(train_set, batch_size, shuffle=True)
        test_loader = DataLoader(test_set, 256)
        for epoch in range(epochs):
            train_loss, _ = one_pass(model, train_loader, device, optimizer)
            val_loss, val_accuracy = one_pass(model, test_loader, device)
            history.append(dict(epoch=epoch + 1, train_loss=train_loss, val_loss=val_loss, val_accuracy=val_accuracy))
    return model, history


def predict_labels(model, images):
    was_training = model.training
    model.eval()
    with torch.inference_mode():
        labels = torch.max(model(images), dim=1)[1]
    model.train(was_training)
    return labels
