"""File names for students: safe on every system, readable, and no two alike."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection

LENGTH = 60
RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def page_name(student: str, taken: Collection[str]) -> str:
    """Return the name of a student's files without suffix.

    Where the name had to be changed, or another student's is the same but for capitals, a hash of it tells it apart.
    """
    plain = unicodedata.normalize("NFKD", student).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[:LENGTH] or "student"
    used = {other.casefold() for other in taken}
    if name == student and name.casefold() not in used and not RESERVED.match(name):
        return name
    digest = hashlib.sha256(student.encode("utf-8", "surrogateescape")).hexdigest()
    return next(named for size in range(6, 64) if (named := f"{name}-{digest[:size]}").casefold() not in used)
