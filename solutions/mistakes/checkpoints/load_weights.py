"""Known mistakes of load_weights."""

import copy
import pickle


def by_pickle(model, path, device="cpu"):
    """raised: pickle alone cannot read a file that `torch.save` wrote."""
    with open(path, "rb") as file:
        state = pickle.load(file)
    model.load_state_dict(state)
    return model.to(device).eval()


def copies_by_hand(model, path, device="cpu"):
    """missing-exception: Tensors are copied one by one; a copy stretches shapes that broadcast, and missing names go
    unnoticed."""
    state = torch.load(path, map_location=device, weights_only=True)
    own = model.state_dict()
    with torch.no_grad():
        for name in own:
            if name in state:
                own[name].copy_(state[name])
    return model.to(device).eval()


DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def device_of_its_own(model, path, device="cpu"):
    """hard-coded-device: The function chooses a device by itself and ignores the one that it is given."""
    model.load_state_dict(torch.load(path, map_location=DEVICE, weights_only=True))
    return model.to(DEVICE).eval()


def errors_swallowed(model, path, device="cpu"):
    """missing-exception: A RuntimeError about names or shapes is caught, and the model is returned as if all were well.
    """
    state = torch.load(path, map_location=device, weights_only=True)
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        print("could not load everything:", error)
    return model.to(device).eval()


def eval_not_called(model, path, device="cpu"):
    """wrong-mode: The parentheses of `eval` are missing, so the mode stays as it is."""
    weights = torch.load(path, map_location=torch.device(device))
    model.load_state_dict(weights)
    model = model.to(device)
    model.eval
    return model


def file_as_model(model, path, device="cpu"):
    """raised: The file is taken for a whole model, and a dict has no `eval`."""
    model = torch.load(path, map_location=device, weights_only=True)
    return model.eval()


def file_errors_swallowed(model, path, device="cpu"):
    """missing-exception: Whatever goes wrong is caught and printed, and the model comes back with the weights it had.
    """
    try:
        model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    except Exception as error:
        print(error)
    return model.to(device).eval()


def freezes(model, path, device="cpu"):
    """requires-grad-changed: The parameters are frozen as well, which nobody asked for."""
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    model.to(device).eval()
    model.requires_grad_(False)
    return model


def gradients_stay_off(model, path, device="cpu"):
    """global-state-changed: Gradients are switched off for the whole process and not switched on again."""
    torch.set_grad_enabled(False)
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return model.to(device).eval()


def into_a_copy(model, path, device="cpu"):
    """wrong-values: A copy of the model gets the weights; the model that was handed over keeps its own."""
    loaded = copy.deepcopy(model)
    loaded.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return loaded.to(device).eval()


