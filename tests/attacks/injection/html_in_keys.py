"""A dict's keys are HTML.

outcome: failed
levels: all
"""


def total(x):
    return {"<script>alert(1)</script>": x, "{{ 7 * 191 }}": x}


def doubled(x, times=2):
    return x * times
