"""Known mistakes of run."""

import copy


def run_copy(model, x):
    """missing-gradient: A copy of the model is called, so gradients reach the copy and never the model.
    remedy: Call the model that came in, without a copy.
    """
    return copy.deepcopy(model)(x)


def detached(model, x):
    """missing-gradient: The output is cut off from its graph, so no gradient leads back to the model.
    remedy: Return the output as the model gives it, without `detach()`.
    """
    out = model(x)
    return out.detach() if hasattr(out, "detach") else out


def run_eval():
    """mode-not-restored: Eval mode is switched on for the call, as for a prediction, and nothing puts back the mode
    that the model came in.
    remedy: Remove `model.eval()`: the mode does not change.
    """
    before("return model(x)", "model.eval()")


def eval_and_back(model, x):
    """wrong-mode: The model runs in eval mode; the mode is put back, and batch norm has computed something else.
    remedy: Remove `model.eval()`: the model runs in the mode that it is in.
    """
    was_training = model.training
    model.eval()
    out = model(x)
    model.train(was_training)
    return out


def forward(model, x):
    """bypassed-call: The hooks do not run: `forward` is called by its name.
    remedy: Call the model itself, `model(x)`: that runs all hooks and forward.
    """
    return model.forward(x)


def hooks_by_hand(model, x):
    """bypassed-call: `forward` is called by its name and the hooks by hand, which does not do all that a call does.
    remedy: Call the model itself, `model(x)`: that runs all hooks, and uses what they return.
    """
    out = model.forward(x)
    for hook in model._forward_hooks.values():
        hook(model, (x,), out)
    return out


def no_grad(model, x):
    """missing-gradient: The model runs with gradients off, so the output has no graph.
    remedy: Call the model with gradients on: remove the block or decorator of `no_grad`.
    """
    with torch.no_grad():
        return model(x)


def no_return(model, x):
    """missing-return: The result is None: the model's output is not returned.
    remedy: Return the model's output: a `return` is missing.
    """
    model(x)


def on_the_cpu(model, x):
    """device-mismatch: The input is taken to the CPU, and the model is not there.
    remedy: Give x to the model as it is, without `.cpu()`.
    """
    return model(x.cpu())


def one_row(model, x):
    """wrong-shape: The output is indexed, as if it were a tuple with the result in front; of a batch, the first entry
    is the first row alone.
    remedy: Return the whole output, without an index.
    """
    return model(x)[0]


def rows_one_by_one(model, x):
    """wrong-values: The rows go through the model one by one, so hooks run once for each row.
    remedy: Give the whole batch to the model in one call, without a loop over the rows.
    """
    return torch.cat([model(row.unsqueeze(0)) for row in x])


def twice():
    """wrong-values: The model is called two times, so hooks run two times and running statistics move two times.
    remedy: Call the model one time, and return what that call gives.
    """
    before("return model(x)", "model(x)")
