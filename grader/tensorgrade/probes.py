"""What a check may look at beside the values that it observes: calls, passes, operations, modes, memory.

For authors of checks; `docs/write-an-exercise.md` shows them at work.
"""

from tensorgrade.worker.probes import (
    ForwardPass,
    ModelSpy,
    OptimizerSpy,
    count_backward_passes,
    count_operations,
    count_saved_tensors,
    difference,
    module_state,
    shares_memory,
    spy_on_model,
    spy_on_optimizer,
)

__all__ = [
    "ForwardPass",
    "ModelSpy",
    "OptimizerSpy",
    "count_backward_passes",
    "count_operations",
    "count_saved_tensors",
    "difference",
    "module_state",
    "shares_memory",
    "spy_on_model",
    "spy_on_optimizer",
]
