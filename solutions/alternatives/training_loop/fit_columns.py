"""Collects columns, and turns them into rows at the end."""

from dataclasses import asdict, dataclass

import torch


@dataclass
class Epoch:
    epoch: int
    train_loss: float
    val_loss: float
    val_accuracy: float


class Trainer:
    def __init__(self, model, loss_fn, optimizer, device):
        self.model, self.loss_fn, self.optimizer, self.device = model, loss_fn, optimizer, device

    def train(self, loader):
        self.model.train()
        losses = []
        for x, y in loader:
            self.optimizer.zero_grad()
            loss = self.loss_fn(self.model(x.to(self.device)), y.to(self.device))
            loss.backward()
            self.optimizer.step()
            losses += [loss.item()] * len(x)
        return sum(losses) / len(losses)

    @torch.no_grad()
    def test(self, loader):
        self.model.eval()
        outputs = [self.model(x.to(self.device)) for x, _ in loader]
        labels = torch.cat([y for _, y in loader]).to(self.device)
        logits = torch.cat(outputs)
        return self.loss_fn(logits, labels).item(), (logits.argmax(1) == labels).double().mean().item()


def fit(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    trainer = Trainer(model, loss_fn, optimizer, device)
    epoch, history = 0, []
    while epoch < epochs:
        epoch += 1
        train_loss = trainer.train(train_loader)
        history.append(Epoch(epoch, train_loss, *trainer.test(val_loader)))
    return [asdict(entry) for entry in history]
