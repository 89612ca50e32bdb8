"""A check ends by itself when its process has used its time."""

import sys
import threading
import time

import pytest

from tensorgrade.worker.timer import OutOfTimeError, time_limit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere wall time counts")


def work(until=lambda: False):
    while not until():
        pass


def test_what_uses_its_time_is_ended():
    with pytest.raises(OutOfTimeError), time_limit(0.2):
        work()


def test_threads_count():
    done = threading.Event()
    thread = threading.Thread(target=work, args=(done.is_set,))
    thread.start()
    with pytest.raises(OutOfTimeError), time_limit(0.2):
        work(lambda: time.sleep(0.01))
    done.set()
    thread.join()


def test_sleep_is_not_counted():
    with time_limit(0.2):
        time.sleep(0.4)


def test_what_is_in_time_is_left_alone_afterwards():
    with time_limit(0.2):
        pass
    end = time.process_time() + 0.4
    work(lambda: time.process_time() > end)


def test_ordinary_handlers_do_not_stop_it():
    assert not issubclass(OutOfTimeError, Exception)
