"""A thread ends the process while the check waits for it.

outcome: crashed
says: the process exited with status 3
levels: all
"""

import os
import threading


def total(x):
    thread = threading.Thread(target=os._exit, args=(3,))
    thread.start()
    thread.join()
    return x.sum()


def doubled(x, times=2):
    return x * times
