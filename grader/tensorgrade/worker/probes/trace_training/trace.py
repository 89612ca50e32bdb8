"""The record of a training run, and the facts that are read from it."""

from __future__ import annotations

import math
import weakref
from dataclasses import dataclass, field

import torch

from tensorgrade.worker.probes.trace_training.samples import Samples

LIMIT = 400  # passes, losses and steps that are kept
DIVERGED = 10.0  # how many times the first loss a later one may be
DEAD = 0.9  # the share of units from which a layer is dead


class Graph:
    """What the graph of one forward pass holds on to: it lives as long as that does. `window`: the steps before it."""

    def __init__(self, trace: Trace, seen: TracedPass) -> None:
        self._trace = weakref.ref(trace)
        self._pass = seen
        self.window = trace.steps_made
        self.passes: set[int] = set()
        self.is_saved = True

    def arrived(self, gradient: torch.Tensor) -> None:
        """Hear of a gradient that arrives at the model's output."""
        trace, self._pass.is_learned_from = self._trace(), True
        self.passes.add(torch._C._current_graph_task_id())
        if trace is not None:
            self.is_saved = trace.retains
            trace.passes_through_a_graph = max(trace.passes_through_a_graph, len(self.passes))


@dataclass
class TracedPass:
    """One forward pass of a whole model.

    window: how many steps came before it. samples: which samples went in, -1 for one that cannot be told.
    is_learned_from: a gradient came back to its output. mean, deviation: of what its first layer got. outputs: a copy
    on the CPU.
    """

    window: int
    training: bool
    grad_enabled: bool
    device: str
    size: int
    samples: tuple[int, ...]
    fits: bool
    is_learned_from: bool = False
    mean: float = math.nan
    deviation: float = math.nan
    outputs: torch.Tensor | None = None


@dataclass(frozen=True)
class LossCall:
    """One call of a loss function of torch: its name, what it got, and the samples that had gone into the model."""

    window: int
    function: str
    given: str
    labels: tuple[int, ...]
    samples: tuple[int, ...]
    value: float
    size: int
    grad_enabled: bool
    smoothing: float = 0.0


@dataclass(frozen=True)
class Step:
    """One step of an optimizer.

    order: Z zero_grad, F forward, L loss, B backward, S step, since the step before. gradients: what it found: fresh
    ones; stale (old ones are part of them), old (of earlier work alone), cleared (there were some, and they are gone),
    none, twice (the same ones two times), foreign (those that arrived are of parameters that it does not hold). size:
    of the update beside the parameters. kept: how many earlier updates have graphs that are still alive.
    """

    order: str
    gradients: str
    rate: float
    size: float
    is_finite: bool
    kept: int


