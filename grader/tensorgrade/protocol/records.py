"""The words in which a worker tells what it saw, and in which the judge reads it.

A worker encodes what a check observed as these structures; the trusted process decodes them, validated, into
the same structures. What was observed is one of protocol.values; bounds that one field can have by itself stand in its
type and hold once it is decoded; protocol.border holds the rest. Nothing here holds an expected answer and nothing here
judges.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import Annotated

import msgspec

from tensorgrade.protocol.endings import EndingKind, Facts
from tensorgrade.protocol.fields import Bases, Line, Name, Place, Room, Seconds, Text
from tensorgrade.protocol.source_faults import SourceFault
from tensorgrade.protocol.values import COMPARED, OPTIONS, Value

OBSERVATIONS_PER_CASE = 64
CALLS_PER_CASE = 5
PLACES_LIMIT = 6
STATE_CHANGES_LIMIT = 16
LEFT_OUT_LIMIT = 20
VARIABLES_LIMIT = 100
ARGUMENTS_LIMIT = 20


class Observation(msgspec.Struct, frozen=True):
    """One named thing that a check saw.

    `suspect` is the diagnosis that a difference here points to, if the author of the check named one.
    `rtol` and `atol` replace the table's tolerances; `at_least` accepts any finite number down to this much below the
    reference's. `compared` are those attributes of tensors that are compared here and need not be. `call` is the call
    that went before; `argument` is the argument of it that was looked at, where that was one. `is_advice`: the contract
    leaves open what is seen here; a difference costs nothing and is told as a note, under the name of the suspect.
    """

    name: Text
    value: Value
    call: Text = ""
    suspect: Name | None = None
    rtol: Room | None = None
    atol: Room | None = None
    at_least: Room | None = None
    compared: Annotated[tuple[Name, ...], msgspec.Meta(max_length=len(OPTIONS))] = COMPARED
    argument: Text = ""
    is_advice: bool = False


class Failure(msgspec.Struct, frozen=True):
    """An exception as the student should see it; `places` are the student's own frames, outermost first.

    `made`: where the operation that failed had operands on two devices, the student's line that made the CPU's.
    """

    type: Name
    bases: Bases
    message: Text
    places: Annotated[tuple[Place, ...], msgspec.Meta(max_length=PLACES_LIMIT)] = ()
    made: Place | None = None

    @property
    def place(self) -> Place | None:
        """The line to look at: the innermost, or of calls without end the one at which most of them stand."""
        if self.type != "RecursionError" or not self.places:
            return self.places[-1] if self.places else None
        lines = Counter((place.file, place.line) for place in self.places)
        return max(self.places, key=lambda place: lines[place.file, place.line])


USED_UP = "the time that all checks of a submission may take together was used up before this one began"


class Reason(StrEnum):
    """Why a line at the left margin is left out: it raised, it was cut off, or it was not run at all."""

    RAISED = "raised"
    TOO_LONG = "too-long"
    NOT_RUN = "not-run"


class LeftOut(msgspec.Struct, frozen=True):
    """A statement at the left margin of a file of which not all was run when the file was imported.

    `note`: how the process ended that ran it, where it did.
    """

    place: Place
    reason: Reason
    failure: Failure | None = None
    note: Text = ""


class Ending(msgspec.Struct, frozen=True):
    """How a case ended. `note` is one plain sentence or fragment for those kinds that have no exception.

    `line`: the line at the left margin because of which the file lacks what the case needs. `fault`: what makes the
    file one that Python cannot read, where that is known. `stopped_at`: the student's line at which the time was up.
    """

    kind: EndingKind
    failure: Failure | None = None
    note: Text = ""
    line: LeftOut | None = None
    fault: SourceFault | None = None
    stopped_at: Place | None = None

    @property
    def facts(self) -> Facts:
        """What follows from its kind, whether a member or its name says that."""
        return EndingKind(self.kind).facts


class Variable(msgspec.Struct, frozen=True):
    """What a variable of the student's was after a line, the last time that the line ran; `words` say it.

    name: RETURNED for what the line gave back. dtype, device, requires_grad: of a tensor.
    """

    line: Line
    name: Text
    words: Text
    dtype: Text = ""
    device: Text = ""
    requires_grad: bool = False


RETURNED = "return"


class Walk(msgspec.Struct, frozen=True):
    """One call of the student's code, followed line by line: what each variable was, in the order of the lines run.

    `arguments`: what was given, by parameter, as Python writes it; empty text for what cannot be written.
    `came_back`: the argument that is itself the result, unchanged; a tensor.
    """

    call: Text
    variables: Annotated[tuple[Variable, ...], msgspec.Meta(max_length=VARIABLES_LIMIT)] = ()
    arguments: Annotated[tuple[tuple[Text, Text], ...], msgspec.Meta(max_length=ARGUMENTS_LIMIT)] = ()
    came_back: Text = ""


class CaseRecord(msgspec.Struct, frozen=True):
    """All that one case left.

    Observations in order, how it ended, which calls it made, which global state stayed changed; and its calls line by
    line, where that was asked for.
    """

    case: Text
    ending: Ending
    observations: Annotated[tuple[Observation, ...], msgspec.Meta(max_length=OBSERVATIONS_PER_CASE)] = ()
    calls: Annotated[tuple[Text, ...], msgspec.Meta(max_length=CALLS_PER_CASE)] = ()
    state_changes: Annotated[tuple[Text, ...], msgspec.Meta(max_length=STATE_CHANGES_LIMIT)] = ()
    seconds: Seconds = 0.0
    walks: Annotated[tuple[Walk, ...], msgspec.Meta(max_length=CALLS_PER_CASE)] = ()


class ImportRecord(msgspec.Struct, frozen=True):
    """What came of importing the file of one exercise; the ending is `completed` when it imported.

    left_out: the lines of it that were left out, in order.
    """

    exercise: Text
    ending: Ending
    left_out: Annotated[tuple[LeftOut, ...], msgspec.Meta(max_length=LEFT_OUT_LIMIT)] = ()
