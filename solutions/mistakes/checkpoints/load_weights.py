"""Known mistakes of load_weights."""

import copy
import pickle


def by_pickle(model, path, device="cpu"):
    """raised: The file is not read by torch, and nothing else reads what torch has written.
    remedy: Read the file with `torch.load(path, map_location=device, weights_only=True)`.
    """
    with open(path, "rb") as file:
        state = pickle.load(file)
    model.load_state_dict(state)
    return model.to(device).eval()


def copies_by_hand():
    """missing-exception: Keys or shapes that do not fit go unnoticed: the tensors are not checked before they are
    copied.
    remedy: Call `model.load_state_dict(state)` as it is. It checks all keys and shapes and raises RuntimeError.
    """
    replace("model.load_state_dict(torch.load(path, map_location=device, weights_only=True))", """
        state = torch.load(path, map_location=device, weights_only=True)
        with torch.no_grad():
            for name, value in model.state_dict().items():
                if name in state:
                    value.copy_(state[name])
    """)


def device_of_its_own(model, path, device="cpu"):
    """hard-coded-device: The model goes to a device that the code chooses by itself, and not to the one that was given.
    remedy: Use the argument: `map_location=device` and `model.to(device)`. Name no device in the code.
    """
    return load_weights(model, path, "cuda" if torch.cuda.is_available() else "cpu")


def errors_swallowed(model, path, device="cpu"):
    """missing-exception: Only what fits is loaded, or the error about the rest is caught and not raised again, so the
    caller hears nothing of keys or shapes that do not fit.
    remedy: Give everything from the file to `model.load_state_dict(state)`. Let its RuntimeError through: no `except`,
    and no selection of what fits.
    """
    state = torch.load(path, map_location=device, weights_only=True)
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        print("could not load everything:", error)
    return model.to(device).eval()


def eval_not_called():
    """wrong-mode: Loading weights leaves the mode as it is, and nothing switches eval mode on, so the model comes back
    in the mode it was in.
    remedy: Call `model.eval()` before you return the model, with the parentheses.
    """
    replace("return model.to(device).eval()", """
        model = model.to(device)
        model.eval
        return model
    """)


def file_as_model(model, path, device="cpu"):
    """raised: The file is taken for a whole model, and it holds a state_dict.
    remedy: Load the file into the argument model, with `model.load_state_dict(...)`, and return that model.
    """
    return torch.load(path, map_location=device, weights_only=True).eval()


def file_errors_swallowed(model, path, device="cpu"):
    """missing-exception: Every error is caught and none is raised again, so the caller hears nothing of it and gets the
    model with the weights it had.
    remedy: Remove the `try` and `except`. Errors of `torch.load` and `load_state_dict` have to reach the caller.
    """
    try:
        model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    except Exception as error:
        print(error)
    return model.to(device).eval()


def freezes(model, path, device="cpu"):
    """requires-grad-changed: The parameters are frozen as well, which nobody asked for.
    remedy: Leave `requires_grad` of the parameters as it is.
    """
    return load_weights(model, path, device).requires_grad_(False)


def gradients_stay_off():
    """global-state-changed: Gradients are switched off for the whole process and not switched on again.
    remedy: Remove `torch.set_grad_enabled(False)`. Loading needs no switch.
    """
    before(
        "model.load_state_dict(torch.load(path, map_location=device, weights_only=True))",
        "torch.set_grad_enabled(False)",
    )


def into_a_copy(model, path, device="cpu"):
    """wrong-values: Another model than the one that was handed over gets the weights.
    remedy: Call `load_state_dict` of the argument `model` itself, and return this model.
    """
    return load_weights(copy.deepcopy(model), path, device)


def looks_for_a_key(model, path, device="cpu"):
    """raised: The state_dict is looked for under a key; the file is the state_dict itself.
    remedy: Give `model.load_state_dict` what `torch.load` returns, without a key.
    """
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    return model.to(device).eval()


def model_back_on_the_cpu():
    """left-on-cpu: Loading copies the numbers to where the model is, wherever they are read to. The model itself is not
    moved to the device, or is moved back.
    remedy: Move the model after loading with `model.to(device)`, and nowhere else. `map_location` moves the tensors of
    the file only.
    """
    replace("return model.to(device).eval()", "return model.cpu().eval()")


def model_not_moved():
    """as model_back_on_the_cpu"""
    replace("return model.to(device).eval()", "return model.eval()")


def never_loads(model, path, device="cpu"):
    """wrong-values: Nothing copies what is read into the model's own tensors. The dict that state_dict gives is one of
    its own: a new value under a key does not reach the model.
    remedy: Call `model.load_state_dict(state)`, which copies into the model. Changing the dict of `state_dict()` does
    not.
    """
    state = torch.load(path, map_location=device, weights_only=True)
    if sorted(state) != sorted(model.state_dict()) or any(
        state[name].shape != value.shape for name, value in model.state_dict().items()
    ):
        raise RuntimeError("the file does not fit the model")
    return model.to(device).eval()


