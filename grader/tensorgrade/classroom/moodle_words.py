"""How Moodle calls the columns of a grading worksheet, in the languages in which rosters are read.

The words are those of the language packs of mod/assign: recordid, grade, maxgrade, lastmodifiedgrade, hiddenuser, and
the name of the plugin for comments. The importer of a worksheet knows them in the language of whoever uploads it, and
no others, so a worksheet goes back with the heads that it came with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class WorksheetWords:
    """The heads of one language; `participant` stands before a student's number. `scale` is there for `maximum`."""

    identifier: str
    name: str
    email: str
    grade: str
    maximum: str
    scale: str
    modified: str
    comments: str
    participant: str

    def are_in(self, header: Iterable[str]) -> bool:
        """Say whether a header has the three columns without which Moodle refuses a worksheet."""
        needed = {comparable(head) for head in (self.identifier, self.grade, self.modified)}
        return needed <= set(map(comparable, header))


ENGLISH = WorksheetWords(
    *("Identifier", "Full name", "Email address", "Grade", "Maximum grade", "Scale"),
    *("Last modified (grade)", "Feedback comments", "Participant "),
)
LANGUAGES = (
    ENGLISH,
    WorksheetWords(
        *("ID", "Vollständiger Name", "E-Mail-Adresse", "Bewertung", "Bestwertung", "Skala"),
        *("Zuletzt geändert (Bewertung)", "Feedback als Kommentar", "Teilnehmer/in"),
    ),
    WorksheetWords(
        *("Identifiant", "Nom complet", "Adresse de courriel", "Note", "Note maximale", "Barème"),
        *("Dernière modification (note)", "Feedback par commentaires", "Participant"),
    ),
    WorksheetWords(
        *("Identificador", "Nombre completo", "Dirección de correo", "Calificación", "Calificación máxima", "Escala"),
        *("Última modificación (calificación)", "Comentarios de retroalimentación", "Participante "),
    ),
)


def worksheet_words(header: Iterable[str]) -> WorksheetWords | None:
    """Return the words of a worksheet's language; None for what is no worksheet in any of them."""
    heads = list(header)
    return next((words for words in LANGUAGES if words.are_in(heads)), None)


def comparable(head: str) -> str:
    """Return a head to be compared."""
    return head.strip().casefold()
