"""How far a class is: what was graded before counts as done, and says nothing of the pace."""

import io

from rich.console import Console
from rich.progress import Progress

from tensorgrade_reports.terminal.progress import ClassProgress, Pace


def test_the_pace_is_that_of_what_this_run_grades():
    now = 0.0
    bar = Progress(console=Console(file=io.StringIO()), get_time=lambda: now)
    shown = ClassProgress(bar, 40)
    (task,) = bar.tasks

    def told():
        return Pace().render(task).plain

    assert told() == ""
    for _ in range(10):
        shown.step(0)
    now = 5.0
    shown.step(0)
    assert (task.completed, told()) == (11, "")
    now = 35.0
    shown.step(1)
    assert told() == "2 a minute, 0:14:00 left"
    now = 65.0
    shown.step(2)
    shown.step(2)  # one that was there before
    assert (task.completed, told()) == (14, "2 a minute, 0:13:00 left")
