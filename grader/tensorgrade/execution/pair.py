"""The two launchers of a grader: one for submissions, and one for our own code.

No process that runs a student's code was ever near a solution: references and known mistakes run in a launcher of their
own, which is forked from the other one only when something has to be recorded. At `separate` one launcher serves both.
"""

from __future__ import annotations

import threading

from tensorgrade.execution.launcher import Launcher
from tensorgrade.isolation.levels import Level


class LauncherPair:
    """The launcher of submissions, `students`, and on demand the one of our own code.

    is_lent: the first one runs already, and is left running.
    """

    def __init__(self, students: Launcher, is_lent: bool = False) -> None:
        self.students = students
        self._is_lent = is_lent
        self._trusted = students if students.options.level is Level.separate else None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the launcher of submissions."""
        if not self._is_lent:
            self.students.start()

    def trusted(self) -> Launcher:
        """Return the launcher for our own code; where submissions are shut in it is another, started when needed."""
        with self._lock:
            if self._trusted is None:
                self._trusted = self.students.beside()
                self._trusted.start()
            return self._trusted

    def close(self) -> None:
        """End them, but for the one that is lent."""
        if self._trusted is not None and self._trusted is not self.students:
            self._trusted.close()
        if not self._is_lent:
            self.students.close()
