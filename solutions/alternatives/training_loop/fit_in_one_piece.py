"""Both loops written out; the model is left in eval mode."""

import torch


def fit(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    model.to(device)
    history = []
    for epoch in range(1, epochs + 1):
        model.train()
        train_sum = 0.0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            loss = loss_fn(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            train_sum += loss.item() * x.size(0)
        model.eval()
        val_sum, right = 0.0, 0
        with torch.inference_mode():
            for x, y in val_loader:
                x, y = x.to(device), y.to(device)
                out = model(x)
                val_sum += loss_fn(out, y).item() * x.size(0)
                right += (out.argmax(dim=1) == y).sum().item()
        history.append(
            dict(
                val_accuracy=right / len(val_loader.dataset),
                val_loss=val_sum / len(val_loader.dataset),
                train_loss=train_sum / len(train_loader.dataset),
                epoch=epoch,
            )
        )
    return history
