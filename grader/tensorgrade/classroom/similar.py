"""Submissions that look alike: a hint for a person to look at, never a verdict.

The sources of each submission go in, pairs with the share of what they have in common come out. copydetect
(the winnowing of MOSS) takes the fingerprints, in which the names of variables do not count. Fingerprints of the
handed-out stubs, and those that many of the class have, say nothing about a pair and are left out.
"""

from __future__ import annotations

import io
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tensorgrade.exits import InputError

NOISE_TOKENS, WINDOW = 25, 6
FEWEST = 12
LENGTH = 200_000  # characters of a submission that are looked at; more than anybody writes
COMMON_SHARE, COMMON_COUNT = 0.1, 3


class SimilarityError(InputError):
    """Submissions cannot be compared; the message is one sentence for the user."""


@dataclass(frozen=True)
class SimilarPair:
    """Two submissions and the share of the smaller one's own fingerprints that the other has too, from 0 to 1."""

    one: str
    other: str
    share: float


def similar_pairs(
    submissions: Mapping[str, frozenset[int]], stubs: frozenset[int] = frozenset(), threshold: float = 0.8
) -> list[SimilarPair]:
    """Return the pairs of submissions that share at least `threshold`, the most alike first.

    submissions: the fingerprints of each submission, by name.
    """
    prints_of = {name: prints - stubs for name, prints in submissions.items()}
    common = frequent(prints_of.values())
    prints_of = {name: prints - common for name, prints in prints_of.items()}
    telling = {name: prints for name, prints in prints_of.items() if len(prints) >= FEWEST}
    pairs = []
    for (first, some), (other, others) in combinations(telling.items(), 2):
        share = len(some & others) / min(len(some), len(others))
        if share >= threshold:
            pairs.append(SimilarPair(first, other, share))
    return sorted(pairs, key=lambda pair: (-pair.share, pair.one, pair.other))


def frequent(classes: Iterable[frozenset[int]]) -> frozenset[int]:
    """Return the fingerprints that many submissions have."""
    found = list(classes)
    limit = max(COMMON_COUNT, math.ceil(COMMON_SHARE * len(found)))
    counts = Counter(print_ for prints in found for print_ in prints)
    return frozenset(print_ for print_, count in counts.items() if count > limit)


def fingerprints(texts: Sequence[str]) -> frozenset[int]:
    """Take the fingerprints of the sources of one submission. Raises SimilarityError without copydetect."""
    try:
        from copydetect import CodeFingerprint
    except ImportError as error:
        raise SimilarityError("similar submissions need copydetect: pip install 'tensorgrade[similar]'") from error
    hashes: set[int] = set()
    room = LENGTH
    for whole in texts:
        text = whole[:room]
        room -= len(text)
        if text.strip():
            made = CodeFingerprint("source.py", NOISE_TOKENS, WINDOW, language="python", fp=io.StringIO(text))
            hashes.update(int(value) for value in made.hashes)
    return frozenset(hashes)
