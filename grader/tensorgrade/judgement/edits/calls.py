"""A call without its method, without a keyword, with its arguments in another order, or of a function that is near."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tensorgrade.judgement.edit import Edit, Routine
from tensorgrade.python_source import plain_name

PLACE = 30

ALIKE = (
    ("sum", "mean", "prod", "max", "amax"),
    ("max", "min"),
    ("amax", "amin"),
    ("argmax", "argmin"),
    ("view", "reshape"),
    ("cat", "stack"),
    ("vstack", "hstack"),
    ("floor", "round", "ceil", "trunc"),
    ("log_softmax", "softmax", "sigmoid"),
    ("zeros", "ones", "empty", "rand", "randn"),
    ("zeros_like", "ones_like", "empty_like"),
    ("rand", "randn"),
    ("std", "var"),
    ("train", "eval"),
    ("cross_entropy", "nll_loss", "mse_loss"),
    ("CrossEntropyLoss", "NLLLoss", "MSELoss"),
    ("mul", "matmul", "mm", "bmm"),
    ("repeat", "repeat_interleave", "expand", "tile"),
    ("from_numpy", "as_tensor", "tensor", "asarray"),
    ("copy", "deepcopy"),
    ("any", "all"),
    ("append", "extend"),
    ("tril", "triu"),
    ("detach", "clone"),
    ("narrow", "select"),
    ("no_grad", "enable_grad", "nullcontext"),
    ("relu", "tanh", "sigmoid"),
    ("ReLU", "Tanh", "Sigmoid"),
    ("exp", "log"),
    ("sqrt", "square"),
    ("flatten", "squeeze", "ravel"),
    ("permute", "reshape"),
    ("int", "round", "float"),
    ("parameters", "named_parameters", "buffers"),
    ("keys", "values", "items"),
    ("floor_divide", "true_divide"),
    ("maximum", "minimum"),
    ("uniform_", "normal_"),
    ("xavier_uniform_", "kaiming_uniform_"),
    ("cumsum", "cumprod"),
    ("logical_and", "logical_or"),
    ("float", "double"),
    ("float32", "float64", "int64", "int32", "float16", "bool"),
)


def edits(routine: Routine) -> Iterator[Edit]:
    """Give other calls."""
    for part in routine.expressions():
        if isinstance(part, ast.Call):
            yield from without_keywords(routine, part)
            yield from exchanged(routine, part)
            yield from left_out(routine, part)
        if isinstance(part, ast.Attribute | ast.Name):
            yield from others_named(routine, part)


def without_keywords(routine: Routine, call: ast.Call) -> Iterator[Edit]:
    """Leave a keyword out."""
    quoted = routine.quoted(call)
    for keyword in call.keywords:
        if keyword.arg is not None:
            others = [each for each in call.keywords if each is not keyword]
            remedy = f"Look up what `{keyword.arg}` does in {quoted}, and whether the task asks for that."
            text = written(routine, call, call.args, others)
            yield routine.edit(call, text, f"without `{keyword.arg}` in {quoted}", remedy, keyword.arg)


def written(routine: Routine, call: ast.Call, given: list[ast.expr], keywords: list[ast.keyword]) -> str:
    """Write a call with other arguments."""
    text = routine.code.text
    named = [f"{each.arg}={text(each.value)}" if each.arg else f"**{text(each.value)}" for each in keywords]
    return f"{text(call.func)}({', '.join([*map(text, given), *named])})"


def exchanged(routine: Routine, call: ast.Call) -> Iterator[Edit]:
    """Exchange two arguments."""
    quoted = routine.quoted(call)
    pairs = [(i, j) for j in range(len(call.args)) for i in range(j)]
    for first, second in pairs[:6]:
        given = list(call.args)
        given[first], given[second] = given[second], given[first]
        both = f"{routine.quoted(call.args[first])} and {routine.quoted(call.args[second])}"
        remedy = f"Look up in which order the arguments of {quoted} come."
        text = written(routine, call, given, call.keywords)
        yield routine.edit(call, text, f"with {both} exchanged in {quoted}", remedy)


def left_out(routine: Routine, call: ast.Call) -> Iterator[Edit]:
    """Leave out what a method, or a function of one argument, does; and one of several arguments."""
    text, quoted = routine.code.text, routine.quoted(call)
    if isinstance(call.func, ast.Attribute):
        inner, name = text(call.func.value), f"`.{call.func.attr}(...)`"
        yield left_out_edit(routine, call, inner, name)
    if call.args and not isinstance(call.args[0], ast.Starred):
        yield left_out_edit(routine, call, f"({text(call.args[0])})", f"`{plain_name(call.func)}(...)`")
    for number, argument in enumerate(call.args if len(call.args) > 1 else []):
        rest = [*call.args[:number], *call.args[number + 1 :]]
        own = routine.quoted(argument)
        remedy = f"Look up what {own} does in {quoted}, and whether the task asks for that."
        yield routine.edit(call, written(routine, call, rest, call.keywords), f"without {own} in {quoted}", remedy)


def left_out_edit(routine: Routine, call: ast.Call, text: str, name: str) -> Edit:
    """Put what a call was made on in its place."""
    quoted = routine.quoted(call)
    remedy = f"Look up what {name} does, and whether it belongs into {quoted}."
    return routine.edit(call, text, f"without {name} in {quoted}", remedy, plain_name(call.func))


def others_named(routine: Routine, part: ast.Attribute | ast.Name) -> Iterator[Edit]:
    """Put another name in the place of one that is near; of an attribute, too, one that works in place or does not."""
    name = plain_name(part)
    others = [other for group in ALIKE if name in group for other in group if other != name]
    if isinstance(part, ast.Attribute):
        others.append(name.removesuffix("_") if name.endswith("_") else f"{name}_")
        others += [other for other in attributes_beside(routine, part) if other != name]
    quoted = routine.quoted(routine.statement_of(part))
    for other in dict.fromkeys(others):
        text = f"{routine.code.text(part.value)}.{other}" if isinstance(part, ast.Attribute) else other
        remedy = f"Look up what `{name}` does in {quoted}: what does the task ask for there?"
        yield routine.edit(part, text, f"with something else than `{name}` in {quoted}", remedy, other)


def attributes_beside(routine: Routine, part: ast.Attribute) -> list[str]:
    """Name the other attributes of the same name that the function uses (`self.weight` beside `self.bias`)."""
    if not isinstance(part.value, ast.Name):
        return []
    beside = (
        other.attr
        for other in routine.walk()
        if isinstance(other, ast.Attribute) and isinstance(other.value, ast.Name) and other.value.id == part.value.id
    )
    return list(dict.fromkeys(beside))[:6]