@dataclass
class Trace:
    """What was seen of a run. Lists are bounded; `steps_made` counts all.

    went_back: the loss that each call went back from; NaN for what is not one number.
    """

    samples: Samples
    forwards: list[TracedPass] = field(default_factory=list)
    losses: list[LossCall] = field(default_factory=list)
    went_back: list[float] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    steps_made: int = 0
    rest: str = ""
    first_weights: torch.Tensor | None = None
    loaders: list[object] = field(default_factory=list)
    moves: list[int] = field(default_factory=list)
    passes_through_a_graph: int = 0
    graphs_together: int = 0
    graphs_retained: int = 0
    retains: bool = False
    graphs: list[weakref.ref[Graph]] = field(default_factory=list)
    names: dict[torch.Tensor, str] = field(default_factory=dict)
    arrived: set[torch.Tensor] = field(default_factory=set)
    held: set[torch.Tensor] = field(default_factory=set)
    fired: dict[int, torch.Tensor] = field(default_factory=dict)

    def close(self) -> None:
        """Let go of what is needed during the run only."""
        self.graphs.clear()

    def alive(self) -> list[Graph]:
        """Return the graphs that are alive; forget the others."""
        pairs = [(reference, graph) for reference in self.graphs if (graph := reference()) is not None]
        self.graphs[:] = [reference for reference, _ in pairs]
        return [graph for _, graph in pairs]

    @property
    def learning(self) -> list[TracedPass]:
        """The forward passes that are learned from."""
        return [seen for seen in self.forwards if seen.is_learned_from]

    @property
    def measuring(self) -> list[TracedPass]:
        """The forward passes behind the last step that are not learned from."""
        return [seen for seen in self.forwards if seen.window == self.steps_made and not seen.is_learned_from]

    @property
    def is_whole(self) -> bool:
        """Whether all passes and steps are kept."""
        return max(len(self.forwards), self.steps_made) < LIMIT

    def measures_last(self) -> bool:
        """Say whether passes that are not learned from follow the last step, as far as can be told."""
        return bool(self.measuring) or not self.is_whole

    def updates_beyond_batches(self) -> int:
        """Return how many more steps there were than batches that are learned from; less than 0 for fewer."""
        windows = [seen.window for seen in self.learning]
        steps = self.steps_made if self.is_whole else max(windows, default=-1) + 1
        return steps - len(windows)

    def samples_left_out(self, split: str) -> int:
        """Count the samples of a split that are never learned from; none where a sample cannot be told."""
        places = {place for seen in self.learning for place in seen.samples}
        if -1 in places or not self.is_whole:
            return 0
        return self.samples.count(split) - sum(self.samples.splits[place] == split for place in places)

    def epochs(self, size: int) -> list[tuple[int, ...]]:
        """Return the samples that are learned from, in parts of the size of an epoch."""
        seen = [place for step in self.learning for place in step.samples]
        return [tuple(seen[i : i + size]) for i in range(0, len(seen), size)]

    def splits_of(self, passes: list[TracedPass]) -> set[str]:
        """Name the splits that the samples of some passes come from."""
        return {self.samples.splits[place] for step in passes for place in step.samples if place >= 0}

    def misaligned(self) -> int:
        """Count the samples that stood beside another label than theirs when the loss was taken."""
        pairs = [
            (label, place)
            for call in self.losses
            if len(call.labels) == len(call.samples)
            for label, place in zip(call.labels, call.samples, strict=True)
        ]
        return sum(place >= 0 and label != int(self.samples.labels[place]) for label, place in pairs)

    def parameters_not_held(self) -> list[str]:
        """Name the parameters that get gradients and that no optimizer that steps holds."""
        return [
            self.names[parameter]
            for parameter in self.names
            if parameter in self.arrived and parameter not in self.held
        ]

    def steps_that_found(self, *gradients: str) -> int:
        """Count the steps that found gradients of these kinds."""
        return sum(step.gradients in gradients for step in self.steps)

    def order_is_wrong(self) -> bool:
        """Say whether a step comes at the wrong place: before backward, or after what it needs was cleared."""
        early = bool(self.steps and self.arrived) and self.steps[0].gradients in ("none", "old")
        return early or self.steps_that_found("cleared") > 0

    def gives_probabilities(self) -> bool:
        """Say whether a loss that expects logits gets probabilities."""
        return any(call.function == "cross_entropy" and call.given == "probabilities" for call in self.losses)

    def loss_is_another(self) -> bool:
        """Say whether a loss that expects log-probabilities gets other numbers."""
        return any(call.function == "nll_loss" and call.given != "log-probabilities" for call in self.losses)

    def learned_by(self) -> set[str]:
        """Name the loss functions of torch that are learned from."""
        return {call.function for call in self.losses if call.grad_enabled}

    def measures_another_loss(self) -> bool:
        """Say whether what is measured without a graph is a loss function of torch that is no cross-entropy."""
        names = {call.function for call in self.losses if not call.grad_enabled}
        return bool(names) and not names & {"cross_entropy", "nll_loss"}

    def diverged(self) -> bool:
        """Say whether the loss became many times as large as it was, or no number."""
        values = [call.value for call in self.losses if call.grad_enabled]
        most = DIVERGED * max(1.0, abs(values[0])) if values else math.inf
        return any(not math.isfinite(value) or value > most for value in values)

    def largest_update(self) -> float:
        """Return the size of the largest update beside the parameters."""
        return max((step.size for step in self.steps), default=0.0)

    def dead_share(self) -> float:
        """Return the largest share of a layer's inputs that were 0 for all samples in the second half of the steps."""
        shares = [float((last < self.steps_made / 2).float().mean()) for last in self.fired.values()]
        return max(shares, default=0.0)

    def moves_in_the_loop(self) -> int:
        """Count how often a model was moved between the first update and the last."""
        return sum(0 < window < self.steps_made for window in self.moves)

    def largest_kept(self) -> int:
        """Return how many updates' graphs were alive at a later step, at most."""
        return max((step.kept for step in self.steps), default=0)
