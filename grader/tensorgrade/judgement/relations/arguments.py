"""Which whole number an argument is tells which calls come out wrong: an odd one, or an even one."""

from __future__ import annotations

import ast
from collections.abc import Set

from tensorgrade.judgement.named import Named
from tensorgrade.judgement.unexplained import VALUES, Group

KINDS = VALUES
PLACE = 65
ENOUGH = 2  # numbers on each side
PLACES = ("first", "second", "third", "fourth")
PARITY = ("even", "odd")


def relate(group: Group) -> Named | None:
    wrong = [numbers_in(symptom.call) for symptom in group.symptoms]
    right = [numbers_in(call) for case in group.passing for call in group.actual.of(case.id).record.calls]
    for place, name in enumerate(PLACES):
        bad = {numbers[place] for numbers in wrong if place in numbers}
        good = {numbers[place] for numbers in right if place in numbers}
        if all(place in numbers for numbers in wrong) and are_told_apart(bad, good):
            parity, other = PARITY[min(bad) % 2], PARITY[1 - min(bad) % 2]
            numbers = f"{parity} numbers from {min(bad)} on as the {name} argument"
            cause = f"Of the calls that were tried, those with {numbers} are wrong; those with {other} ones are right."
            remedy = "Follow one call that is right and one that is wrong by hand, and compare where they end."
            return Named("wrong-values", cause, remedy)
    return None


def numbers_in(call: str) -> dict[int, int]:
    """Return the whole numbers among the arguments of a call that is written out, by their place."""
    try:
        tree = ast.parse(call, mode="eval").body
    except (SyntaxError, ValueError):
        return {}
    arguments = tree.args if isinstance(tree, ast.Call) else []
    numbers = ((place, node.value) for place, node in enumerate(arguments) if isinstance(node, ast.Constant))
    return {place: number for place, number in numbers if type(number) is int}


def are_told_apart(wrong: Set[int], right: Set[int]) -> bool:
    """Say whether all wrong ones are odd, or even, and none of the right ones from there on is.

    Smaller ones than any that is wrong may be right for being at the beginning.
    """
    others = {number for number in right if number >= min(wrong, default=0)}
    if len(wrong) < ENOUGH or len(others) < ENOUGH:
        return False
    sides = {number % 2 for number in wrong}, {number % 2 for number in others}
    return len(sides[0]) == 1 and not sides[0] & sides[1]
