"""Workers where there is no fork: each is a process of its own, which imports torch and collects the checks itself."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Self

from tensorgrade.execution.options import LaunchOptions
from tensorgrade.execution.worker import Lost, Worker, ending_words
from tensorgrade.exits import LauncherError
from tensorgrade.protocol import frames
from tensorgrade.protocol.endings import EndingKind
from tensorgrade.protocol.messages import Collection, Subject, Usage


class SpawningLauncher:
    """Starts a process for each worker. The first one waits for its subject, for it tells what all collect."""

    def __init__(self, options: LaunchOptions) -> None:
        self.options = options
        self._lock = threading.Lock()
        self._collection: Collection | None = None
        self._spare: Worker | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def start(self) -> None:
        """Do nothing: a worker is started when it is asked for."""

    @property
    def collection(self) -> Collection:
        """What the first worker collected; waits for it. Raises LauncherError."""
        with self._lock:
            return self._collect()

    def start_worker(self, subject: Subject) -> Worker:
        """Start a worker on a subject. Safe to call from several threads."""
        with self._lock:
            self._collect()
            worker, self._spare = self._spare or self._spawn()[0], None
        worker.begin(subject)
        return worker

    def release(self, worker: Worker) -> None:
        """End a worker that is needed no more."""
        worker.end(wait=False)

    def beside(self) -> SpawningLauncher:
        """Return another launcher."""
        return SpawningLauncher(self.options)

    def make_ready(self, count: int, memory: int | None) -> None:
        """Have the first worker wait, and no more: each holds as much memory as one that works."""
        with self._lock:
            self._collect()

    def close(self) -> None:
        """End the worker that waits."""
        if self._spare is not None:
            self._spare.end()

    def _collect(self) -> Collection:
        if self._collection is None:
            self._spare, self._collection = self._spawn()
        return self._collection

    def _spawn(self) -> tuple[Worker, Collection]:
        """Start a worker; the frame that it begins with is the collection."""
        scratch = Path(tempfile.mkdtemp(prefix="grade-"))
        process = subprocess.Popen(
            self.options.command("--scratch", str(scratch)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.options.environment(),
            start_new_session=True,
        )
        assert process.stdin and process.stdout and process.stderr
        frame = frames.read(process.stdout)
        if frame is None:
            words = process.stderr.read().decode("utf-8", "replace").strip().splitlines()
            raise LauncherError(f"a worker died while it started: {words[-1] if words else 'no message'}")
        collection, _ = frames.decode(Collection, frame[1], frame[2])
        worker = Worker(process.stdin, process.stdout, process.stderr, Spawned(process, scratch))  # type: ignore[arg-type]
        return worker, collection


class Spawned:
    """A worker that is a child process of its own."""

    def __init__(self, process: subprocess.Popen[bytes], scratch: Path) -> None:
        self._process = process
        self._scratch = scratch

    def end(self, wait: bool) -> None:
        """Kill it and remove what it left, which takes its being gone."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def ending(self) -> Lost:
        """Wait until it is gone; say how it ended."""
        return Lost(EndingKind.CRASHED, ending_words(self._process.wait()))

    def watch(self, seconds: float) -> bool:
        """Nobody counts what it uses."""
        return False

    def usage(self) -> Usage | None:
        """Nobody counts what it uses."""
        return None
