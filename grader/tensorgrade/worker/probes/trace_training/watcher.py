"""Watches a run of torch: hooks on all modules, optimizers, parameters and outputs, and wrappers around a few calls."""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import torch
from torch import nn
from torch.nn.modules.loss import _Loss
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook
from torch.overrides import TorchFunctionMode
from torch.utils.data import DataLoader

from tensorgrade.worker.probes.trace_training.gradients import Gradients
from tensorgrade.worker.probes.trace_training.losses import LOSSES, kind_of_prediction, labels_of
from tensorgrade.worker.probes.trace_training.trace import ForwardPass, Graph, LossCall, Step, Trace

LIMIT = 400  # passes, losses and steps that are kept
ORDER = 60  # letters of a step's order


class Watcher(TorchFunctionMode):
    """Writes a trace while it is watching. As a mode it sees the loss functions of torch at work."""

    def __init__(self, trace: Trace) -> None:
        super().__init__()
        self.trace = trace
        self._gradients = Gradients(trace)
        self._running: list[nn.Module] = []
        self._order = ""
        self._before: list[torch.Tensor] = []
        self._pass: ForwardPass | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch what runs in the block."""
        with ExitStack() as stack:
            for handle in (
                register_module_forward_pre_hook(self.enter),
                register_module_forward_hook(self.leave, always_call=True),
                register_optimizer_step_pre_hook(self.before_step),  # type: ignore[arg-type]
                register_optimizer_step_post_hook(self.after_step),  # type: ignore[arg-type]
            ):
                stack.callback(handle.remove)
            stack.callback(self._gradients.end)
            for owner, name, wrapper in (
                (torch.autograd, "backward", self.going_back),
                (torch.autograd, "grad", self.going_back),
                (torch.optim.Optimizer, "zero_grad", self.clearing),
                (nn.Module, "zero_grad", self.clearing),
                (nn.Module, "to", self.moving),
                (nn.Module, "cpu", self.moving),
                (nn.Module, "cuda", self.moving),
                (DataLoader, "__iter__", self.iterating),
            ):
                stack.enter_context(wrapped(owner, name, wrapper))
            with self:
                yield
        self.trace.rest = self._order

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Hand on each call; of a loss function note what it got."""
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        if func in LOSSES and isinstance(result, torch.Tensor):
            self.loss(LOSSES[func], args, kwargs, result)
        return result

    def note(self, letter: str) -> None:
        """Note one event."""
        if len(self._order) < ORDER:
            self._order += letter

    def loss(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], result: torch.Tensor) -> None:
        """Note one call of a loss function."""
        self.note("L")
        given = dict(zip(("input", "target"), args, strict=False)) | kwargs
        prediction, target = given.get("input"), given.get("target")
        if len(self.trace.losses) >= LIMIT or not all(isinstance(one, torch.Tensor) for one in (prediction, target)):
            return
        with torch._C.DisableTorchFunction(), torch.no_grad():
            size = len(prediction) if prediction.dim() else 1  # type: ignore[union-attr]
            value = float(result.detach().sum())
            seen = self._pass.samples if self._pass is not None and self._pass.size == size else ()
            self.trace.losses.append(
                LossCall(
                    window=self.trace.steps_made,
                    function=name,
                    given=kind_of_prediction(prediction),  # type: ignore[arg-type]
                    labels=labels_of(target),  # type: ignore[arg-type]
                    samples=seen,
                    value=value if kwargs.get("reduction", "mean") == "mean" else value / max(size, 1),
                    size=size,
                    grad_enabled=result.requires_grad,
                    smoothing=float(kwargs.get("label_smoothing", 0.0)),
                )
            )

    def enter(self, module: nn.Module, args: tuple[Any, ...]) -> None:
        """Note the beginning of a module's forward pass."""
        if isinstance(module, _Loss):
            return
        batch = args[0] if args and isinstance(args[0], torch.Tensor) else None
        with torch._C.DisableTorchFunction(), torch.no_grad():
            if not self._running and next(module.parameters(), None) is not None:
                self.begin_pass(module, batch)
            if self._pass is not None and batch is not None and module._parameters:
                self.layer(module, batch)
        self._running.append(module)

    def begin_pass(self, module: nn.Module, batch: torch.Tensor | None) -> None:
        """Note a new pass, unless the module goes on with what another one made of the same samples."""
        self._gradients.watch(module)
        if self.trace.first_weights is None:
            self.trace.first_weights = torch.cat([one.detach().cpu().flatten() for one in module.parameters()])
        if batch is None or batch.dim() == 0:
            return
        last, fits = self._pass, self.trace.samples.fits(batch)
        goes_on = last is not None and last.window == self.trace.steps_made and last.size == len(batch)
        if batch.grad_fn is not None or (goes_on and last is not None and last.fits and not fits):
            return
        self.note("F")
        if torch.is_grad_enabled():
            self.count_graphs()
        samples = self.trace.samples.places_of(batch) if len(self.trace.forwards) < LIMIT else ()
        self._pass = ForwardPass(
            window=self.trace.steps_made,
            training=module.training,
            grad_enabled=torch.is_grad_enabled(),
            device=batch.device.type,
            size=len(batch),
            samples=samples,
            fits=fits,
        )
        if len(self.trace.forwards) < LIMIT:
            self.trace.forwards.append(self._pass)

    def count_graphs(self) -> None:
        """Count the graphs that are alive with what they saved when another pass begins."""
        trace, alive = self.trace, self.trace.alive()
        together = {id(graph) for graph in alive if graph.is_saved and graph.window == trace.steps_made}
        retained = {graph.window for graph in alive if graph.is_saved and graph.passes}
        trace.graphs_together = max(trace.graphs_together, len(together) + 1)
        trace.graphs_retained = max(trace.graphs_retained, len(retained))

    def layer(self, module: nn.Module, batch: torch.Tensor) -> None:
        """Note what the first layer gets, and which inputs of a later linear layer are not 0."""
        assert self._pass is not None
        if math.isnan(self._pass.mean) and batch.is_floating_point() and batch.numel():
            numbers = batch.detach().cpu().double()
            self._pass.mean, self._pass.deviation = float(numbers.mean()), float(numbers.std(correction=0))
        elif isinstance(module, nn.Linear) and batch.dim() == 2 and self._pass.training:
            fires = (batch != 0).any(0).cpu()
            last = self.trace.fired.setdefault(id(module), torch.full((batch.shape[1],), -1))
            last[fires] = self.trace.steps_made

    def leave(self, module: nn.Module, args: tuple[Any, ...], output: object) -> None:
        """Note the end of a module's forward pass, and have its graph tell of its life."""
        if isinstance(module, _Loss):
            return
        if self._running:
            self._running.pop()
        if self._running or self._pass is None or not isinstance(output, torch.Tensor):
            return
        with torch._C.DisableTorchFunction(), torch.no_grad():
            if len(self.trace.forwards) < LIMIT and output.dim() == 2 and output.shape[1] <= 100:
                self._pass.outputs = output.detach().cpu().clone()
            first = args[0] if args else None
            continued = isinstance(first, torch.Tensor) and first.grad_fn is not None
            if output.requires_grad and output.grad_fn is not None and not continued:
                graph = Graph(self.trace, self._pass)
                output.register_hook(graph.arrived)
                self.trace.graphs.append(weakref.ref(graph))

    def before_step(self, optimizer: torch.optim.Optimizer, args: object, kwargs: object) -> None:
        """Note the parameters that an optimizer holds."""
        parameters = [one for group in optimizer.param_groups for one in group["params"]]
        self.trace.held.update(parameters)
        with torch._C.DisableTorchFunction(), torch.no_grad():
            few = len(self.trace.steps) < LIMIT
            self._before = [one.detach().clone() for one in parameters] if few else []

    def after_step(self, optimizer: torch.optim.Optimizer, args: object, kwargs: object) -> None:
        """Note what a step found and did; afterwards, for a closure runs within it."""
        self.note("S")
        trace = self.trace
        parameters = [one for group in optimizer.param_groups for one in group["params"]]
        if len(trace.steps) < LIMIT:
            with torch._C.DisableTorchFunction(), torch.no_grad():
                trace.steps.append(
                    Step(
                        order=self._order,
                        gradients=self._gradients.found(parameters),
                        rate=float(optimizer.param_groups[0].get("lr", math.nan)),
                        size=size_of_update(self._before, parameters),
                        is_finite=all(one.grad is None or bool(one.grad.isfinite().all()) for one in parameters),
                        kept=len({graph.window for graph in trace.alive() if graph.window < trace.steps_made}),
                    )
                )
        trace.steps_made += 1
        self._order, self._before = "", []
        self._gradients.begin()

    def going_back(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a call that goes back through graphs."""

        def wrapper(*args: Any, **kwargs: Any) -> Any:
            self.note("B")
            retain, create = (kwargs.get(name) for name in ("retain_graph", "create_graph"))
            if len(args) > 2 and retain is None:
                retain = args[2]
            before, self.trace.retains = self.trace.retains, bool(create if retain is None else retain)
            try:
                return call(*args, **kwargs)
            finally:
                self.trace.retains = before

        return wrapper

    def clearing(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a call that clears gradients."""

        def wrapper(*args: Any, **kwargs: Any) -> Any:
            self.note("Z")
            return call(*args, **kwargs)

        return wrapper

    def moving(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a call that moves a module."""

        def wrapper(module: nn.Module, *args: Any, **kwargs: Any) -> Any:
            if next(module.parameters(), None) is not None and len(self.trace.moves) < LIMIT:
                self.trace.moves.append(self.trace.steps_made)
            return call(module, *args, **kwargs)

        return wrapper

    def iterating(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap the beginning of a pass over a loader."""

        def wrapper(loader: DataLoader[Any]) -> Any:
            if len(self.trace.loaders) < LIMIT:
                self.trace.loaders.append(loader)
            return call(loader)

        return wrapper


def size_of_update(before: list[torch.Tensor], parameters: list[torch.Tensor]) -> float:
    """Return how far parameters moved, as a part of their own size."""
    pairs = [(old.double(), new.detach().double()) for old, new in zip(before, parameters, strict=False)]
    moved = math.fsum(float((new - old).square().sum()) for old, new in pairs)
    own = math.fsum(float(old.square().sum()) for old, _ in pairs)
    return math.sqrt(moved / own) if own else math.inf if moved else 0.0


@contextmanager
def wrapped(owner: Any, name: str, wrapper: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Iterator[None]:
    """Put a wrapper around a function of torch for a while."""
    original = vars(owner)[name]
    setattr(owner, name, wrapper(original))
    try:
        yield
    finally:
        setattr(owner, name, original)
