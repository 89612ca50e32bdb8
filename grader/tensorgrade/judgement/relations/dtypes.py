"""The dtype is the same in all cases, whatever the input has; or one and the same is due, and not always given."""

from __future__ import annotations

import re
from collections.abc import Set

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.patterns import FLOATS, INTEGERS
from tensorgrade.judgement.unexplained import DTYPE, Group

KINDS = DTYPE
WAYS = "a float argument, a factor, `/`, a named dtype, or values in the place of positions do that"
PLACE = 120
REMEDY = "Take the dtype from the input: `dtype=x.dtype`, `x.new_...`, `..._like(x)`, and convert nothing."
DTYPE_NAMED = re.compile(r"\b(?:float|int|uint|bfloat)\d{1,2}\b|\bbool\b")  # in a call that is written out
SHORT = {"torch.float16", "torch.bfloat16"}


def relate(group: Group) -> Named | None:
    tensors = [pair for symptom in group.symptoms if (pair := symptom.tensors()) is not None]
    if len(tensors) < len(group.symptoms):
        return None
    wanted, given = {pair[0].dtype for pair in tensors}, {pair[1].dtype for pair in tensors}
    first, other = min(wanted).removeprefix("torch."), min(given).removeprefix("torch.")
    if len(given) > 1:
        return None
    right = {tensor.dtype for _, tensor in group.right()}
    if given <= SHORT and right <= given:
        cause = f"The numbers are stored as {other}, with about three digits, whatever dtype is asked for."
        return Named(
            "wrong-dtype", cause, "Leave out the conversion (`.half()`, `.to(...)`): keep the tensors as they are."
        )
    if wanted | right == wanted and len(wanted) == 1 and right and are_given_several(group):
        cause = f"{first} is due in every call, whatever dtype goes in; {other} came out of some."
        return Named("wrong-dtype", cause, f"Name the dtype, and do not leave it to the input: `dtype=torch.{first}`.")
    if right & wanted:
        return None
    if kept := right - given:
        return Named(
            "wrong-dtype", f"{listed(wanted)} comes out as {other}; {listed(kept)} comes as it should.", REMEDY
        )
    if len(wanted) > 1:
        return Named("wrong-dtype", f"The result is {other} whatever dtype is due.", REMEDY)
    if wanted <= INTEGERS and given <= FLOATS:
        cause = f"What comes out is {other}, where whole numbers are due: {WAYS}."
        return Named(
            "wrong-dtype", cause, f"Use whole numbers throughout (`//` in place of `/`), or name `dtype=torch.{first}`."
        )
    return None


def are_given_several(group: Group) -> bool:
    """Say whether the calls, wrong ones and right ones, are given tensors or arrays of several dtypes."""
    calls = [symptom.call for symptom in group.symptoms]
    others = [call for case in group.passing for call in group.actual.of(case.id).record.calls]
    return len({frozenset(DTYPE_NAMED.findall(call)) for call in (*calls, *others)}) > 1


def listed(dtypes: Set[str]) -> str:
    """Write several dtypes."""
    return " or ".join(sorted(dtype.removeprefix("torch.") for dtype in dtypes))
