"""run: wrong-type

The model is called and its output is not returned.
"""


def run(model, x):
    model(x)
