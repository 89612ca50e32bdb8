"""An exception carries HTML.

outcome: failed
says: ValueError
levels: all
"""


def total(x):
    raise ValueError("</pre><script>alert(1)</script><img src=x onerror=alert(1)>")


def doubled(x, times=2):
    return x * times
