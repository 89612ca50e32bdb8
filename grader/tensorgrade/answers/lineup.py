"""Which known mistakes can be behind the failures of one function, and what they leave on the submission's seed.

A mistake costs what it tells. On the published seed it is recorded once, whole, which gives its habit
(judgement.habits). On any seed only those run that by their habit can be behind the failures, only on a case of each
check that they fail, the most telling first, and each until what it left speaks against it. Where those are several,
the submission is run on the published seed, on a case or two: what left something else there is not run. What was
recorded serves every submission, and is kept on disk. Safe to use from several threads.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

import msgspec

from tensorgrade.answers.cost import Cost
from tensorgrade.answers.fingerprint import fingerprint, kit_key
from tensorgrade.answers.known_answers import KnownAnswer
from tensorgrade.answers.recordings import (
    WORKERS,
    Hearing,
    SpeaksAgainst,
    answers_of,
    cache_folder,
    cases_of,
    files_key,
    hear,
    known_subject,
    mistake_key,
    path_of,
    read_recording,
    record_mistakes,
)
from tensorgrade.answers.reference import PUBLISHED_SEED
from tensorgrade.course.catalogue import Course, Exercise
from tensorgrade.decoding import read_json
from tensorgrade.execution.run import Workers, run
from tensorgrade.files import WritingError, write_whole
from tensorgrade.judgement.dictionary import KnownMistake, known_mistake
from tensorgrade.judgement.habits import Failures, Habit, first_of_each_check, habit_of
from tensorgrade.protocol.messages import CollectedCase
from tensorgrade.protocol.transcript import Evidence, Transcript

FIRST_LOOK = 2  # cases that no mistake explains, on which those run that may have their numbers
RIVALS = (
    3  # mistakes that would have to be run, from which on it costs less to run the submission on the published seed
)
HELD = 300  # known mistakes whose evidence stays in memory
Habits = Mapping[str, Habit]  # by the name of the mistake
Expected = Callable[[int], Transcript]
Cases = Callable[[], Sequence[CollectedCase]]


@dataclass(frozen=True)
class Question:
    """A function whose known mistakes are asked for on a seed. files: the `files_key` of its exercise."""

    seed: int
    exercise: Exercise
    function: str
    cases: Sequence[CollectedCase]
    files: str


class Lineup:
    """The known mistakes of a course, as far as submissions have asked for them."""

    def __init__(self, course: Course, cases: Cases, relay: Workers, expected: Expected, cost: Cost) -> None:
        """`cases` is asked when it is needed; `relay` has the workers; `expected` gives what the reference left."""
        self._cost = cost
        self._course = course
        self._cases = cases
        self._relay = relay
        self._expected = expected
        self._files: dict[str, str] = {}
        self._habits: dict[tuple[str, str], Habits] = {}
        self._heard: dict[tuple[int, str], Mapping[str, Evidence]] = {}  # those that were asked last come last
        self._keys: dict[tuple[int, str], str] = {}
        self._lock = threading.Lock()

    def known(self, seed: int, exercise: Exercise, function: str, failures: Failures) -> list[KnownMistake]:
        """Return all known mistakes of a function; those that can be behind its failures with what they left."""
        answers = answers_of(self._course, exercise, function)
        with self._lock:
            question = self.question(seed, exercise, function)
            habits = self.habits(question, answers)
            standing = self.confront(question, answers, habits, failures)
            described = [
                self.described(question, answer, habits[answer.name], failures.actual if answer in standing else None)
                for answer in answers
            ]
            self.let_go()
            return described

    def to_compare(self, seed: int, exercise: Exercise, function: str, failures: Failures) -> Sequence[CollectedCase]:
        """Return the cases in which what a submission leaves on the published seed spares runs of known mistakes."""
        answers = answers_of(self._course, exercise, function)
        with self._lock:
            question = self.question(seed, exercise, function)
            habits = self.habits(question, answers)
        telling = failures.most_telling_first()
        first = first_of_each_check(telling)[:FIRST_LOOK]

        def may_have_numbers(habit: Habit) -> bool:
            return any(case.id in habit.ways and failures.may_have_numbers_of(case.id, habit) for case in first)

        suspects = [answer for answer in answers if failures.may_come_from(habits[answer.name])]
        rivals = suspects or [answer for answer in answers if may_have_numbers(habits[answer.name])]
        unheard = [answer for answer in rivals if not habits[answer.name].remembers and not self.has(question, answer)]
        if seed == PUBLISHED_SEED or len(unheard) < RIVALS:
            return ()
        return failed_by_most([habits[answer.name] for answer in unheard], first, telling)

    def has(self, question: Question, answer: KnownAnswer) -> bool:
        """Say whether a known mistake was run on a seed before, on some cases."""
        key = mistake_key(question.files, question.seed, answer)
        return (question.seed, answer.name) in self._heard or path_of(key).is_file()

    def prepare(self, exercise: Exercise, function: str) -> None:
        """Have the habits of a function's known mistakes on disk, and what they left on the published seed."""
        with self._lock:
            self.habits(self.question(PUBLISHED_SEED, exercise, function), answers_of(self._course, exercise, function))

    def question(self, seed: int, exercise: Exercise, function: str) -> Question:
        """Ask for the known mistakes of a function on a seed."""
        if exercise.slug not in self._files:
            self._files[exercise.slug] = files_key(self._course, exercise)
        return Question(
            seed, exercise, function, cases_of(exercise, function, self._cases()), self._files[exercise.slug]
        )

    def confront(
        self, question: Question, answers: Sequence[KnownAnswer], habits: Habits, failures: Failures
    ) -> list[KnownAnswer]:
        """Run those that can be behind the failures, on a case of each check; return those that nothing speaks against.

        They run on the cases, too, that none explains; where one is still open, those run that may have its numbers.
        """

        @cache
        def published(answer: KnownAnswer) -> Mapping[str, Evidence]:
            return self.left_published(question, answer, failures)

        def failed(answer: KnownAnswer, cases: Sequence[CollectedCase]) -> list[CollectedCase]:
            return [case for case in cases if case.id in habits[answer.name].ways]

        def to_ask(answer: KnownAnswer) -> list[CollectedCase]:
            if habits[answer.name].remembers:
                return list(question.cases)
            doubtful = failures.other_than(habits[answer.name]) | failures.unlike(habits[answer.name])
            others = first_of_each_check([case for case in failed(answer, telling) if case.id not in doubtful])
            return [case for case in question.cases if case.id in doubtful] + others

        def left_by(explaining: Sequence[KnownAnswer]) -> list[CollectedCase]:
            explained = {case for answer in explaining for case in habits[answer.name].ways}
            left = [case for case in telling if case.id not in explained]
            heard = [self._heard[question.seed, answer.name] for answer in explaining]
            return [
                case
                for case in left
                if not any(case.id in each and failures.fails(case, each[case.id]) for each in heard)
            ]

        def is_suspect(answer: KnownAnswer) -> bool:
            habit = habits[answer.name]
            return failures.may_come_from(habit) and not failures.leave_others_published(habit, published(answer))

        def may_have_numbers(answer: KnownAnswer, case: CollectedCase) -> bool:
            if not failures.may_have_numbers_of(case.id, habits[answer.name]):
                return False
            known, expected = published(answer).get(case.id), self._expected(PUBLISHED_SEED).of(case.id)
            return known is None or not failures.have_other_numbers_published(case, expected, known)

        telling = failures.most_telling_first()
        asked = {answer: to_ask(answer) for answer in answers if is_suspect(answer)}
        remembering = {answer: cases for answer, cases in asked.items() if habits[answer.name].remembers}
        self.hear_all(question, remembering, nothing_speaks_against)  # whole, or the rest would begin anew
        standing = self.hear_all(question, asked, failures.contradict)
        if left := left_by(standing):
            asked = {answer: left for answer in standing if not habits[answer.name].remembers}
            others = [answer for answer in standing if answer not in asked]
            standing = others + self.hear_all(question, asked, failures.contradict)
        if left := [case for case in left_by(standing) if failures.are_of_numbers(case.id)]:
            first = first_of_each_check(left)[:FIRST_LOOK]
            asked = {
                answer: [case for case in failed(answer, first) if may_have_numbers(answer, case)]
                for answer in answers
                if not habits[answer.name].remembers
            }
            self.look_for_numbers(question, asked, left, failures)
        return standing

    def left_published(self, question: Question, answer: KnownAnswer, failures: Failures) -> Mapping[str, Evidence]:
        """Return what a mistake left on the published seed in the cases in which the submission was run there."""
        asked = failures.published.cases.keys() & {case.id for case in question.cases}
        if not asked:
            return {}
        return read_recording(path_of(mistake_key(question.files, PUBLISHED_SEED, answer)), only=asked)

    def look_for_numbers(
        self,
        question: Question,
        asked: Mapping[KnownAnswer, Sequence[CollectedCase]],
        left: Sequence[CollectedCase],
        failures: Failures,
    ) -> None:
        """Run known mistakes on some cases that none explains; those that have the numbers of one, on all of them."""
        self.hear_all(question, {answer: cases for answer, cases in asked.items() if cases}, nothing_speaks_against)
        alike = {
            answer: left
            for answer, cases in asked.items()
            if any(failures.have_numbers_of(case, self._heard[question.seed, answer.name][case.id]) for case in cases)
        }
        self.hear_all(question, alike, nothing_speaks_against)

    def hear_all(
        self, question: Question, asked: Mapping[KnownAnswer, Sequence[CollectedCase]], speaks_against: SpeaksAgainst
    ) -> list[KnownAnswer]:
        """Run known mistakes, each until something speaks against it; return those that nothing does."""

        def stands(answer: KnownAnswer) -> bool:
            place, key = (question.seed, answer.name), mistake_key(question.files, question.seed, answer)
            kept = self._heard.pop(place, None) or read_recording(path_of(key))
            hearing = Hearing(asked[answer], kept, speaks_against)
            runs = hear(self._relay, known_subject(question.exercise, answer, question.seed), hearing, key)
            self._heard[place], self._keys[place] = hearing.evidence, key
            self._cost.runs += runs
            self._cost.mistakes += bool(runs)
            return hearing.stands

        with self._cost.timed(), ThreadPoolExecutor(WORKERS) as pool:
            return [answer for answer, stays in zip(asked, pool.map(stands, asked), strict=True) if stays]

    def let_go(self) -> None:
        """Hold no more than what was asked last, of that which is on disk."""
        for place in list(self._heard)[:-HELD]:
            if path_of(self._keys[place]).is_file():
                del self._heard[place]

    def described(
        self, question: Question, answer: KnownAnswer, habit: Habit, alike: Transcript | None
    ) -> KnownMistake:
        """Describe a mistake by what it left on the seed so far; where it was not run its habit says that it fails.

        alike: the submission's transcript, where nothing speaks against the mistake: it is taken to leave the same in
        the other cases of the checks that it was run on.
        """
        evidence = self._heard.get((question.seed, answer.name), {})
        expected, rest = self._expected(question.seed), habit.ways.keys() - evidence.keys()
        heard = [case for case in question.cases if case.id in evidence]
        mistake = known_mistake(answer.name, question.function, answer.words, heard, expected, Transcript(evidence))
        taken = {case: alike.of(case) for case in rest} if alike else {}
        return replace(mistake, transcript=Transcript({**evidence, **taken}), failing=mistake.failing | rest)

    def learn_from(self, other: Lineup) -> None:
        """Take over what another has recorded of the same course."""
        self._habits.update(other._habits)
        self._heard.update(other._heard)
        self._keys.update(other._keys)

    def habits(self, question: Question, answers: Sequence[KnownAnswer]) -> Habits:
        """Return the habits of a function's known mistakes, from what they left on the published seed."""
        place = question.exercise.slug, question.function
        if place not in self._habits:
            path = habits_path(question, answers)
            self._habits[place] = read_habits(path) or self.recorded_habits(question, path)
        return self._habits[place]

    def recorded_habits(self, question: Question, path: Path) -> Habits:
        """Run all known mistakes of a function on the published seed, and keep their habits."""
        expected = self._expected(PUBLISHED_SEED)
        ask = partial(record_mistakes, self._relay, self._course, question.exercise, question.function)
        answers = {answer.name: answer for answer in answers_of(self._course, question.exercise, question.function)}

        def habit(mistake: KnownMistake) -> Habit:
            last = [case for case in question.cases if case.id in mistake.failing][-1:]
            subject = known_subject(question.exercise, answers[mistake.name], PUBLISHED_SEED)
            alone = [run(self._relay, subject, last).of(case.id) for case in last]
            return habit_of(mistake, question.cases, expected, next(iter(alone), None))

        with self._cost.timed():
            mistakes = ask(question.cases, expected, PUBLISHED_SEED)
            habits = {mistake.name: habit(mistake) for mistake in mistakes}
        self._cost.mistakes += len(mistakes)
        self._cost.runs += len(mistakes) * (len(question.cases) + 1)
        with suppress(OSError, WritingError):  # without a cache they are worked out again next time
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, msgspec.json.encode(habits))
        return habits


