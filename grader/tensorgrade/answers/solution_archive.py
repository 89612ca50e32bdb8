"""Solutions that a release holds locked: references and alternatives in a 7z, encrypted with a course's passphrase.

An answer key holds values and no code, so it cannot keep solutions secret; AES-256, as 7-Zip has it, can.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import py7zr
from py7zr.io import BytesIOFactory

from tensorgrade.answers.answer_key import FOLDER
from tensorgrade.answers.known_answers import alternatives_of
from tensorgrade.course.catalogue import Course, CourseError, Exercise

PLACE = f"{FOLDER}/solutions.locked"  # no name by which the readers of hand-ins take it for an archive
LIMIT = 32 << 20


def solution_files(course: Course, exercises: Sequence[Exercise]) -> dict[str, bytes]:
    """Return the references and alternatives of some exercises, by their places in the course."""
    paths = [one.reference for one in exercises if one.reference is not None]
    paths += [path for exercise in exercises for path in alternatives_of(course, exercise)]
    return {path.relative_to(course.root).as_posix(): path.read_bytes() for path in paths}


def pack(files: Mapping[str, bytes], passphrase: str) -> bytes:
    """Encrypt files, and their names. What comes out is different each time."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=passphrase, header_encryption=True) as archive:
        for place, content in sorted(files.items()):
            archive.writestr(content, place)
    return out.getvalue()


def decrypted_files(content: bytes, passphrase: str) -> dict[str, bytes]:
    """Return the files. Raises CourseError where the passphrase is not that of the archive."""
    files = BytesIOFactory(LIMIT)
    try:
        with py7zr.SevenZipFile(io.BytesIO(content), password=passphrase) as archive:
            archive.extractall(factory=files)
    except Exception as error:  # of a wrong passphrase nonsense is read, and py7zr fails on that in many ways
        raise CourseError(f"{PLACE} does not open with this passphrase") from error
    return {place: file.read() for place, file in files.products.items()}
