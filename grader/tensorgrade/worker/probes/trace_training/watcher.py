"""Watches a run of torch: hooks on all modules, optimizers, parameters and outputs, and wrappers around a few calls."""

from __future__ import annotations

import math
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

import torch
from torch import nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook
from torch.optim.optimizer import register_optimizer_step_post_hook, register_optimizer_step_pre_hook
from torch.utils.data import DataLoader

from tensorgrade.worker.probes.trace_training.gradients import Gradients
from tensorgrade.worker.probes.trace_training.losses import LOSSES, LossFunction, kind_of_prediction, labels_of
from tensorgrade.worker.probes.trace_training.trace import LIMIT, Graph, LossCall, Step, Trace, TracedPass

ORDER = 60  # letters of a step's order


class Watcher:
    """Writes a trace while it is watching."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._gradients = Gradients(trace)
        self._model: nn.Module | None = None
        self._order = ""
        self._before: list[torch.Tensor] = []
        self._pass: TracedPass | None = None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch what runs in the block."""
        with ExitStack() as stack:
            for handle in (
                register_module_forward_pre_hook(self.enter),
                register_module_forward_hook(self.leave, always_call=True),
                register_optimizer_step_pre_hook(self.before_step),
                register_optimizer_step_post_hook(self.after_step),
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
            for function in LOSSES:
                stack.enter_context(wrapped(function.owner, function.attribute, partial(self.losing, function)))
            yield
        self.trace.rest = self._order

    def note(self, letter: str) -> None:
        """Note one event."""
        if len(self._order) < ORDER:
            self._order += letter

    def losing(self, function: LossFunction, call: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap a loss function."""

        def wrapper(*args: Any, **kwargs: Any) -> Any:
            result = call(*args, **kwargs)
            self.note("L")
            if len(self.trace.losses) < LIMIT and all(
                isinstance(argument, torch.Tensor) for argument in (*args[:2], result)
            ):
                with torch._C.DisableTorchFunction(), torch.no_grad():
                    self.loss(function, args, result)
            return result

        return wrapper

    def loss(self, function: LossFunction, args: tuple[Any, ...], result: torch.Tensor) -> None:
        """Note one call of a loss function."""
        prediction, target = args[:2]
        size = len(prediction) if prediction.dim() else 1
        self.trace.losses.append(
            LossCall(
                window=self.trace.steps_made,
                function=function.name,
                given=kind_of_prediction(prediction),
                labels=labels_of(target),
                samples=self._pass.samples if self._pass is not None and self._pass.size == size else (),
                value=function.value_of(result, args, size),
                size=size,
                grad_enabled=result.requires_grad,
                smoothing=function.smoothing_of(args),
            )
        )

    def enter(self, module: nn.Module, args: tuple[Any, ...]) -> None:
        """Note the beginning of a module's forward pass."""
        is_whole = self._model is None and has_parameters(module)
        if not is_whole and not (self._model is not None and module._parameters):
            return
        batch = args[0] if args and isinstance(args[0], torch.Tensor) else None
        is_recorded = torch.is_grad_enabled()
        with torch._C.DisableTorchFunction(), torch.no_grad():
            if is_whole:
                self._model = module
                self.begin_pass(module, batch, is_recorded)
            if self._pass is not None and batch is not None and module._parameters:
                self.layer(module, batch)

    def begin_pass(self, module: nn.Module, batch: torch.Tensor | None, is_recorded: bool) -> None:
        """Note a new pass, unless the module goes on with what another one made of the same samples."""
        self._gradients.watch(module)
        if self.trace.first_weights is None:
            self.trace.first_weights = torch.cat(
                [parameter.detach().cpu().flatten() for parameter in module.parameters()]
            )
        if batch is None or batch.dim() == 0:
            return
        last, fits = self._pass, self.trace.samples.fits(batch)
        goes_on = last is not None and last.window == self.trace.steps_made and last.size == len(batch)
        if batch.grad_fn is not None or (goes_on and last is not None and last.fits and not fits):
            return
        self.note("F")
        if is_recorded:
            self.count_graphs()
        samples = self.trace.samples.places_of(batch) if len(self.trace.forwards) < LIMIT else ()
        self._pass = TracedPass(
            window=self.trace.steps_made,
            training=module.training,
            grad_enabled=is_recorded,
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
            fires = batch.any(0).cpu()
            last = self.trace.fired.setdefault(id(module), torch.full((batch.shape[1],), -1))
            last.masked_fill_(fires, self.trace.steps_made)

    def leave(self, module: nn.Module, args: tuple[Any, ...], output: object) -> None:
        """Note the end of a module's forward pass, and have its graph tell of its life."""
        if module is not self._model:
            return
        self._model = None
        if self._pass is None or not isinstance(output, torch.Tensor):
            return
        with torch._C.DisableTorchFunction(), torch.no_grad():
            if len(self.trace.forwards) < LIMIT and output.dim() == 2 and output.shape[1] <= 100:
                self._pass.outputs = output.detach().cpu().clone()
            first = args[0] if args else None
            continued = isinstance(first, torch.Tensor) and first.grad_fn is not None
            if output.requires_grad and output.grad_fn is not None and not continued:
                graph = Graph(self.trace, self._pass)
                output.register_hook(graph.arrived)  # type: ignore[no-untyped-call]
                self.trace.graphs.append(weakref.ref(graph))

    def before_step(self, optimizer: torch.optim.Optimizer, args: object, kwargs: object) -> None:
        """Note the parameters that an optimizer holds."""
        parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
        self.trace.held.update(parameters)
        with torch._C.DisableTorchFunction(), torch.no_grad():
            few = len(self.trace.steps) < LIMIT
            self._before = [parameter.detach().clone() for parameter in parameters] if few else []

    def after_step(self, optimizer: torch.optim.Optimizer, args: object, kwargs: object) -> None:
        """Note what a step found and did; afterwards, for a closure runs within it."""
        self.note("S")
        trace = self.trace
        parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
        if len(trace.steps) < LIMIT:
            with torch._C.DisableTorchFunction(), torch.no_grad():
                trace.steps.append(
                    Step(
                        order=self._order,
                        gradients=self._gradients.found(parameters),
                        rate=float(optimizer.param_groups[0].get("lr", math.nan)),
                        size=size_of_update(self._before, parameters),
                        is_finite=all(parameter.grad is None or is_finite(parameter.grad) for parameter in parameters),
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
            if len(self.trace.went_back) < LIMIT:
                self.trace.went_back.append(one_number(args[0] if args else None))
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
            moved = call(module, *args, **kwargs)
            self._gradients.watch_again(module)
            return moved

        return wrapper

    def iterating(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap the beginning of a pass over a loader."""

        def wrapper(loader: DataLoader[Any]) -> Any:
            if len(self.trace.loaders) < LIMIT:
                self.trace.loaders.append(loader)
            return call(loader)

        return wrapper


def one_number(value: object) -> float:
    """Return the number of a tensor that holds one, else NaN."""
    if not isinstance(value, torch.Tensor) or value.numel() != 1:
        return math.nan
    with torch._C.DisableTorchFunction(), torch.no_grad():
        return float(value)


def has_parameters(module: nn.Module) -> bool:
    """Say whether a module is a model or a part of one, and no transform or loss."""
    return bool(module._parameters or module._modules) and next(module.parameters(), None) is not None


def is_finite(tensor: torch.Tensor) -> bool:
    """Say whether all numbers of a tensor are finite; where their sum is, they are, and that is found out at once."""
    return bool(tensor.sum().isfinite()) or bool(tensor.isfinite().all())


def size_of_update(before: list[torch.Tensor], parameters: list[torch.Tensor]) -> float:
    """Return how far parameters moved, as a part of their own size."""
    moved = math.hypot(*(float(torch.dist(new.detach(), old)) for old, new in zip(before, parameters, strict=False)))
    size = math.hypot(*(float(torch.linalg.vector_norm(old)) for old in before))
    return moved / size if size else math.inf if moved else 0.0


@contextmanager
def wrapped(owner: Any, name: str, wrapper: Callable[[Callable[..., Any]], Callable[..., Any]]) -> Iterator[None]:
    """Put a wrapper around a function of torch for a while."""
    original = vars(owner)[name]
    setattr(owner, name, wrapper(original))
    try:
        yield
    finally:
        setattr(owner, name, original)
