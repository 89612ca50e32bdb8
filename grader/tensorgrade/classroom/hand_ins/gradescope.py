"""Gradescope's export: numbered folders, and beside them submission_metadata.yml, which says whose they are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import yaml

from tensorgrade.classroom.identity import Identity
from tensorgrade.classroom.layout import HandIn, Layout, Listing
from tensorgrade.classroom.times import local_time, parse_time
from tensorgrade.submission.plain_file import ReadingError, read_plain
from tensorgrade.submission.read import SubmissionError

FILE = "submission_metadata.yml"
LIMIT = 64 << 20


class Gradescope(Layout):
    """Folders and a file of metadata; work that several handed in together is each one's."""

    rank: ClassVar[int] = 2
    own_files: ClassVar[frozenset[str]] = frozenset({FILE})

    def fits(self, listing: Listing) -> bool:
        """Fit a folder with the file."""
        return any(path.name == FILE for path in listing.entries)

    def hand_ins(self, listing: Listing) -> Sequence[HandIn]:
        """Read the list of submitters. Raises SubmissionError when it cannot be read."""
        path = listing.folder / FILE
        try:
            records = yaml.load(read_plain(path, LIMIT), PlainLoader)
            return [
                submitter(listing.folder / str(name), record, person)
                for name, record in records.items()
                if os.path.basename(str(name)) == str(name) and os.path.lexists(listing.folder / str(name))
                for person in record[":submitters"]
            ]
        except ReadingError as error:
            raise SubmissionError(f"{path}: {error}") from error
        except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise SubmissionError(f"{path} is not as Gradescope writes it ({type(error).__name__})") from error


class PlainLoader(yaml.SafeLoader):
    """YAML without merged mappings, which can grow to any size; Gradescope writes none."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Leave a mapping as it is."""


def submitter(path: Path, record: dict[str, object], person: dict[str, object]) -> HandIn:
    """Read one person of one submission."""
    name, email, number = (text_of(person.get(key)) for key in (":name", ":email", ":sid"))
    created = record.get(":created_at")
    handed_in = local_time(created) if isinstance(created, datetime) else None
    if isinstance(created, str) and created:
        handed_in = parse_time(created)
    identity = Identity(name=name, sid=number, email=email)
    return HandIn(identity.label or path.name, ((path.name, path),), identity, handed_in)


def text_of(value: object) -> str:
    """Return a word or a number as text; of anything else nothing."""
    return str(value) if isinstance(value, str | int) else ""
