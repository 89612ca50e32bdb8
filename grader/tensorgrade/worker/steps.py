"""The steps of a case: its fixtures are made, its check runs on them, its fixtures are undone.

In: a collected case. A worker undoes all fixtures after each case, whatever their scope, and no plugin is there that
would see a step. So most cases are taken through their steps here, in a tenth of pytest's time; pytest itself takes one
that asks for what pytest alone has: `request`, a fixture by the name of another, a class.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from tensorgrade.worker.fixtures import arguments_of, parameters_of_case, pytest_pyfunc_call, pytest_runtest_setup


@dataclass(frozen=True)
class Making:
    """How the value of a fixture is made: by which function, of which others. undoes: it goes on after the check."""

    name: str
    function: Callable[..., Any]
    others: tuple[str, ...]
    undoes: bool

    def value(self, values: Mapping[str, object], stack: ExitStack) -> object:
        """Make it; what it does after the check is left on the stack."""
        made = self.function(**{name: values[name] for name in self.others})
        if not self.undoes:
            return made
        stack.callback(next, made, None)
        return next(made)


Plan = tuple[Making, ...]

_plans: dict[Callable[..., object], Plan | None] = {}  # the cases of a check differ in parameters alone

MUTABLE = (list, dict, set, bytearray, np.ndarray, torch.Tensor)


def prepare(item: pytest.Function) -> Plan | None:
    """Return the plan of a case; its check is looked into once, for all workers."""
    if (check := item.function) not in _plans:
        _plans[check] = plan_of(item)
        arguments_of(check)
    return _plans[check]


def take(item: pytest.Function) -> None:
    """Take a case through its steps, whatever they raise. Afterwards it can be run again, on another subject."""
    with parameters_of_its_own(item):
        if (plan := prepare(item)) is None:
            take_by_pytest(item)
        else:
            take_by_plan(item, plan)


@contextmanager
def parameters_of_its_own(item: pytest.Function) -> Iterator[None]:
    """Have a case run on copies of its parameters: code that changes one leaves the other cases what they are given."""
    params: dict[str, object] = item.callspec.params if hasattr(item, "callspec") else {}
    given = {name: value for name, value in params.items() if isinstance(value, MUTABLE)}
    with suppress(Exception):  # what cannot be copied is shared
        params.update(copy.deepcopy(given))
    try:
        yield
    finally:
        params.update(given)


def take_by_plan(item: pytest.Function, plan: Plan) -> None:
    """Take a case through its steps without pytest."""
    with suppress(BaseException), ExitStack() as stack:
        pytest_runtest_setup(item)
        values = {**parameters_of_case(item)}
        for making in plan:
            values[making.name] = making.value(values, stack)
        item.funcargs = values
        pytest_pyfunc_call(item)
    item.funcargs = {}


def take_by_pytest(item: pytest.Function) -> None:
    """Have pytest take a case through its steps."""
    hook = item.config.hook
    with suppress(BaseException):
        hook.pytest_runtest_setup(item=item)
        hook.pytest_runtest_call(item=item)
    with suppress(BaseException):
        hook.pytest_runtest_teardown(item=item, nextitem=None)
    item._initrequest()


def plan_of(item: pytest.Function) -> Plan | None:
    """Plan how the fixtures of a case are made, in pytest's order; None where only pytest can make them."""
    definitions, plan = item._fixtureinfo.name2fixturedefs, dict[str, Making | None]()

    def add(name: str, asking: tuple[str, ...] = ()) -> None:
        """Plan a fixture and before it what it asks for. Raises KeyError where that cannot be."""
        if name in plan:
            return
        definition = definitions[name][-1]
        if is_parameter(definition):
            plan[name] = None
            return
        if name in asking:
            raise KeyError(name)
        for other in definition.argnames:
            add(other, (*asking, name))
        function = definition.func
        plan[name] = Making(name, function, definition.argnames, inspect.isgeneratorfunction(function))

    try:
        for name in item.fixturenames:
            add(name)
    except KeyError:
        return None
    return tuple(making for making in plan.values() if making) if item.cls is None else None


def is_parameter(definition: pytest.FixtureDef[Any]) -> bool:
    """Say whether a definition is the one by which pytest hands a parameter to a check."""
    return definition.argnames == ("request",) and definition.func.__module__ == pytest.Function.__module__
