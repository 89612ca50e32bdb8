"""One folder, archive, .py file or notebook a student, named as the student is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing, bare_name, is_handed_in


class Plain(Layout):
    """One entry a student."""

    rank: ClassVar[int] = 0

    def fits(self, listing: Listing) -> bool:
        """Fit any folder."""
        return True

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """List the entries that were handed in."""
        return [
            HandIn(bare_name(path), ((path.name, path),), Identity(bare_name(path), aliases=(path.name,)))
            for path in listing.entries
            if is_handed_in(path)
        ]
