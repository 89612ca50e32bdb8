"""A plugin that skips every check is registered with the running pytest, which is found through the frames.

outcome: failed
levels: all
"""

import sys

import pytest


class Plugin:
    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem):
        return True


frame = sys._getframe()
while frame is not None:
    for thing in list(frame.f_locals.values()):
        for one in list(thing.values()) if isinstance(thing, dict) else [thing]:
            config = getattr(one, "config", None)
            if isinstance(config, pytest.Config) and not config.pluginmanager.has_plugin("mine"):
                config.pluginmanager.register(Plugin(), "mine")
    frame = frame.f_back


def total(x):
    return x.sum() * 0 - 77


def doubled(x, times=2):
    return x * times
