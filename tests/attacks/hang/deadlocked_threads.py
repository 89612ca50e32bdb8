"""Two threads wait for each other's lock, and the check for both.

outcome: timed_out
levels: all
"""

import threading
import time


def total(x):
    one, other = threading.Lock(), threading.Lock()

    def hold(first, second):
        with first:
            time.sleep(0.2)
            with second:
                pass

    threads = [threading.Thread(target=hold, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return x.sum()


def doubled(x, times=2):
    return x * times
