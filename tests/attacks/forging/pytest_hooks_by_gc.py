"""A plugin that skips every check would be registered with the running pytest, which the collector does not show.

outcome: failed
levels: all
"""

import gc

import pytest


class Plugin:
    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem):
        return True


for thing in gc.get_objects():
    if isinstance(thing, pytest.Config):
        thing.pluginmanager.register(Plugin())


def total(x):
    return x.sum() * 0 - 77


def doubled(x, times=2):
    return x * times
