"""What changes from one call to the next is a multiple of what should change, or is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.relations import cut_off, factor
from tensorgrade.judgement.unexplained import VALUES, Group, Pair

KINDS = VALUES
PLACE = 6
MOST_STEPS = 3  # that are told


def relate(group: Group) -> Named | None:
    series = [each for each in group.series if len(each) > 2]
    if len(series) < 2 or len(series) < len(group.series) / 2 or all(not each[0].far.any() for each in series):
        return None  # where the first call is right, no factor holds for each step
    steps = [[change(*pair) for pair in pairwise(each)] for each in series]
    changes = [each for row in steps for each in row]
    return own_factors(steps) or factor.named_factor(changes, "Each step") or cut_off.named_cut_off(changes, "steps")


def own_factors(steps: Sequence[Sequence[Pair]]) -> Named | None:
    """Tell the factors of the second step, the third and so on, where most cases have other ones step by step."""
    factors = [[factor.factor_of(pair) for pair in row] for row in steps]
    changing = [row for row in factors if None not in row and len({f"{each:.2g}" for each in row if each}) > 1]
    if len(changing) < max(2, len(factors) / 2):
        return None
    told = ", ".join(f"by {each:.3g} in step {number}" for number, each in enumerate(changing[0][:MOST_STEPS], 2))
    cause = f"What is due is multiplied {told}: the factor hangs on how many steps there were before."
    return Named("wrong-scale", cause, "Look at what is worked out from the count of steps, or has to be.")


def change(before: Pair, after: Pair) -> Pair:
    """Return by how much the numbers change from one call to the next."""
    return Pair(after.expected - before.expected, after.actual - before.actual, after.tolerance)
