"""Who a student is, by every name that a platform gives, from the hand-in to the export.

Two identities are of one person where a name of the strongest kind that both have says so: first the numbers and
addresses that a platform gives out, then those of unlike kinds, last what people are called. What fits several people
is nobody: whoever asks is told of all of them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from tensorgrade.text import plain_line


@dataclass(frozen=True)
class Identity:
    """One person or one group, as far as it is known. Every part may be empty, and none holds what cannot be seen.

    name: as people read it. platform: whose number `number` is, such as canvas. number: what the platform itself
    counts people by. sid: the school's number. group: whom the person works with. aliases: words of which one may be
    a login, such as the ends of a repository's name.
    """

    name: str = ""
    platform: str = ""
    number: str = ""
    sid: str = ""
    login: str = ""
    email: str = ""
    group: str = ""
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for part in fields(self)[:-1]:
            object.__setattr__(self, part.name, plain_line(getattr(self, part.name).strip()))
        object.__setattr__(self, "aliases", tuple(plain_line(alias.strip()) for alias in self.aliases))

    @property
    def label(self) -> str:
        """What to call the person: the name, or what there is in its place."""
        return self.name or self.login or self.email or self.sid or self.number

    def filled_from(self, other: Identity) -> Identity:
        """Return this identity with what only another one of the same person knows; its name is the other's."""
        whole = {part.name: getattr(self, part.name) or getattr(other, part.name) for part in fields(self)}
        if other.number:
            whole |= {"platform": other.platform, "number": other.number}
        return replace(self, **{**whole, "name": other.name or self.name})

    def search_keys(self) -> Iterator[tuple[int, str]]:
        """Give all by which the person can be found, each with its rank: the lower, the surer.

        Of rank 2 an `id:` is met by the `word:` of another identity, and a `word:` by an `id:`.
        """
        if self.number and self.platform:
            yield 0, f"{self.platform}:{self.number.casefold()}"
        if self.number:
            yield 1, f"number:{self.number.casefold()}"
        for kind in ("sid", "login", "email"):
            if value := getattr(self, kind).casefold():
                yield 0, f"{kind}:{value}"
        for value in (self.sid, self.login, self.email, "" if self.platform else self.number):
            if value:
                yield 1, f"any:{value.casefold()}"
                yield 2, f"id:{value.casefold()}"
        for value in (*self.aliases, self.name):
            if value:
                yield 2, f"word:{value.casefold()}"
        for spelled in spellings(self.name):
            yield 3, f"name:{spelled}"


def spellings(name: str) -> set[str]:
    """Return the ways in which platforms write a name, without case, accents and order: `Doe, Jane` is `janedoe`."""
    words = words_in(name)
    if not words:
        return set()
    turned = [[*words[place:], *words[:place]] for place in range(len(words))]
    return {" ".join(sorted(words)), *("".join(order) for order in turned)}


def words_in(name: str) -> list[str]:
    """Return the words of a name, without case and accents; what stands behind a comma comes first."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)).casefold()
    if "," in plain:
        last, _, first = plain.partition(",")
        plain = f"{first} {last}"
    return "".join(sign if sign.isalnum() else " " for sign in plain).split()
