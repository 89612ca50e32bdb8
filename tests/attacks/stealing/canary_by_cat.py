"""Another program is asked to read the file.

outcome: failed
says: RuntimeError
levels: sealed, confined
"""

import subprocess


def total(x):
    done = subprocess.run(["/bin/cat", "@CANARY@"], capture_output=True, text=True, check=False)
    raise RuntimeError(done.stdout or done.stderr)


def doubled(x, times=2):
    return x * times