def failed_by_most(
    rivals: Sequence[Habit], first: Sequence[CollectedCase], cases: Sequence[CollectedCase]
) -> list[CollectedCase]:
    """Add to the first cases those that several rivals fail which pass all before, the one that most fail first."""
    chosen = list(first)
    while True:
        left = [habit for habit in rivals if not any(case.id in habit.ways for case in chosen)]
        fails = Counter(case.id for case in cases for habit in left if case.id in habit.ways)
        most = max(cases, key=lambda case: fails[case.id])
        if fails[most.id] < RIVALS:
            return chosen
        chosen.append(most)


def nothing_speaks_against(case: CollectedCase, evidence: Evidence) -> bool:
    """Have a mistake run on all that it is asked."""
    return False


def habits_path(question: Question, answers: Sequence[KnownAnswer]) -> Path:
    """Where the habits of a function's known mistakes are kept: they follow from the whole kit, which judges them."""
    cases = [case.id for case in question.cases]
    sources = [(answer.name, answer.source) for answer in answers]
    return cache_folder() / f"{fingerprint((kit_key(), question.files, question.function, *cases), sources)}.habits"


def read_habits(path: Path) -> Habits:
    """Read kept habits; nothing where there are none or they cannot be read."""
    try:
        return read_json(path.read_bytes(), dict[str, Habit])
    except (OSError, msgspec.MsgspecError):
        return {}
