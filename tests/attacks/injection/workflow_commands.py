"""An exception carries commands of GitHub's workflows, each on a line of its own.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    raise ValueError("x\n::error::forged\n::set-output name=points::100\n##[add-mask]forged\n" + "y" * 90 + "\n ::stop-commands::z")


def doubled(x, times=2):
    return x * times
