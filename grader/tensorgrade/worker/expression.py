"""Runs a student's expression in the worker, with the functions of the exercises that it names."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import torch
from torch import nn

from tensorgrade.anatomy import ExpressionError, shown_expression
from tensorgrade.protocol.anatomy import ShownExpression
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import ShowExpression
from tensorgrade.protocol.records import Ending
from tensorgrade.text import plain
from tensorgrade.worker.context import Context, ending_of
from tensorgrade.worker.timer import time_limit

SECONDS = 8.0
ALWAYS = {"torch": torch, "nn": nn, "np": np}


def show_expression(context: Context, command: ShowExpression) -> ShownExpression:
    """Tell what an expression came to; whatever it raises becomes data."""
    names: dict[str, object] = {}
    for exercise in command.exercises:
        defined = context.names_of(exercise)
        names |= {**defined, exercise: SimpleNamespace(**defined)}
    try:
        with time_limit(SECONDS):
            return shown_expression(command.expression, {**ALWAYS, **names})
    except ExpressionError as error:
        return ShownExpression(Ending(EndingKind.UNREADABLE, note=plain(str(error))))
    except BaseException as error:
        return ShownExpression(ending_of(error, context.folder))
