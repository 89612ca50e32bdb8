"""count_parameters: wrong-values

The state_dict is counted: it holds buffers too, and a shared parameter once for each place.
"""


def count_parameters(model, trainable_only=False):
    if trainable_only:
        return sum(p.numel() for p in model.parameters() if p.requires_grad)
    return sum(t.numel() for t in model.state_dict().values())
