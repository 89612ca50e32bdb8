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
        if all(place in numbers for numbers in wrong) and (told := told_apart(bad, good)):
            cause = f"Of what was tried, {told} as the {name} argument."
            remedy = "Follow one call that is right and one that is wrong by hand, and compare where they end."
            return Named("wrong-values", cause, remedy)
    return None


def numbers_in(call: str) -> dict[int, int]:
    """Return the whole numbers among the arguments of a call that is written out, by their place."""
    try:
        tree = ast.parse(call, mode="eval").body
    except SyntaxError:
        return {}
    arguments = tree.args if isinstance(tree, ast.Call) else []
    numbers = ((place, node.value) for place, node in enumerate(arguments) if isinstance(node, ast.Constant))
    return {place: number for place, number in numbers if type(number) is int}


def told_apart(wrong: Set[int], right: Set[int]) -> str:
    """Say which numbers come out wrong, where all of them are odd, or even, and none of the right ones from there on.

    Smaller ones than any that is wrong may be right for being at the beginning.
    """
    least = min(wrong, default=0)
    others = {number for number in right if number >= least}
    sides = {number % 2 for number in wrong}, {number % 2 for number in others}
    if len(wrong) < ENOUGH or len(others) < ENOUGH or len(sides[0]) != 1 or sides[0] & sides[1]:
        return ""
    bad, good = (PARITY[min(side)] for side in sides)
    return f"{bad} numbers from {least} on come out wrong and {good} ones right"
