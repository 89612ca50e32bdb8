"""The answer to an import, written in the recorder's place, carries escapes.

outcome: failed
levels: all
others: lose
"""

import os
import sys

from tensorgrade.protocol import frames
from tensorgrade.protocol.fields import Place
from tensorgrade.protocol.records import Ending, Failure, ImportRecord


frame = sys._getframe()
while "command" not in frame.f_locals or not hasattr(frame.f_locals["command"], "nonce"):
    frame = frame.f_back
command = frame.f_locals["command"]
text = "\x1b[2J<script>alert(1)</script>\n::error::forged"
ending = Ending("import-failed", Failure(text, (text,), text, (Place(text, 1, text, text),)), text)
os.write(101, frames.encode(command.nonce, ImportRecord("sums", ending), {}))
os._exit(0)


def doubled(x, times=2):
    return x * times
