"""The `subject` fixture.

What a check runs on, the definitions of one exercise as a submission (or the reference) gives them.
"""

from __future__ import annotations

import difflib
import importlib.util
import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import CodeType, ModuleType

from tensorgrade.protocol.records import CALLS_PER_CASE
from tensorgrade.python_source import Parameter
from tensorgrade.worker.brief import describe_call
from tensorgrade.worker.walker import Walker


class MissingDefinitionError(Exception):
    """The file of the exercise lacks a name that the check asks for."""

    def __init__(self, message: str, name: str = "") -> None:
        super().__init__(message)
        self.name = name


class WrongSignatureError(Exception):
    """A function or class cannot be called with the arguments that its contract names."""


Signatures = Mapping[str, tuple[Parameter, ...]]


class Definitions:
    """The definitions of one exercise, by attribute: `subject.row(x, 0)`.

    Each is checked against the signature of the stub when it is first asked for, and each call is noted in a few words.
    """

    def __init__(
        self, modules: Sequence[ModuleType], own: tuple[str, ...], signatures: Signatures, walker: Walker | None = None
    ) -> None:
        self._modules = modules
        self._own = own
        self._signatures = signatures
        self._walker = walker
        self._checked: dict[str, object] = {}
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Callable[..., object]:
        for module in self._modules[:1] if name in self._own else self._modules:
            if name in vars(module):
                definition = vars(module)[name]
                break
        else:
            raise MissingDefinitionError(missing_sentence(name, self._modules[0]), name)
        if self._checked.get(name) is not definition:
            check_signature(name, definition, self._signatures.get(name, ()))
            self._checked[name] = definition

        def call(*args: object, **kwargs: object) -> object:
            if len(self.calls) >= CALLS_PER_CASE:
                return definition(*args, **kwargs)
            self.calls.append(describe_call(name, args, kwargs))
            if self._walker is None:
                return definition(*args, **kwargs)
            with self._walker.follow(self.calls[-1], definition, args, kwargs):
                return definition(*args, **kwargs)

        return call


def missing_sentence(name: str, module: ModuleType) -> str:
    """Say that `name` is missing, and the most alike name that is there."""
    own = [key for key, value in vars(module).items() if getattr(value, "__module__", None) == module.__name__]
    alike = difflib.get_close_matches(name, own, n=1)
    return f"the file defines no {name}" + (f"; it defines {alike[0]}" if alike else "")


def check_signature(name: str, definition: object, parameters: tuple[Parameter, ...]) -> None:
    """Raise WrongSignatureError unless `definition` takes the contract's arguments; names of required ones are free."""
    if not callable(definition):
        raise WrongSignatureError(f"{name} is not a function but a value of type {type(definition).__name__}")
    try:
        signature = inspect.signature(definition)
    except (ValueError, TypeError):
        return
    required = [parameter for parameter in parameters if not parameter.optional]
    optional = {parameter.name: None for parameter in parameters if parameter.optional}
    try:
        signature.bind(*required)
        signature.bind(*required, **optional)
    except TypeError as error:
        contract = ", ".join(p.name + ("=..." if p.optional else "") for p in parameters)
        found = ", ".join(str(parameter) for parameter in signature.parameters.values())
        raise WrongSignatureError(f"{name}({contract}) is asked for, {name}({found}) was found: {error}") from None


def load_module(path: Path) -> ModuleType:
    """Import the file at `path` under its stem, also found by pickle. Raises whatever the file raises."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    exec(compiled(path.read_bytes(), str(path)), vars(module))
    return module


@lru_cache(maxsize=2)
def compiled(source: bytes, path: str) -> CodeType:
    """Compile a file that is imported again and again."""
    return compile(source, path, "exec", dont_inherit=True)
