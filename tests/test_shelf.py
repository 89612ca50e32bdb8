"""What is kept of a submission's evidence while it is graded."""

from concurrent.futures import Future

import msgspec
import numpy as np
from symptoms import CASE, evidence, tensor

from tensorgrade.judgement.symptom import advice_of, symptom_of
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.transcript import Evidence, Transcript
from tensorgrade.protocol.values import ArrayValue, FlagValue, NumberValue, ObjectValue, SequenceValue
from tensorgrade.shelf import NO_ROOM, Shelf, are_same, is_same

RIGHT = evidence(("result", tensor([1.0, 2.0])))
WRONG = evidence(("result", tensor([1.0, 3.0])))


def known(record: Evidence) -> Future[Transcript]:
    """A reference's transcript that is there already."""
    future: Future[Transcript] = Future()
    future.set_result(Transcript({CASE.id: record}))
    return future


def kept(shelf: Shelf, one: Evidence, case: CollectedCase = CASE) -> Evidence:
    return shelf.keep(known(RIGHT), case, one)


def test_a_case_that_agrees_takes_no_room():
    shelf = Shelf(room=0)
    near = evidence(("result", tensor([1.0, 2.0 + 1e-7])))
    found = kept(shelf, near)
    assert found.arrays is RIGHT.arrays
    assert symptom_of(CASE, RIGHT, found) is None


def test_of_a_case_that_differs_the_numbers_are_kept_as_long_as_there_is_room():
    shelf = Shelf(room=WRONG.arrays["0"].nbytes)
    assert kept(shelf, WRONG) is WRONG
    bare = kept(shelf, WRONG)
    assert bare.arrays == {}
    assert bare.record.observations[0].value.note == NO_ROOM
    found = symptom_of(CASE, RIGHT, bare)
    assert found.attribute == "values"
    assert found.mismatch.actual == NO_ROOM


def test_numbers_in_lists_go_too_and_everything_else_stays():
    value, array = tensor([1.0, 2.0])
    one = evidence(("result", SequenceValue("list", (value, NumberValue("int", "3")))))
    found = kept(Shelf(room=0), Evidence(one.record, {"0": array}))
    inner, number = found.record.observations[0].value.items
    assert (inner.values, inner.shape, number.text) == (None, (2,), "3")


def test_advice_stays_where_all_else_agrees():
    """What the contract leaves open is kept, without numbers, though the case is kept as the reference's own."""
    wanted, given = (
        evidence(
            ("result", tensor([1.0, 2.0])), ("beside", value, {"is_advice": True, "suspect": "finite-differences"})
        )
        for value in (FlagValue(False), tensor([3.0]))
    )
    found = Shelf(room=0).keep(known(wanted), CASE, given)
    assert found.arrays is wanted.arrays
    assert symptom_of(CASE, wanted, found) is None
    assert [one.mismatch.actual for one in advice_of(CASE, wanted, found)] == ["torch.Tensor"]
    assert found.record.observations[1].value.values is None


def test_numbers_of_numpy_and_in_objects_go_too():
    value, array = tensor([1.0, 2.0])
    folded = msgspec.structs.replace(value, values=None, folds="1")
    one = evidence(("a", ArrayValue("numpy.ndarray", value)), ("b", ObjectValue("Run", (("x", folded),))))
    found = kept(Shelf(room=0), Evidence(one.record, {"0": array, "1": array}))
    first, second = (observation.value for observation in found.record.observations)
    assert (first.numbers.note, dict(second.fields)["x"].note, dict(second.fields)["x"].folds) == (
        NO_ROOM,
        NO_ROOM,
        None,
    )


def test_while_the_reference_runs_only_so_much_is_kept_and_then_it_is_waited_for():
    pending: Future[Transcript] = Future()
    shelf = Shelf(room=RIGHT.arrays["0"].nbytes)
    assert shelf.keep(pending, CASE, RIGHT) is RIGHT

    class Waited(Future[Transcript]):
        def result(self, timeout=None):
            return Transcript({CASE.id: RIGHT})

    late = evidence(("result", tensor([1.0, 2.0])))
    assert shelf.keep(Waited(), CASE, late).arrays is RIGHT.arrays


def test_a_flood_of_numbers_stays_within_the_room():
    shelf = Shelf()
    large = np.zeros(4 << 20, np.float32)
    value = tensor([1.0])[0].__class__("torch.float32", (4 << 20,), "cpu", False, (1,), "0")
    one = evidence(("result", (value, large)))
    found = [kept(shelf, one) for _ in range(40)]
    assert sum(array.nbytes for record in found for array in record.arrays.values()) <= 16 << 20


def test_the_same_bits_need_no_comparison():
    one, other = (evidence(("result", tensor([1.0, float("nan")]))) for _ in range(2))
    assert is_same(one, other)
    assert not is_same(one, evidence(("result", tensor([1.0, 2.0]))))
    assert not is_same(one, evidence(("outcome", tensor([1.0, float("nan")]))))


def test_numbers_of_another_dtype_are_not_the_same_bits():
    assert not are_same(np.zeros(2, np.int32), np.zeros(2, np.float32))


def test_a_case_that_changed_global_state_is_compared():
    changed = Evidence(msgspec.structs.replace(RIGHT.record, state_changes=("gradient mode",)), RIGHT.arrays)
    assert not is_same(RIGHT, changed)
