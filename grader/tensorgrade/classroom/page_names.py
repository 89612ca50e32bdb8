"""File names for students: safe on every system, readable, and no two alike."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

LENGTH = 60
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def page_names(students: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Return the names of all students' files: those that are known, and in the given order those of the others."""
    names = dict(known)
    used = {name.casefold() for name in names.values()}
    for student in students:
        if student not in names:
            names[student] = page_name(student, used)
            used.add(names[student].casefold())
    return names


def page_name(student: str, used: Collection[str]) -> str:
    """Return the name of a student's files without suffix; `used` are those of others, in small letters.

    Where the name had to be changed, or another student's is the same but for capitals, a hash of it tells it apart.
    """
    plain = unicodedata.normalize("NFKD", student).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[:LENGTH] or "student"
    if name == student and name.casefold() not in used and not RESERVED.match(name):
        return name
    digest = hashlib.sha256(student.encode("utf-8", "surrogateescape")).hexdigest()
    return next(named for size in range(6, 64) if (named := f"{name}-{digest[:size]}").casefold() not in used)
