"""Something that is missing behind a value, in a call, or between two lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tensorgrade.judgement.edit import Edit, Routine, Splice
from tensorgrade.judgement.edits.statements import SIMPLE, is_alone
from tensorgrade.python_source import plain_name

PLACE = 60

METHODS = (
    *(".clone()", ".detach()", ".detach().clone()", ".item()", ".float()", ".long()", ".contiguous()", ".double()"),
    *(".squeeze()", ".squeeze(-1)", ".unsqueeze(0)", ".unsqueeze(1)", ".unsqueeze(-1)", ".T", ".flatten()"),
    *(".flatten(1)", ".mean()", ".sum()", ".sqrt()", ".square()", ".abs()", ".exp()", ".log()", ".copy()", ".cpu()"),
    *(".shape[0]", ".bool()", ".requires_grad_()"),
)
PLAIN = (ast.Starred, ast.Constant, ast.JoinedStr)
AROUND = ("float", "int", "tuple", "list", "len", "abs", "-", "1 - ", "not ")
REDUCTIONS = frozenset(
    ["sum", "mean", "max", "min", "amax", "amin", "std", "var", "argmax", "argmin", "prod", "norm", "all", "any"]
)
CREATORS = {"zeros", "ones", "full", "empty", "tensor", "as_tensor", "arange", "eye", "rand", "randn", "linspace", "to"}
KEYWORDS = (
    (REDUCTIONS, ("keepdim=True", "dim=0", "dim=1", "dim=-1")),
    ({"std", "var"}, ("correction=0", "unbiased=False")),
    (CREATORS | {"sum", "mean"}, ("dtype=torch.float32", "dtype=torch.int64", "dtype=torch.float64")),
    ({"softmax", "log_softmax", "cat", "stack", "cumsum", "sort"}, ("dim=0", "dim=1", "dim=-1")),
    ({"flatten"}, ("start_dim=1",)),
    ({"backward", "grad"}, ("retain_graph=True", "create_graph=True")),
    ({"cross_entropy", "mse_loss", "nll_loss", "CrossEntropyLoss", "MSELoss"}, ('reduction="sum"',)),
    ({"DataLoader"}, ("shuffle=True", "drop_last=True")),
    ({"load"}, ("weights_only=True", 'map_location="cpu"')),
    ({"Linear", "Conv2d"}, ("bias=False",)),
    ({"unsqueeze", "squeeze"}, ("dim=0", "dim=1")),
    ({"zip"}, ("strict=True",)),
)
ACTS = (
    (re.compile("optim|opt$"), (".zero_grad()", ".step()")),
    (re.compile("model|net|module|self"), (".train()", ".eval()")),
    (re.compile("loss"), (".backward()",)),
)
NO_GRAD = "torch.no_grad()"
FIRST = (".clone()", ".detach()", ".float()", ".contiguous()", ".detach().clone()")


def edits(routine: Routine) -> Iterator[Edit]:
    """Give what may be missing."""
    yield from missing_keywords(routine)
    yield from missing_lines(routine)
    yield from missing_modes(routine)
    yield from missing_methods(routine)
    yield from missing_operations(routine)


def missing_methods(routine: Routine) -> Iterator[Edit]:
    """Put a method behind what is set or returned, or a function around it; for a parameter, before all else."""
    devices = [f".to({name}.device)" for name in routine.parameters if name != "self"]
    for part in values_of(routine):
        quoted, text = routine.quoted(part), routine.code.text(part)
        here = place_told(routine, part)
        for method in (*METHODS, *devices):
            told = f"with `{method}` behind {here}"
            yield missing(part.lineno, told, method, quoted, (routine.code.replaced(part, f"({text}){method}"),))
        for function in AROUND:
            name = function.strip()
            told = f"with `{name}` before {here}"
            yield missing(part.lineno, told, name, quoted, (routine.code.replaced(part, f"{function}({text})"),))
    for name in routine.parameters:
        for method in FIRST if name != "self" else ():
            told = f"with `{name} = {name}{method}` before all else"
            splices = first_line(routine, f"{name} = {name}{method}")
            yield missing(routine.node.lineno, told, method, f"`{name}`", splices)


COMPOSED = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda)


def place_told(routine: Routine, part: ast.expr) -> str:
    """Quote a part; a name, which may stand in a line several times, with what it stands in."""
    holder, own = routine.statement_of(part), routine.quoted(part)
    if isinstance(part, COMPOSED):
        return f"`({own.strip('`')})`"
    return f"{own} in {routine.quoted(holder)}" if isinstance(part, ast.Name) and isinstance(holder, ast.expr) else own


def missing(line: int, told: str, what: str, quoted: str, splices: tuple[Splice, ...]) -> Edit:
    """Say that something is missing."""
    about = what.partition("(")[0].rpartition(".")[2]
    return Edit(
        line, told, f"Look up what `{what}` does, and what {quoted} lacks without it.", splices, about, is_addition=True
    )


def values_of(routine: Routine) -> Iterator[ast.expr]:
    """Give the values that are returned or set, the parts of a tuple or a dict, and the arguments of calls."""
    for statement in routine.walk():
        value = getattr(statement, "value", None) if isinstance(statement, ast.stmt) else None
        if isinstance(value, ast.Tuple | ast.List):
            yield from value.elts
        if isinstance(value, ast.Dict):
            yield from value.values
        if isinstance(value, ast.expr) and not isinstance(statement, ast.Expr):
            yield value
    for part in routine.expressions():
        if isinstance(part, ast.Call):
            yield from (argument for argument in part.args if not isinstance(argument, PLAIN))


def missing_keywords(routine: Routine) -> Iterator[Edit]:
    """Put a keyword into a call."""
    for call in routine.expressions():
        if not isinstance(call, ast.Call):
            continue
        name = plain_name(call.func)
        given = {keyword.arg for keyword in call.keywords}
        quoted, end = routine.quoted(call), routine.code.end(call) - 1
        is_open = routine.code.content[:end].rstrip().endswith((b"(", b","))
        devices = [f"device={other}.device" for other in routine.parameters if name in CREATORS and other != "self"]
        for keyword in (*(each for names, keywords in KEYWORDS if name in names for each in keywords), *devices):
            if keyword.partition("=")[0] not in given:
                content = f"{'' if is_open else ', '}{keyword}".encode()
                option = keyword.partition("=")[0]
                yield Edit(
                    call.lineno,
                    f"with `{option}` given in {quoted}",
                    f"Look up what `{option}` does in {quoted}, and what the task needs.",
                    (Splice(end, end, content),),
                    about=option,
                    is_addition=True,
                )


def missing_lines(routine: Routine) -> Iterator[Edit]:
    """Put a call that does something between two lines."""
    acts = [
        f"{name}{act}" for name in routine.names for like, all_acts in ACTS if like.search(name) for act in all_acts
    ]
    for statement in routine.statements():
        if not is_alone(routine, statement) and isinstance(statement, SIMPLE):
            continue
        for act in acts:
            begin = routine.code.starts[statement.lineno - 1]
            line = f"{' ' * statement.col_offset}{act}\n".encode()
            told = f"with `{act}` before {routine.quoted(statement).splitlines()[0]}"
            remedy = f"Look up what `{act}` does, and when it has to happen."
            about = act.rpartition(".")[2].removesuffix("()")
            yield Edit(statement.lineno, told, remedy, (Splice(begin, begin, line),), about, is_addition=True)


def missing_modes(routine: Routine) -> Iterator[Edit]:
    """Have a statement, or all of a function, work without a graph."""
    for statement in routine.statements():
        if isinstance(statement, SIMPLE) and not isinstance(statement, ast.Return) and is_alone(routine, statement):
            text, quoted = routine.code.text(statement), routine.quoted(statement)
            told = f"with {quoted} under `torch.no_grad()`"
            splices = (routine.code.replaced(statement, f"with torch.no_grad(): {text}"),)
            yield missing(statement.lineno, told, NO_GRAD, quoted, splices)
    begin, indent = routine.code.starts[routine.node.lineno - 1], " " * routine.node.col_offset
    whole = (Splice(begin, begin, f"{indent}@torch.no_grad()\n".encode()),)
    name = f"`{routine.node.name}`"
    yield missing(routine.node.lineno, f"with {name} under `{NO_GRAD}`", NO_GRAD, name, whole)


def missing_operations(routine: Routine) -> Iterator[Edit]:
    """Multiply or divide what is set or returned by another variable, or by how many there are of it."""
    for part in values_of(routine):
        if isinstance(part, ast.Constant):
            continue
        quoted, text = routine.quoted(part), routine.code.text(part)
        here = place_told(routine, part)
        for name in routine.names:
            for factor in (name, f"len({name})"):
                for sign in ("/", "*"):
                    told = f"with `{sign} {factor}` behind {here}"
                    splices = (routine.code.replaced(part, f"(({text}) {sign} {factor})"),)
                    remedy = f"Work out {quoted} for a small case by hand: what is it to be a multiple, or a part, of?"
                    yield Edit(part.lineno, told, remedy, splices, is_addition=True)
        for sign, amount in (("+", "1"), ("-", "1"), ("*", "2"), ("/", "2")):
            told = f"with `{sign} {amount}` behind {here}"
            splices = (routine.code.replaced(part, f"(({text}) {sign} {amount})"),)
            remedy = f"Work out {quoted} for a small case by hand."
            yield Edit(part.lineno, told, remedy, splices, is_addition=True)


def first_line(routine: Routine, text: str) -> tuple[Splice, ...]:
    """Put a line before all others of a function."""
    body = routine.node.body
    first = body[1] if len(body) > 1 and ast.get_docstring(routine.node) is not None else body[0]
    begin = routine.code.starts[first.lineno - 1]
    return (Splice(begin, begin, f"{' ' * first.col_offset}{text}\n".encode()),)
