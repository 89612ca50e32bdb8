"""Canvas's download of an assignment: files named student_[LATE_]number_number_file, all in one folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tensorgrade.classroom.layout import HandIn, Layout, Listing, is_folder

NAME = re.compile(r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_(?P<number>\d+)_(?P<file>.+)", re.DOTALL)
COPY = re.compile(r"-\d+(?=\.\w+$)")


class Canvas(Layout):
    """Files in one folder, named by Canvas."""

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with a file that is named so."""
        return any(NAME.fullmatch(path.name) and not is_folder(path) for path in listing.entries)

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """Gather the files of each student."""
        by_student: dict[tuple[str, str], HandIn] = {}
        for path in listing.entries:
            match = NAME.fullmatch(path.name)
            if match is None or is_folder(path):
                continue
            key = (match["name"], match["id"])
            known = by_student.get(key) or HandIn(match["name"], (), key)
            by_student[key] = replace(known, paths=(*known.paths, (COPY.sub("", match["file"]), path)))
        return list(by_student.values())
