"""The cells of LSTM and GRU, which torch asks of an accelerator in one piece and the CPU has only in pieces.

Each cell gives what its backward pass needs beside its state: the gates' values, one after the other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from tensorgrade.worker.sim.memory import on_host, on_sim


def _across(kernel: Callable[..., tuple[Tensor | None, ...]]) -> Callable[..., tuple[Tensor | None, ...]]:
    """Run a kernel written for CPU tensors on sim tensors."""

    def crossed(*args: Any) -> tuple[Tensor | None, ...]:
        found = kernel(*[on_host(arg) if isinstance(arg, Tensor) else arg for arg in args])
        return tuple(None if tensor is None else on_sim(tensor) for tensor in found)

    return crossed


def lstm_cell(
    inputs: Tensor, hiddens: Tensor, cell: Tensor, input_bias: Tensor | None = None, hidden_bias: Tensor | None = None
) -> tuple[Tensor, ...]:
    """Return the new hidden state, the new cell state and the gates."""
    gates = _biased(inputs, input_bias) + _biased(hiddens, hidden_bias)
    entry, forget, candidate, exit_ = gates.chunk(4, 1)
    entry, forget, exit_ = entry.sigmoid(), forget.sigmoid(), exit_.sigmoid()
    candidate = candidate.tanh()
    new_cell = forget * cell + entry * candidate
    return exit_ * new_cell.tanh(), new_cell, torch.cat([entry, forget, candidate, exit_], 1)


def lstm_cell_backward(
    d_hidden: Tensor | None, d_cell: Tensor | None, cell: Tensor, new_cell: Tensor, gates: Tensor, has_bias: bool
) -> tuple[Tensor | None, ...]:
    """Return the gradients of the gates' inputs, of the old cell state and of the biases."""
    entry, forget, candidate, exit_ = gates.chunk(4, 1)
    through = new_cell.tanh()
    d_hidden = torch.zeros_like(through) if d_hidden is None else d_hidden
    d_new = d_hidden * exit_ * (1 - through * through) + (0 if d_cell is None else d_cell)
    d_gates = torch.cat(
        [
            d_new * candidate * entry * (1 - entry),
            d_new * cell * forget * (1 - forget),
            d_new * entry * (1 - candidate * candidate),
            d_hidden * through * exit_ * (1 - exit_),
        ],
        1,
    )
    return d_gates, d_new * forget, d_gates.sum(0) if has_bias else None


def gru_cell(
    inputs: Tensor, hiddens: Tensor, hidden: Tensor, input_bias: Tensor | None = None, hidden_bias: Tensor | None = None
) -> tuple[Tensor, ...]:
    """Return the new hidden state and the gates."""
    input_reset, input_update, input_new = _biased(inputs, input_bias).chunk(3, 1)
    hidden_reset, hidden_update, hidden_new = _biased(hiddens, hidden_bias).chunk(3, 1)
    reset, update = (input_reset + hidden_reset).sigmoid(), (input_update + hidden_update).sigmoid()
    new = (input_new + reset * hidden_new).tanh()
    return new + update * (hidden - new), torch.cat([reset, update, new, hidden, hidden_new], 1)


def gru_cell_backward(d_hidden: Tensor, gates: Tensor, has_bias: bool) -> tuple[Tensor | None, ...]:
    """Return the gradients of the gates' inputs and hidden inputs, of the old state and of the biases."""
    reset, update, new, hidden, hidden_new = gates.chunk(5, 1)
    d_new = d_hidden * (1 - update) * (1 - new * new)
    d_update = d_hidden * (hidden - new) * update * (1 - update)
    d_reset = d_new * hidden_new * reset * (1 - reset)
    d_inputs = torch.cat([d_reset, d_update, d_new], 1)
    d_hiddens = torch.cat([d_reset, d_update, d_new * reset], 1)
    biases = (d_inputs.sum(0), d_hiddens.sum(0)) if has_bias else (None, None)
    return d_inputs, d_hiddens, d_hidden * update, *biases


def _biased(gates: Tensor, bias: Tensor | None) -> Tensor:
    return gates if bias is None else gates + bias


KERNELS: dict[str, Callable[..., Any]] = {
    "_thnn_fused_lstm_cell": _across(lstm_cell),
    "_thnn_fused_lstm_cell_backward_impl": _across(lstm_cell_backward),
    "_thnn_fused_gru_cell": _across(gru_cell),
    "_thnn_fused_gru_cell_backward": _across(gru_cell_backward),
}