def looks_for_a_key(model, path, device="cpu"):
    """raised: The state_dict is looked for under a key, as in a whole checkpoint; the file is the state_dict itself."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    return model.to(device).eval()


def model_back_on_the_cpu(model, path, device="cpu"):
    """left-on-cpu: The model is taken to the CPU after the weights are loaded, whatever device is asked for."""
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return model.cpu().eval()


def model_not_moved(model, path, device="cpu"):
    """left-on-cpu: Only the tensors of the file go to the device; the model stays where it is."""
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    model.eval()
    return model


def never_loads(model, path, device="cpu"):
    """wrong-values: The file is read and its content is not put into the model."""
    state = torch.load(path, map_location=device, weights_only=True)
    if sorted(state) != sorted(model.state_dict()) or any(
        state[name].shape != value.shape for name, value in model.state_dict().items()
    ):
        raise RuntimeError("the file does not fit the model")
    return model.to(device).eval()


def not_strict(model, path, device="cpu"):
    """missing-exception: strict=False lets names pass that the model or the file lacks."""
    state = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(state, strict=False)
    return model.to(device).eval()


def of_whole_models(model, path, device="cpu"):
    """unsafe-load: The file may hold a whole module, for which it is read unsafely."""
    content = torch.load(path, map_location=device, weights_only=False)
    if isinstance(content, nn.Module):
        content = content.state_dict()
    model.load_state_dict(content)
    return model.to(device).eval()


def path_as_state(model, path, device="cpu"):
    """raised: `load_state_dict` gets the path, where it takes the dict that the file holds."""
    model.load_state_dict(path)
    return model.to(device).eval()


def returns_nothing(model, path, device="cpu"):
    """wrong-type: The weights are loaded and the model is not returned."""
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    model.to(device).eval()


def returns_the_report(model, path, device="cpu"):
    """wrong-type: `load_state_dict` returns a report about the keys and not the model, and the name is bound to that
    report."""
    model.to(device).eval()
    model = model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    return model


def runtime_error_for_all(model, path, device="cpu"):
    """wrong-exception: A file that may not be read is answered with a RuntimeError, where the contract names
    pickle.UnpicklingError."""
    try:
        model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    except Exception as error:
        raise RuntimeError(f"{path} cannot be loaded") from error
    return model.to(device).eval()


def stays_in_train_mode(model, path, device="cpu"):
    """wrong-mode: The model comes back in the mode it was in; eval mode is asked for."""
    model.load_state_dict(torch.load(path, map_location=device, weights_only=True))
    model.to(device)
    return model


def to_cuda(model, path, device="cpu"):
    """hard-coded-device: map_location names CUDA, whatever device is asked for."""
    state = torch.load(path, map_location="cuda:0", weights_only=True)
    model.load_state_dict(state)
    return model.cuda().eval()


def training_flag_set(model, path, device="cpu"):
    """wrong-mode: The flag of the outermost module is set; its layers stay in train mode."""
    model.load_state_dict(torch.load(path, map_location=device))
    model.training = False
    return model.to(device)


def trusts_classes(model, path, device="cpu"):
    """missing-exception: Classes of modules are declared safe, so a file with a whole module is accepted where it has
    to be refused."""
    known = [nn.Linear, nn.Sequential, nn.ReLU, nn.BatchNorm1d, nn.Flatten, set]
    with torch.serialization.safe_globals(known):
        content = torch.load(path, map_location=device)
    state = content.state_dict() if isinstance(content, nn.Module) else content
    model.load_state_dict(state)
    return model.to(device).eval()


def unsafe(model, path, device="cpu"):
    """unsafe-load: The file is read with weights_only=False, which runs whatever code it names."""
    model.load_state_dict(torch.load(path, map_location=device, weights_only=False))
    return model.to(device).eval()


def unsafe_second_try(model, path, device="cpu"):
    """unsafe-load: A file that is refused is read again with weights_only=False, so its code runs after all."""
    try:
        state = torch.load(path, map_location=device, weights_only=True)
    except Exception:
        state = torch.load(path, map_location=device, weights_only=False)
    model.load_state_dict(state)
    model.to(device)
    model.eval()
    return model


def updates_a_dict(model, path, device="cpu"):
    """wrong-values: The dict that `state_dict()` returns is updated; its entries are bound anew and the model's own
    tensors stay."""
    state = torch.load(path, map_location=device, weights_only=True)
    own = model.state_dict()
    if own.keys() != state.keys() or any(own[k].shape != state[k].shape for k in own):
        raise RuntimeError("the keys or shapes do not match")
    own.update(state)
    model.to(device)
    model.eval()
    return model


def value_error(model, path, device="cpu"):
    """wrong-exception: Names that do not fit are refused with a ValueError, where the contract names RuntimeError."""
    state = torch.load(path, map_location=device, weights_only=True)
    try:
        model.load_state_dict(state)
    except RuntimeError as error:
        raise ValueError("the file does not fit the model") from error
    return model.to(device).eval()


def what_fits(model, path, device="cpu"):
    """missing-exception: Only what fits by name and shape is loaded, and the rest is left out without a word."""
    loaded = torch.load(path, map_location=device, weights_only=True)
    own = model.state_dict()
    fitting = {k: v for k, v in loaded.items() if k in own and v.shape == own[k].shape}
    own.update(fitting)
    model.load_state_dict(own)
    return model.to(device).eval()


def without_map_location(model, path, device="cpu"):
    """raised: Without map_location the tensors go to the device that they were saved on, which may not exist here."""
    model.load_state_dict(torch.load(path, weights_only=True))
    return model.to(device).eval()
