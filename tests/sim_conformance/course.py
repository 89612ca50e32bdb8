"""Cases by hand: what a course on PyTorch does with a device, from making a tensor to training and checkpoints."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterator
from functools import partial

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

from sim_conformance.outcome import Case


def grid(device: str) -> torch.Tensor:
    """Return the matrix that most cases work on."""
    return (torch.arange(12.0) - 5).reshape(3, 4).to(device, copy=True)


def on_the_cpu(*tensors: torch.Tensor) -> list[object]:
    """Return numbers and places of tensors that lie on the CPU whatever the device of the case."""
    return [(tensor.tolist(), str(tensor.device), tensor.dtype) for tensor in tensors]


MAKING: dict[str, Callable[[str], object]] = {
    "tensor": lambda d: torch.tensor([[1, 2], [3, 4]], device=d),
    "tensor of a tensor": lambda d: torch.as_tensor(grid("cpu"), device=d),
    "arange": lambda d: torch.arange(0, 9, 2, device=d),
    "linspace": lambda d: torch.linspace(0, 1, 5, device=d),
    "full": lambda d: torch.full((2, 2), 7.0, device=d),
    "eye": lambda d: torch.eye(3, device=d),
    "like": lambda d: [torch.zeros_like(grid(d)), torch.ones_like(grid(d), dtype=torch.int64)],
    "full_like": lambda d: torch.full_like(grid(d), 3),
    "like, on the CPU": lambda d: on_the_cpu(
        torch.zeros_like(grid(d), device="cpu"),
        torch.full_like(grid(d), 3, device="cpu", dtype=torch.int32),
        torch.empty_like(grid(d), device="cpu").copy_(grid(d)),
        torch.randn_like(grid(d), device="cpu"),
    ),
    "like a CPU tensor": lambda d: [torch.ones_like(grid("cpu"), device=d), torch.full_like(grid("cpu"), 3, device=d)],
    "new, on the CPU": lambda d: on_the_cpu(
        grid(d).new_zeros(2, device="cpu"),
        grid(d).new_full((2,), 4, device="cpu"),
        grid(d).new_empty(2, device="cpu").fill_(1),
        grid(d).new_tensor([5], device="cpu"),
    ),
    "new of a CPU tensor": lambda d: [grid("cpu").new_ones(2, device=d), grid("cpu").new_tensor([5], device=d)],
    "new": lambda d: [grid(d).new_zeros(2), grid(d).new_ones(2), grid(d).new_full((2,), 4), grid(d).new_tensor([5])],
    "randn": lambda d: torch.randn(20, device=d),
    "rand": lambda d: torch.rand(3, device=d),
    "randint": lambda d: torch.randint(9, (4,), device=d),
    "randperm": lambda d: torch.randperm(5, device=d),
    "generator": lambda d: torch.randn(3, device=d, generator=torch.Generator(device=d).manual_seed(4)),
    "generator's state": lambda d: again_from_state(torch.Generator(device=d), d),
    "default device": lambda d: on_default_device(d),
    "device context": lambda d: in_device_context(d),
}  # fmt: skip

SEEING: dict[str, Callable[[str], object]] = {
    "item": lambda d: grid(d)[1, 2].item(),
    "tolist": lambda d: grid(d).tolist(),
    "float, int, bool": lambda d: [float(grid(d)[0, 0]), int(grid(d)[0, 1]), bool(grid(d)[0, 1]), len(grid(d))],
    "print": lambda d: str(grid(d)).replace(", device='sim:0'", "").replace(", device='cuda:0'", ""),
    "cpu": lambda d: grid(d).cpu().numpy().tolist(),
    "type": lambda d: [type(grid(d)), isinstance(nn.Parameter(grid(d)), nn.Parameter)],
    "strides": lambda d: [grid(d).t().stride(), grid(d)[:, 1:].storage_offset(), grid(d).t().is_contiguous()],
    "iteration": lambda d: [row.sum() for row in grid(d)],
}

SHARING: dict[str, Callable[[str], object]] = {
    "a view writes through": lambda d: written(grid(d), lambda x: x.view(-1)[3:5].zero_()),
    "a row writes through": lambda d: written(grid(d), lambda x: x[1].add_(10)),
    "a transpose writes through": lambda d: written(grid(d), lambda x: x.t()[0].fill_(2)),
    "detach shares": lambda d: written(grid(d), lambda x: x.detach().mul_(2)),
    "addresses": lambda d: addresses(grid(d)),
    "version": lambda d: versions(grid(d)),
    "deepcopy": lambda d: apart(grid(d), copy.deepcopy),
    "clone": lambda d: apart(grid(d), torch.clone),
    "reshape of a transpose": lambda d: apart(grid(d), lambda x: x.t().reshape(-1)),
    "view of a transpose": lambda d: grid(d).t().view(-1),
    "channels last": lambda d: torch.ones(2, 3, 4, 5, device=d).contiguous(memory_format=torch.channels_last).stride(),
    "copy_ from the CPU": lambda d: torch.zeros(3, 4, device=d).copy_(grid("cpu")),
    "copy_ to the CPU": lambda d: torch.zeros(3, 4).copy_(grid(d)).tolist(),
    "data": lambda d: with_new_data(nn.Parameter(torch.ones(3, 4)), grid(d)),
    "out": lambda d: torch.add(grid(d), 1, out=torch.empty(0, device=d)),
    "resize_": lambda d: torch.ones(2, device=d).resize_(1),
}

INDEXING: dict[str, Callable[[str], object]] = {
    "row, column, block": lambda d: [grid(d)[1], grid(d)[:, 2], grid(d)[0:2, 1:3], grid(d)[..., -1], grid(d)[None]],
    "list": lambda d: grid(d)[[2, 0]],
    "CPU index": lambda d: grid(d)[torch.tensor([2, 0, 2])],
    "own index": lambda d: grid(d)[torch.tensor([2, 0, 2], device=d)],
    "mask": lambda d: grid(d)[grid(d) > 0],
    "CPU mask": lambda d: grid(d)[grid("cpu") > 0],
    "pairs": lambda d: grid(d)[torch.arange(3), torch.tensor([1, 0, 3], device=d)],
    "set by mask": lambda d: written(grid(d), lambda x: x.__setitem__(x < 0, 0)),
    "set a row from the CPU": lambda d: written(grid(d), lambda x: x.__setitem__(0, torch.ones(4))),
    "set by a CPU index": lambda d: written(grid(d), lambda x: x.__setitem__(torch.tensor([1]), torch.tensor(9.0))),
    "gather": lambda d: grid(d).gather(1, torch.tensor([[0], [1], [2]], device=d)),
    "out of range": lambda d: grid(d)[5],
    "take from an empty": lambda d: grid(d)[:0].max(),
}

COMPUTING: dict[str, Callable[[str], object]] = {
    "CPU number beside": lambda d: grid(d) * torch.tensor(2.0) + torch.tensor(1),
    "broadcast": lambda d: grid(d) + torch.arange(4, device=d),
    "promotion": lambda d: [torch.ones(2, dtype=torch.int64, device=d) + 0.5, torch.ones(2, device=d).double() + 1],
    "half numbers": lambda d: [grid(d).bfloat16() * 0.1, grid(d).half() / 3],
    "matmul": lambda d: grid(d) @ grid(d).t(),
    "einsum": lambda d: torch.einsum("ij,kj->ik", grid(d), grid(d)),
    "reductions": lambda d: [grid(d).sum(0), grid(d).mean(), grid(d).std(), grid(d).norm()],
    "maxima": lambda d: [grid(d).max(1), grid(d).argmax(1), grid(d).amin(0)],
    "sorting": lambda d: [grid(d).sort(1, descending=True), grid(d).topk(2), grid(d).flatten().unique()],
    "wrong shapes": lambda d: grid(d) @ grid(d),
    "wrong broadcast": lambda d: grid(d) + torch.ones(3, device=d),
    "wrong dtypes": lambda d: grid(d) @ torch.ones(4, 2, device=d, dtype=torch.float64),
    "division by zero": lambda d: [grid(d) / 0, torch.ones(1, dtype=torch.int64, device=d) // 0],
    "vmap": lambda d: torch.func.vmap(lambda row: row.dot(row))(grid(d)),
    "func.grad": lambda d: torch.func.grad(lambda x: (x**2).sum())(grid(d)),
    "jacobian": lambda d: torch.func.jacrev(lambda x: x**3)(grid(d)[0]),
}  # fmt: skip

AUTOGRAD: dict[str, Callable[[str], object]] = {
    "gradient": lambda d: gradient(d, lambda w: (w**2).sum()),
    "gradient from the CPU": lambda d: gradient("cpu", lambda w: (w.to(d) ** 2).sum()).to(d),
    "accumulated": lambda d: gradient(d, lambda w: w.exp().sum(), times=2),
    "create_graph": lambda d: second_derivative(d),
    "no_grad": lambda d: without_grad(torch.no_grad, d),
    "inference_mode": lambda d: without_grad(torch.inference_mode, d),
    "backward twice": lambda d: backward_twice(d),
    "backward of a matrix": lambda d: grid(d).requires_grad_().backward(),
    "leaf written to": lambda d: grid(d).requires_grad_().add_(1),
    "written after saved": lambda d: written_after_saved(d),
    "retain_grad": lambda d: retained(d),
    "hook": lambda d: gradient(d, lambda w: hooked(w).sum()),
}


def written(x: torch.Tensor, write: Callable[[torch.Tensor], object]) -> torch.Tensor:
    """Write to a tensor; return it."""
    write(x)
    return x


def apart(x: torch.Tensor, make: Callable[[torch.Tensor], torch.Tensor]) -> list[object]:
    """Copy a tensor, write to the original, return the copy."""
    made = make(x)
    x.zero_()
    return [made, made.untyped_storage().data_ptr() == x.untyped_storage().data_ptr()]


def addresses(x: torch.Tensor) -> list[object]:
    """Tell what shares memory, by addresses."""
    row = x[1]
    same_storage = row.untyped_storage().data_ptr() == x.untyped_storage().data_ptr()
    return [same_storage, row.data_ptr() - x.data_ptr(), x.view(-1).data_ptr() == x.data_ptr(), x._base is None]


def versions(x: torch.Tensor) -> list[int]:
    """Tell how often torch saw a tensor written to."""
    row = x[0]
    row.add_(1)
    x.mul_(2)
    return [x._version, row._version]


def with_new_data(parameter: nn.Parameter, x: torch.Tensor) -> list[object]:
    """Give a parameter new data; it stays the object that it was."""
    optimizer = torch.optim.SGD([parameter], lr=1.0)
    parameter.data = x
    parameter.sum().backward()
    optimizer.step()
    return [parameter.detach(), parameter.grad, parameter.requires_grad, parameter.is_leaf]


def again_from_state(generator: torch.Generator, device: str) -> list[torch.Tensor]:
    """Draw, go back, draw again."""
    state = generator.manual_seed(1).get_state()
    first = torch.rand(3, device=device, generator=generator)
    generator.set_state(state)
    return [first, torch.rand(3, device=device, generator=generator)]


def on_default_device(device: str) -> list[torch.Tensor]:
    """Make tensors and a layer with a default device."""
    torch.set_default_device(device)
    try:
        return [torch.ones(2), torch.rand(2), nn.Linear(2, 2).weight.detach()]
    finally:
        torch.set_default_device(None)


def in_device_context(device: str) -> list[torch.Tensor]:
    """Make tensors and a layer in a context."""
    with torch.device(device):
        return [torch.zeros(2), torch.tensor([1.0]), nn.Linear(2, 2).bias.detach()]


def gradient(device: str, loss: Callable[[torch.Tensor], torch.Tensor], times: int = 1) -> torch.Tensor:
    """Return the gradient of a loss."""
    w = grid(device).requires_grad_()
    for _ in range(times):
        loss(w).backward()
    assert w.grad is not None
    return w.grad


def second_derivative(device: str) -> torch.Tensor:
    """Differentiate twice."""
    x = torch.tensor(3.0, device=device, requires_grad=True)
    (first,) = torch.autograd.grad(x**3, x, create_graph=True)
    return torch.autograd.grad(first, x)[0]


def without_grad(mode: Callable[[], object], device: str) -> list[object]:
    """Compute without a graph, views included."""
    w = grid(device).requires_grad_()
    with mode():
        y = (w * 2).view(-1)[2:4]
    return [y, y.requires_grad, y.is_inference()]


def backward_twice(device: str) -> None:
    """Go through a graph a second time."""
    loss = gradient(device, lambda w: w.sum()).requires_grad_().exp().sum()
    loss.backward()
    loss.backward()


def written_after_saved(device: str) -> None:
    """Write to a tensor that the backward pass needs."""
    w = grid(device).requires_grad_()
    y = w.exp()
    y.add_(1)
    y.sum().backward()


def retained(device: str) -> list[torch.Tensor | None]:
    """Keep the gradient of a result."""
    w = grid(device).requires_grad_()
    y = w * 2
    y.retain_grad()
    y.sum().backward()
    return [y.grad, w.grad]


def hooked(w: torch.Tensor) -> torch.Tensor:
    """Double the gradient on its way."""
    y = w * 1
    y.register_hook(lambda gradient: gradient * 2)
    return y


def conv_net() -> nn.Module:
    """Return a small network with the layers of a course."""
    front = [nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.3), nn.Flatten()]
    return nn.Sequential(*front, nn.Linear(36, 8), nn.LayerNorm(8), nn.Linear(8, 3))


OPTIMIZERS: dict[str, Callable[..., torch.optim.Optimizer]] = {
    "SGD": partial(torch.optim.SGD, lr=0.1),
    "SGD with momentum": partial(torch.optim.SGD, lr=0.1, momentum=0.9, weight_decay=1e-3),
    "SGD, one by one": partial(torch.optim.SGD, lr=0.1, foreach=False),
    "Adam": partial(torch.optim.Adam),
    "Adam, one by one": partial(torch.optim.Adam, foreach=False),
    "Adam, fused": partial(torch.optim.Adam, fused=True),
    "AdamW": partial(torch.optim.AdamW),
    "AdamW, fused": partial(torch.optim.AdamW, fused=True),
    "RMSprop": partial(torch.optim.RMSprop),
}

LAYERS: dict[str, tuple[Callable[[], nn.Module], tuple[int, ...]]] = {
    "Linear": (lambda: nn.Linear(4, 3), (2, 4)),
    "Conv1d": (lambda: nn.Conv1d(2, 3, 3, padding="same"), (2, 2, 6)),
    "Conv2d": (lambda: nn.Conv2d(2, 4, 3, stride=2, groups=2), (2, 2, 7, 7)),
    "ConvTranspose2d": (lambda: nn.ConvTranspose2d(2, 3, 3), (1, 2, 4, 4)),
    "BatchNorm1d": (lambda: nn.BatchNorm1d(4), (5, 4)),
    "GroupNorm": (lambda: nn.GroupNorm(2, 4), (2, 4, 3)),
    "LayerNorm": (lambda: nn.LayerNorm(4), (3, 4)),
    "pooling": (lambda: nn.Sequential(nn.AvgPool2d(2), nn.AdaptiveAvgPool2d(2)), (1, 2, 8, 8)),
    "activations": (lambda: nn.Sequential(nn.GELU(), nn.ELU(), nn.LeakyReLU(), nn.SiLU(), nn.Softmax(1)), (3, 4)),
    "Dropout": (lambda: nn.Dropout(0.4), (6, 6)),
    "RNN": (lambda: nn.RNN(4, 5, 2), (3, 2, 4)),
    "LSTM": (lambda: nn.LSTM(4, 5, 2, bidirectional=True), (3, 2, 4)),
    "GRU": (lambda: nn.GRU(4, 5, 2, batch_first=True), (3, 2, 4)),
    "GRU without bias": (lambda: nn.GRU(4, 5, bias=False), (3, 2, 4)),
    "LSTMCell": (lambda: nn.LSTMCell(4, 5), (2, 4)),
    "TransformerEncoderLayer": (lambda: nn.TransformerEncoderLayer(8, 2, 16, 0.0, batch_first=True), (2, 3, 8)),
    "Upsample": (lambda: nn.Upsample(scale_factor=2, mode="bilinear"), (1, 1, 3, 3)),
}

LOSSES: dict[str, Callable[[torch.Tensor, torch.Tensor], torch.Tensor]] = {
    "mse": lambda x, y: F.mse_loss(x[:, 0], y.float()),
    "l1": lambda x, y: F.l1_loss(x[:, 0], y.float()),
    "smooth l1": lambda x, y: F.smooth_l1_loss(x[:, 0], y.float()),
    "cross entropy": lambda x, y: F.cross_entropy(x, y),
    "cross entropy, smoothed": lambda x, y: F.cross_entropy(x, y, label_smoothing=0.1),
    "cross entropy, wrong label": lambda x, y: F.cross_entropy(x, y + 9),
    "cross entropy, float labels": lambda x, y: F.cross_entropy(x, y.float()),
    "nll": lambda x, y: F.nll_loss(F.log_softmax(x, 1), y),
    "bce with logits": lambda x, y: F.binary_cross_entropy_with_logits(x[:, 0], (y > 0).float()),
    "bce": lambda x, y: F.binary_cross_entropy(x.sigmoid()[:, 0], (y > 0).float()),
    "embedding": lambda x, y: F.embedding(y, x).sum(),
}


def through_layer(make: Callable[[], nn.Module], shape: tuple[int, ...], device: str) -> list[object]:
    """Run a layer forward and backward; return output and gradients."""
    layer, x = make(), torch.randn(shape)
    torch.manual_seed(1)
    layer, x = layer.to(device), x.to(device).requires_grad_()
    y = layer(x)
    y = y[0] if isinstance(y, tuple) else y
    (y * y).sum().backward()
    return [y.detach(), x.grad, *(parameter.grad for parameter in layer.parameters())]


def through_loss(loss: Callable[[torch.Tensor, torch.Tensor], torch.Tensor], device: str) -> list[object]:
    """Return a loss and its gradient."""
    x = grid(device).requires_grad_()
    found = loss(x, torch.tensor([0, 2, 1], device=device))
    found.backward()
    return [found.detach(), x.grad]


def trained(optimizer_of: Callable[..., torch.optim.Optimizer], device: str) -> list[object]:
    """Train with an optimizer made before the model is moved; checkpoint, go on, and return losses and weights."""
    model = conv_net()
    optimizer = optimizer_of(model.parameters())
    model.to(device)
    loader = DataLoader(TensorDataset(torch.randn(12, 1, 8, 8), torch.randint(3, (12,))), batch_size=6)
    losses = [step(model, optimizer, x.to(device), y.to(device)) for x, y in loader]
    file = io.BytesIO()
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, file)
    file.seek(0)
    saved = torch.load(file, map_location=device)
    model.load_state_dict(saved["model"])
    optimizer.load_state_dict(saved["optimizer"])
    losses += [step(model, optimizer, x.to(device), y.to(device)) for x, y in loader]
    model.eval()
    with torch.inference_mode():
        last = model(torch.ones(1, 1, 8, 8, device=device))
    return [torch.tensor(losses).to(device), last, [parameter.detach() for parameter in model.parameters()]]


def step(model: nn.Module, optimizer: torch.optim.Optimizer, x: torch.Tensor, y: torch.Tensor) -> float:
    """Train one batch."""
    torch.manual_seed(2)  # the loader draws a seed of its own on the CPU
    optimizer.zero_grad()
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def course_cases() -> Iterator[Case]:
    """Return all cases made by hand."""
    groups = {"making": MAKING, "seeing": SEEING, "sharing": SHARING, "indexing": INDEXING, "computing": COMPUTING}
    for group, cases in {**groups, "autograd": AUTOGRAD}.items():
        for name, run in cases.items():
            yield Case(f"{group}: {name}", run)
    for name, (make, shape) in LAYERS.items():
        yield Case(f"layer: {name}", partial(through_layer, make, shape))
    for name, loss in LOSSES.items():
        yield Case(f"loss: {name}", partial(through_loss, loss))
    for name, optimizer in OPTIMIZERS.items():
        yield Case(f"training: {name}", partial(trained, optimizer))
