"""A dict: the same keys, then each item."""

from __future__ import annotations

from tensorgrade.judgement.compare.comparison import Comparison, Mismatch
from tensorgrade.protocol.values import MappingValue

VALUE = MappingValue
NAME = "dict"
KEYS_TOLD = 6


def compare(expected: MappingValue, actual: MappingValue, comparison: Comparison) -> Mismatch | None:
    """Compare the keys, then what each stands for."""
    wanted, given = dict(expected.items), dict(actual.items)
    if wanted.keys() != given.keys():
        return comparison.mismatch("structure", keys_told(list(wanted)), keys_told(list(given)))
    for key, item in wanted.items():
        if mismatch := comparison.of_parts(key, item, given[key]):
            return mismatch
    return None


def keys_told(keys: list[str]) -> str:
    """List the keys of a dict."""
    return "keys " + (", ".join(keys[:KEYS_TOLD]) or "none") + (", ..." if len(keys) > KEYS_TOLD else "")
