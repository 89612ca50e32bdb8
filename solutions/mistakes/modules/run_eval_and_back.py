"""run: wrong-mode

The model runs in eval mode; the mode is put back, and batch norm has computed something else.
"""


def run(model, x):
    was_training = model.training
    model.eval()
    out = model(x)
    model.train(was_training)
    return out