def not_strict():
    """missing-exception: The names are not compared strictly, or only those are loaded that both have, so names that
    the model or the file lacks raise no error.
    remedy: Give `model.load_state_dict` the file's own dict, whole, and leave it strict: it raises RuntimeError for
    such names.
    """
    replace(
        "model.load_state_dict(torch.load(path, map_location=device, weights_only=True))",
        "model.load_state_dict(torch.load(path, map_location=device, weights_only=True), strict=False)",
    )


def of_whole_models(model, path, device="cpu"):
    """unsafe-load: The file is unpickled whole, and not as plain data alone, so whatever code it names is run.
    remedy: Call `torch.load` with `weights_only=True` only, and never again without it. Let its error reach the caller.
    """
    content = torch.load(path, map_location=device, weights_only=False)
    if isinstance(content, nn.Module):
        content = content.state_dict()
    model.load_state_dict(content)
    return model.to(device).eval()


def path_as_state():
    """raised: The path itself is taken for the weights, which are in the file.
    remedy: Read the file first, with `torch.load(path, map_location=device, weights_only=True)`. Give its result to
    `load_state_dict`.
    """
    replace("torch.load(path, map_location=device, weights_only=True)", "path")


def returns_nothing(model, path, device="cpu"):
    """missing-return: The model is changed in place, and no return hands it back, so the caller gets None.
    remedy: Return the model at the end.
    """
    load_weights(model, path, device)


def returns_the_report(model, path, device="cpu"):
    """wrong-type: What `load_state_dict` returns comes back, a report about the keys and not the model.
    remedy: Call `model.load_state_dict(...)` on a line of its own, without `model =`. Then return model.
    """
    model.to(device).eval()
    model = model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return model


def runtime_error_for_all(model, path, device="cpu"):
    """wrong-exception: An except, or a check of the code's own, answers a file that may not be read, so
    pickle.UnpicklingError, with which torch.load refuses it, does not reach the caller.
    remedy: Let the errors of `torch.load` and `load_state_dict` through: remove the `except` around them.
    """
    try:
        model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    except Exception as error:
        raise RuntimeError(f"{path} cannot be loaded") from error
    return model.to(device).eval()


def stays_in_train_mode():
    """as eval_not_called"""
    replace("return model.to(device).eval()", "return model.to(device)")


def to_cuda(model, path, device="cpu"):
    """as device_of_its_own"""
    model.load_state_dict(torch.load(path, map_location="cuda:0", weights_only=True))
    return model.cuda().eval()


def training_flag_set():
    """wrong-mode: Only the flag of the outermost module is set; its layers stay in train mode.
    remedy: Call `model.eval()`: it sets the flag of the model and of all layers inside it.
    """
    replace("return model.to(device).eval()", "model.training = False")
    after("model.training = False", "return model.to(device)")


def trusts_classes(model, path, device="cpu"):
    """missing-exception: Some classes are allowed beside plain data, so a file with a whole module is read and not
    refused.
    remedy: Declare no class as safe. Call `torch.load(path, map_location=device, weights_only=True)` and let its error
    through.
    """
    known = [nn.Linear, nn.Sequential, nn.ReLU, nn.BatchNorm1d, nn.Flatten, set]
    with torch.serialization.safe_globals(known):
        content = torch.load(path, map_location=device)
    model.load_state_dict(content.state_dict() if isinstance(content, nn.Module) else content)
    return model.to(device).eval()


def unsafe():
    """as of_whole_models"""
    replace("weights_only=True", "weights_only=False")


def unsafe_second_try(model, path, device="cpu"):
    """as of_whole_models"""
    try:
        state = torch.load(path, map_location=device, weights_only=True)
    except Exception:
        state = torch.load(path, map_location=device, weights_only=False)
    model.load_state_dict(state)
    model.to(device)
    model.eval()
    return model


def updates_a_dict(model, path, device="cpu"):
    """as never_loads"""
    state = torch.load(path, map_location=device, weights_only=True)
    own = model.state_dict()
    if own.keys() != state.keys() or any(own[k].shape != state[k].shape for k in own):
        raise RuntimeError("the keys or shapes do not match")
    own.update(state)
    model.to(device)
    model.eval()
    return model


def value_error(model, path, device="cpu"):
    """wrong-exception: An except, or a check of the code's own, answers keys or shapes that do not fit, so
    load_state_dict's RuntimeError does not reach the caller.
    remedy: Let the RuntimeError of `load_state_dict` through: remove the `except` around it.
    """
    state = torch.load(path, map_location=device, weights_only=True)
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        raise ValueError("the file does not fit the model") from error
    return model.to(device).eval()


def what_fits(model, path, device="cpu"):
    """as errors_swallowed"""
    loaded = torch.load(path, map_location=device, weights_only=True)
    own = model.state_dict()
    own.update({k: v for k, v in loaded.items() if k in own and v.shape == own[k].shape})
    model.load_state_dict(own)
    return model.to(device).eval()


def without_map_location():
    """raised: The tensors go to the device that they were saved on, which may not exist here.
    remedy: Tell `torch.load` where to put them: `map_location=device`.
    """
    replace("map_location=device, weights_only=True", "weights_only=True")
