"""Known mistakes of run."""

import copy


def run_copy(model, x):
    """missing-gradient: A deep copy of the model is called, so gradients reach the copy and never the model."""
    return copy.deepcopy(model)(x)


def detached(model, x):
    """missing-gradient: The output is detached, so no gradient leads back to the model."""
    out = model(x)
    return out.detach() if hasattr(out, "detach") else out


def run_eval(model, x):
    """mode-not-restored: The model is switched to eval mode before the call and stays there."""
    model.eval()
    return model(x)


def eval_and_back(model, x):
    """wrong-mode: The model runs in eval mode; the mode is put back, and batch norm has computed something else."""
    was_training = model.training
    model.eval()
    out = model(x)
    model.train(was_training)
    return out


def forward(model, x):
    """bypassed-call: forward is called by name, which goes past the hooks."""
    return model.forward(x)


def hooks_by_hand(model, x):
    """bypassed-call: forward is called by name and the forward hooks by hand; pre-hooks, and what a hook returns, are
    left out."""
    out = model.forward(x)
    for hook in model._forward_hooks.values():
        hook(model, (x,), out)
    return out


def no_grad(model, x):
    """missing-gradient: The call runs under no_grad, so the output has no graph."""
    with torch.no_grad():
        return model(x)


def no_return(model, x):
    """wrong-type: The model is called and its output is not returned."""
    model(x)


def on_the_cpu(model, x):
    """device-mismatch: The input is taken to the CPU, and the model is not there."""
    return model(x.cpu())


def one_row(model, x):
    """wrong-shape: Only the first row of the output is returned."""
    return model(x)[0]


def rows_one_by_one(model, x):
    """wrong-values: The rows go through the model one by one, so hooks run once for each row and not once for the
    batch."""
    return torch.cat([model(row.unsqueeze(0)) for row in x])


def twice(model, x):
    """wrong-values: The model is called two times, so hooks run two times and running statistics move two times."""
    model(x)
    return model(x)
