"""The dtype is the same in all cases, whatever the input has; or the numbers are right and only stored otherwise."""

from __future__ import annotations

from collections.abc import Set

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.patterns import FLOATS, INTEGERS
from tensorgrade.judgement.unexplained import DTYPE, Group

KINDS = DTYPE
PLACE = 120
REMEDY = "Take the dtype from the input: `dtype=x.dtype`, `x.new_...`, `..._like(x)`, and convert nothing."
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
    if right & wanted:
        return None
    if kept := right - given:
        return Named(
            "wrong-dtype", f"{listed(wanted)} comes out as {other}; {listed(kept)} comes as it should.", REMEDY
        )
    if len(wanted) > 1:
        return Named("wrong-dtype", f"The result is {other} whatever dtype is due.", REMEDY)
    if wanted <= INTEGERS and given <= FLOATS:
        cause = f"Something makes {other} of whole numbers, as a float argument, a factor, `/` and a named dtype do."
        return Named(
            "wrong-dtype", cause, f"Use whole numbers throughout (`//` in place of `/`), or name `dtype=torch.{first}`."
        )
    return None


def listed(dtypes: Set[str]) -> str:
    """Write several dtypes."""
    return " or ".join(sorted(dtype.removeprefix("torch.") for dtype in dtypes))
