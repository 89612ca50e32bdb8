"""A DataLoader makes the micro-batches."""

from torch.utils.data import DataLoader, TensorDataset


def accumulated_step(model, loss_fn, optimizer, x, y, micro_batch_size):
    loader = DataLoader(TensorDataset(x, y), batch_size=micro_batch_size)
    for group in optimizer.param_groups:
        for p in group["params"]:
            p.grad = None
    total = 0.0
    for xb, yb in loader:
        loss = loss_fn(model(xb), yb) * (len(xb) / len(x))
        loss.backward()
        total += loss.detach().item()
    optimizer.step()
    return total
