"""Find what holds between all results of a function and those that are expected, where no known mistake explains them.

In: what is wrong with the cases of one function, and what was recognised. Out: names for cases that no known mistake
explains; and for all cases of a kind, where known mistakes explain some of them only and a relation holds in each.
Pure.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from tensorgrade.discovery import names_in
from tensorgrade.judgement import relations
from tensorgrade.judgement.diagnosis import diagnose, entry
from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.unexplained import BY_NUMBERS, EXCEPTION, Group
from tensorgrade.judgement.wording import rule_told
from tensorgrade.protocol.endings import DECISIVE
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.transcript import Transcript


@dataclass(frozen=True)
class Relation:
    """One relation as its file defines it; `kinds` are the attributes that it speaks of."""

    kinds: frozenset[str]
    place: int
    relate: Callable[[Group], Named | None]


@cache
def found_relations() -> tuple[Relation, ...]:
    """Find the relations, in the order in which they are tried. Raises ValueError for two in one place."""
    modules = [importlib.import_module(f"{relations.__name__}.{name}") for name in names_in(relations)]
    found = sorted((Relation(frozenset(each.KINDS), each.PLACE, each.relate) for each in modules), key=place_of)
    if len({each.place for each in found}) < len(found):
        raise ValueError("two relations stand in one place")
    return tuple(found)


def place_of(relation: Relation) -> int:
    """Return where a relation stands in the order."""
    return relation.place


def relate(
    symptoms: Mapping[str, Symptom],
    recognised: Mapping[str, Named],
    passing: Sequence[CollectedCase],
    expected: Transcript,
    actual: Transcript,
) -> dict[str, Named]:
    """Name the cases in which a relation holds; one that explains all cases goes before known mistakes that do not.

    symptoms: of the failing cases of one function. passing: its cases that are right.
    """
    related = {case: symptom for case, symptom in symptoms.items() if is_related(symptom)}
    scopes = [[case for case in related if case not in recognised]]
    if len({recognised.get(case, UNNAMED) for case in related}) > 1:
        scopes.insert(0, list(related))
    scopes.append([case for case in scopes[-1] if not has_new_nan(related[case])])
    named: dict[str, Named] = {}
    groups: dict[tuple[str, ...], Group] = {}
    for scope in scopes:
        for relation in found_relations():
            cases = tuple(case for case in scope if case not in named and related[case].attribute in relation.kinds)
            group = groups.setdefault(cases, Group([related[case] for case in cases], passing, expected, actual))
            with np.errstate(all="ignore"):  # a student's numbers may be NaN, or too large to be worked with
                found = relation.relate(group) if cases else None
            if found is not None:
                own = [related[case] for case in cases]
                named |= dict.fromkeys(cases, as_seen(with_rule(with_own_name(found, own), own)))
    return named | without_factor(related, {*recognised, *named})


def as_seen(named: Named) -> Named:
    """Tell what a relation says as what holds, and not as why."""
    return replace(named, cause="", seen=named.cause)


def with_own_name(named: Named, symptoms: Sequence[Symptom]) -> Named:
    """Leave numbers that are NaN or infinite in all cases their own name."""
    are_non_finite = named.diagnosis == "wrong-values" and {symptom.attribute for symptom in symptoms} == {"non-finite"}
    return replace(named, diagnosis="non-finite") if are_non_finite else named


def with_rule(named: Named, symptoms: Sequence[Symptom]) -> Named:
    """Put the rule that fails behind a remedy, that of a public check where there is one."""
    first = next((symptom for symptom in symptoms if symptom.case.visibility == "public"), symptoms[0])
    return replace(named, remedy=f"{named.remedy} The rule: {rule_told(first)}.") if named.remedy else named


def has_new_nan(symptom: Symptom) -> bool:
    """Say whether a number is NaN where it should not be: that hides what holds in other cases."""
    arrays = symptom.arrays()
    if arrays is None or arrays[0].shape != arrays[1].shape:
        return False
    return bool((np.isnan(arrays[1]) & ~np.isnan(arrays[0])).any())


def is_related(symptom: Symptom) -> bool:
    """Say whether relations may speak of a case: no more is known of it than what differs."""
    if symptom.ending.kind in DECISIVE or symptom.mismatch is None:
        return False
    found = entry(diagnose(symptom).name)
    return symptom.attribute in EXCEPTION or found.is_general or found.tells_what_is_seen or found.name in BY_NUMBERS


def without_factor(symptoms: Mapping[str, Symptom], named: Set[str]) -> dict[str, Named]:
    """Name the cases that a factor of their own explains, where no factor explains the others."""
    names = {case: diagnose(symptom).name for case, symptom in symptoms.items() if case not in named}
    several = len(set(names.values())) > 1
    return {case: Named("wrong-values") for case, name in names.items() if several and name == "wrong-scale"}
