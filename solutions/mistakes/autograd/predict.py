"""Known mistakes of predict."""


def bare_no_grad(model, x):
    """graph-kept: The model runs with gradients on: they are not switched off, or not for the lines that matter.
    remedy: Call the model inside the block `with torch.no_grad():`, on a line that is indented below it.
    """
    torch.no_grad()
    return model(x)


def cloned_numbers(model, x):
    """graph-kept: The graph is recorded while the model runs, and the result is cut off from it only afterwards.
    remedy: Call the model inside the block `with torch.no_grad():`. To detach the result comes too late.
    """
    return torch.from_numpy(model(x).detach().numpy().copy())


def data(model, x):
    """as cloned_numbers"""
    return model(x).data


def detached(model, x):
    """as cloned_numbers"""
    return model(x).detach()


def eval_afterwards(model, x):
    """mode-not-restored: Eval mode is switched on after the model has run, as if that were the mode to leave a model
    in; nothing puts back the mode that was found.
    remedy: Remove `model.eval()`: the mode does not change.
    """
    with torch.no_grad():
        y = model(x)
    model.eval()
    return y


def eval_and_back(model, x):
    """wrong-mode: The model runs in eval mode, where the mode that it is in is asked for.
    remedy: Remove `model.eval()` and `model.train(...)`: the model runs in the mode that it is in.
    """
    was_training = model.training
    model.eval()
    with torch.inference_mode():
        y = model(x)
    model.train(was_training)
    return y


def eval_no_grad():
    """wrong-mode: The model is put in eval mode, where the mode that it is in is asked for.
    remedy: Remove `model.eval()`: the model runs in the mode that it is in.
    """
    before("with torch.no_grad():", "model.eval()")


@torch.no_grad()
def forward(model, x):
    """bypassed-call: The model's hooks do not run: `forward` is called by its name.
    remedy: Call the model itself, `model(x)`: that runs its hooks and forward.
    """
    return model.forward(x)


def frozen(model, x):
    """requires-grad-changed: The parameters are frozen to keep the graph away, and they stay frozen.
    remedy: Leave requires_grad of the parameters alone. Call the model inside the block `with torch.no_grad():`.
    """
    for p in model.parameters():
        p.requires_grad = False
    return model(x.detach())


def gradients_stay_off(model, x):
    """global-state-changed: Gradient mode is one setting for all code that follows; it is switched off for the model's
    run, and nothing puts back what was found.
    remedy: Use the block `with torch.no_grad():` in place of `set_grad_enabled`. At its end the old state comes back.
    """
    torch.set_grad_enabled(False)
    return model(x)


def gradients_switched_on(model, x):
    """global-state-changed: Gradients are switched on without a look at how they were found, so a caller that had them
    off has them on afterwards.
    remedy: Use the block `with torch.no_grad():` in place of `set_grad_enabled`. At its end the old state comes back.
    """
    torch.set_grad_enabled(False)
    y = model(x)
    torch.set_grad_enabled(True)
    return y


def input_detached(model, x):
    """as bare_no_grad"""
    return model(x.detach())


def input_flag():
    """requires-grad-changed: requires_grad is switched off on the caller's own x and stays off.
    remedy: Leave the flag of x alone: the block `with torch.no_grad():` around the call is enough.
    """
    before("with torch.no_grad():", "x.requires_grad_(False)")


def labels():
    """wrong-shape: The index of the largest output comes back, where the output itself is asked for.
    remedy: Return the model's whole output, without `argmax`.
    """
    replace("model(x)", "model(x).argmax(dim=1)")


def largest():
    """wrong-shape: The largest output of each sample comes back, where the whole output is asked for.
    remedy: Return the model's whole output, without `max`.
    """
    replace("model(x)", "model(x).max(dim=1).values")


@torch.inference_mode()
def predict_list(model, x):
    """wrong-type: The output is taken apart into a list, of its rows or its numbers, and nothing makes one tensor of
    them again.
    remedy: Return the model's tensor as it is, without `.tolist()`.
    """
    return model(x).tolist()


def no_grad_too_late():
    """as bare_no_grad"""
    before("with torch.no_grad():", "y = model(x)")
    replace("return model(x)", "return y")


def no_grad_without_parentheses():
    """raised: The context manager is named and not called: its parentheses are missing.
    remedy: Write the parentheses: `with torch.no_grad():`.
    """
    replace("with torch.no_grad():", "with torch.no_grad:")


def no_return():
    """missing-return: The result is None: the output is not returned.
    remedy: Return the model's output: a `return` is missing.
    """
    replace("return model(x)", "y = model(x)")


def normalised():
    """wrong-values: The input is scaled before it goes through the model.
    remedy: Give x to the model as it is, without scaling it.
    """
    replace("model(x)", "model((x - x.mean()) / x.std())")


def numpy():
    """wrong-type: The output is handed over to NumPy, as if that were needed to be rid of the graph; with gradients off
    the tensor itself has none.
    remedy: Return the model's tensor as it is, without `.numpy()`.
    """
    replace("model(x)", "model(x).cpu().numpy()")


def on_the_cpu():
    """left-on-cpu: The predictions are taken to the CPU, which nobody asked for.
    remedy: Leave the output where the model computes it: remove `.cpu()`.
    """
    replace("model(x)", "model(x).cpu()")


@torch.no_grad()
def one_by_one(model, x):
    """raised: The samples go through the model one at a time, which batch norm in train mode refuses.
    remedy: Give the whole batch to the model in one call, without a loop over the samples.
    """
    return torch.cat([model(row.unsqueeze(0)) for row in x])


def plain(model, x):
    """as bare_no_grad"""
    return model(x)


def sigmoid():
    """extra-activation: Probabilities come back, where the model's own output is asked for.
    remedy: Return the model's output as it is, with no sigmoid or softmax after it.
    """
    replace("model(x)", "model(x).sigmoid()")


def softmax():
    """as sigmoid"""
    replace("model(x)", "torch.softmax(model(x), dim=1)")


def squeezed():
    """squeezed-too-much: The output is squeezed, so a batch of one or a single output loses a dimension.
    remedy: Return the model's output in its own shape: remove `squeeze`.
    """
    replace("model(x)", "model(x).squeeze()")


def thawed(model, x):
    """requires-grad-changed: The parameters are frozen for the call; afterwards all are trainable, those that were
    frozen before too.
    remedy: Leave requires_grad of the parameters alone. Call the model inside the block `with torch.no_grad():`.
    """
    model.requires_grad_(False)
    y = model(x.detach())
    model.requires_grad_(True)
    return y


def train_afterwards(model, x):
    """mode-not-restored: Train mode is switched on after the model has run, as if every model came in train mode;
    nothing puts back the mode that was found.
    remedy: Remove `model.train()`: the mode does not change.
    """
    with torch.no_grad():
        y = model(x)
    model.train()
    return y


@torch.no_grad()
def train_no_grad(model, x):
    """wrong-mode: The model is put in train mode, where the mode that it is in is asked for.
    remedy: Remove `model.train()`: the model runs in the mode that it is in.
    """
    model.train()
    return model(x)


def zero_grad():
    """gradient-left-behind: The gradients that the parameters hold are cleared, though they belong to the caller.
    remedy: Remove `zero_grad()`: the gradients of the parameters do not change.
    """
    before("with torch.no_grad():", "model.zero_grad()")
