"""Name the fault behind a symptom: an ordered ladder of small diagnoses, the most telling first. Pure.

Each file in judgement/diagnoses is one diagnosis, found by being there. Its docstring is the page that `grade explain`
prints; PLACE says where on the ladder it stands (protocol.ladder), CONCEPT what there is to teach; SUMMARY, CAUSE and
REMEDY are its words, each a text or, in small letters, a function of the symptom. A file has no cause where what was
seen proves none; one that is a text holds whatever was seen, and is told of hidden checks, too.
`recognise(symptom)` says whether the evidence singles it out; a file without it is given only where the author of a
check names it as the suspect of an observation, or where a known mistake carries its name. TELLS_WHAT_IS_SEEN: its
words tell what was seen, and not why. IS_GENERAL: they say what differs, and nothing that narrows down the cause.
EXPLAINS_NUMBERS: the numbers that a function gives are other ones for it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import msgspec

from tensorgrade.judgement.named import UNNAMED, Named
from tensorgrade.judgement.pictures import Picture, pictures_of
from tensorgrade.judgement.symptom import Symptom
from tensorgrade.judgement.wording import actual_of, consequence_told, expected_of, last_lines, where_of
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.ladder import LADDER
from tensorgrade.text import plain


class Diagnosis(msgspec.Struct, frozen=True, omit_defaults=True):
    """A named fault: what it is in one sentence, what was seen and expected, where, the likely cause and the remedy.

    `candidates` are what the cause could be, where several fit what was seen. `pictures` show what was seen and
    expected, where a look tells more than words. `printed` are the last lines that the code printed there. `place` is
    the student's line at which it went wrong, where one is known.
    """

    name: str
    message: str
    actual: str
    expected: str
    where: str
    cause: str
    remedy: str
    candidates: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    printed: str = ""
    place: Place | None = None

    @property
    def could_be(self) -> str:
        """What the cause could be, in one text."""
        return " Or: ".join(self.candidates)


Recognise = Callable[[Symptom], bool]
Words = Callable[[Symptom], str]


@dataclass(frozen=True)
class Entry:
    """One diagnosis as its file defines it. general_cause: its cause where that holds whatever was seen."""

    name: str
    page: str
    concept: str
    tells_what_is_seen: bool
    is_general: bool
    explains_numbers: bool
    recognise: Recognise
    summary: Words
    cause: Words
    general_cause: str
    remedy: Words

    @property
    def opening(self) -> str:
        """What the page begins with, on one line."""
        return " ".join(self.page.partition("\n\n")[0].split())

    def of(self, symptom: Symptom, named: Named = UNNAMED) -> Diagnosis:
        """Write this diagnosis for a symptom; what was recognised goes before the entry's own words."""
        function = symptom.case.function
        return Diagnosis(
            name=self.name,
            message=plain(f"{function}: {self.summary(symptom)}"),
            actual=plain(actual_of(symptom)),
            expected=plain(expected_of(symptom)),
            where=plain(where_of(symptom)),
            cause=self.cause_told(symptom, named),
            remedy=f"{named.notice} {self.remedy_told(symptom, named)}".strip(),
            candidates=named.candidates,
            pictures=pictures_of(symptom),
            printed=last_lines(symptom.printed),
            place=symptom.place,
        )

    def cause_told(self, symptom: Symptom, named: Named) -> str:
        """Tell why: what was recognised; a change that mends it says where, and the entry's own words say what."""
        recognised = recognised_words(symptom.case.function, named)
        if named.candidates or (recognised and (self.is_general or named.seen or not named.is_by_edit)):
            return recognised
        return f"{self.cause(symptom)} {recognised}".strip()

    def remedy_told(self, symptom: Symptom, named: Named) -> str:
        """Tell what to change; where it may follow from another function, that one first."""
        remedy = named.remedy or self.remedy(symptom)
        return f"Fix {named.follows} first, and look again. If it stays: {remedy}" if named.follows else remedy


def recognised_words(function: str, named: Named) -> str:
    """Tell what was recognised in the failures of a function: what they follow from, what holds in them, and why."""
    first = consequence_told(function, named.follows) if named.follows else ""
    return " ".join(filter(None, (first, named.seen, named.cause)))


def diagnose(symptom: Symptom, named: Named = UNNAMED) -> Diagnosis:
    """Return the diagnosis of a known mistake that behaves like this, else the first of the ladder that recognises it.

    named: what was recognised, if anything was. Where its name tells what is seen, and something else is seen here
    (float64 and not integers, say), the ladder names the case, and the cause stays.
    """
    name = named.diagnosis
    if name and (not entry(name).tells_what_is_seen or entry(name).recognise(symptom)):
        return entry(name).of(symptom, named)
    for name in LADDER:
        candidate = entry(name)
        if candidate.recognise(symptom):
            return candidate.of(symptom, named)
    raise AssertionError("the last rung of the ladder recognises everything")


@cache
def entry(name: str) -> Entry:
    """Load one diagnosis by its public name. Raises KeyError when there is none."""
    if name not in LADDER:
        raise KeyError(name)
    module = importlib.import_module(f"tensorgrade.judgement.diagnoses.{name.replace('-', '_')}")
    return Entry(
        name=name,
        page=(module.__doc__ or "").strip(),
        concept=module.CONCEPT,
        tells_what_is_seen=getattr(module, "TELLS_WHAT_IS_SEEN", False),
        is_general=getattr(module, "IS_GENERAL", False),
        explains_numbers=getattr(module, "EXPLAINS_NUMBERS", False),
        recognise=getattr(module, "recognise", _suspected(name)),
        summary=_words(module, "summary"),
        cause=_words(module, "cause"),
        general_cause=getattr(module, "CAUSE", ""),
        remedy=_words(module, "remedy"),
    )


def _suspected(name: str) -> Recognise:
    def recognise(symptom: Symptom) -> bool:
        return symptom.suspect == name and symptom.attribute in ("values", "structure", "exception")

    return recognise


def _words(module: ModuleType, word: str) -> Words:
    """Return the function `word` of a diagnosis, or one that gives its constant."""
    function: Words | None = getattr(module, word, None)
    if function is not None:
        return function
    text: str = getattr(module, word.upper(), "") if word == "cause" else getattr(module, word.upper())
    return lambda symptom: text
