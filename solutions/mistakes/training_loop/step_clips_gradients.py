"""train_step: wrong-values

Gradients are clipped before the step, which the task does not ask for.
"""

from torch.nn.utils import clip_grad_norm_


def train_step(model, x, y, loss_fn, optimizer):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    clip_grad_norm_(model.parameters(), max_norm=0.1)
    optimizer.step()
    return loss.item()
