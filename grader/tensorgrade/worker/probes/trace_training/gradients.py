"""What do steps find in .grad? Told by what arrives at the parameters, whichever calls make it so."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import nn

from tensorgrade.worker.probes.trace_training.trace import Trace

MOST = 1000  # parameters that are watched
WATCHED = 400  # steps whose gradients are compared


@dataclass
class Arrival:
    """What arrived at one parameter since the step before. is_added: .grad held old numbers, and they were added to."""

    total: torch.Tensor
    last: torch.Tensor
    tasks: set[int] = field(default_factory=set)
    is_old: bool = False
    is_added: bool = False


class Gradients:
    """Watches the gradients of all parameters that models have."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._arrivals: dict[torch.Tensor, Arrival] = {}
        self._handles: dict[torch.Tensor, list[torch.utils.hooks.RemovableHandle]] = {}

    def watch(self, model: nn.Module) -> None:
        """Watch the parameters of a model that were not seen before."""
        for name, parameter in model.named_parameters():
            if parameter.requires_grad and parameter not in self._handles and len(self._handles) < MOST:
                self._trace.names.setdefault(parameter, name)
                handles = [parameter.register_hook(self.arriving(parameter))]  # type: ignore[no-untyped-call]
                if parameter.is_leaf:
                    hear = parameter.register_post_accumulate_grad_hook
                    handles.append(hear(self.accumulated))  # type: ignore[no-untyped-call]
                self._handles[parameter] = handles

    def watch_again(self, model: nn.Module) -> None:
        """Watch a model that was moved: on the way to some devices parameters lose their hooks, and do not know it."""
        for parameter in model.parameters():
            for handle in self._handles.pop(parameter, []):
                handle.remove()
            for hooks in ("_backward_hooks", "_post_accumulate_grad_hooks"):
                if not getattr(parameter, hooks):
                    setattr(parameter, hooks, None)
        self.watch(model)

    def arriving(self, parameter: torch.Tensor) -> object:
        """Return a hook that hears of each gradient of a parameter."""

        def hook(gradient: torch.Tensor) -> None:
            self._trace.arrived.add(parameter)
            if self._trace.steps_made >= WATCHED:
                return
            with torch._C.DisableTorchFunction(), torch.no_grad():
                arrival = self._arrivals.get(parameter)
                if arrival is None:
                    old = parameter.grad
                    is_old = old is not None and not is_zero(old)
                    kept = gradient.clone()
                    arrival = self._arrivals[parameter] = Arrival(kept, kept, is_old=is_old)
                else:
                    arrival.total = arrival.total + gradient
                    arrival.last = gradient.clone()
                arrival.tasks.add(torch._C._current_graph_task_id())

        return hook

    def accumulated(self, parameter: torch.Tensor) -> None:
        """Hear that .grad was added to."""
        if arrival := self._arrivals.get(parameter):
            arrival.is_added |= arrival.is_old

    def begin(self) -> None:
        """Forget what arrived, for a step has used it."""
        self._arrivals.clear()

    def end(self) -> None:
        """Remove all hooks."""
        for handles in self._handles.values():
            for handle in handles:
                handle.remove()
        self._arrivals.clear()

    def found(self, parameters: list[torch.Tensor]) -> str:
        """Say in one word what a step found in the .grad of its parameters."""
        kinds = [self.kind_of(parameter) for parameter in parameters if parameter.requires_grad]
        if not any(parameter in self._arrivals for parameter in parameters):
            return "foreign" if self._arrivals else "old" if "old" in kinds else "none"
        return next((kind for kind in ("cleared", "stale", "twice") if kind in kinds), "fresh")

    def kind_of(self, parameter: torch.Tensor) -> str:
        """Say in one word what a step found in one .grad."""
        gradient, arrival = parameter.grad, self._arrivals.get(parameter)
        is_empty = gradient is None or is_zero(gradient)
        if arrival is None:
            return "none" if is_empty else "old"
        if gradient is None or (is_empty and not is_zero(arrival.total)):
            return "cleared"
        if arrival.is_added and not close(gradient, arrival.total):
            return "stale"
        repeated = self._trace.passes_through_a_graph >= 2 and len(arrival.tasks) >= 2
        if repeated and close(gradient, len(arrival.tasks) * arrival.last):
            return "twice"
        return "fresh"


def is_zero(tensor: torch.Tensor) -> bool:
    """Say whether all numbers of a tensor are 0; they are not where their sum is not, which is found out at once."""
    return not tensor.sum() and not tensor.any()


def close(first: torch.Tensor, other: torch.Tensor) -> bool:
    """Say whether two gradients are the same but for rounding."""
    return first.shape == other.shape and torch.allclose(first, other, rtol=1e-3, atol=1e-7, equal_nan=True)
