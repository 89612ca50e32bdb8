"""Known mistakes of save_weights."""

import io
import os
import pickle


def all_buffers(model, path):
    """wrong-structure: Names are collected by hand: a shared parameter is written under one of its names, and buffers
    that are not part of the state_dict are written too."""
    content = {}
    for name, p in model.named_parameters():
        content[name] = p.data
    for name, b in model.named_buffers():
        content[name] = b
    torch.save(content, path)


def arguments_swapped(model, path):
    """raised: `torch.save` gets the path first and the object second; it takes them the other way round."""
    torch.save(path, model.state_dict())


def as_float32(model, path):
    """wrong-dtype: Every tensor is converted to float32 before it is written."""
    torch.save({name: value.float() for name, value in model.state_dict().items()}, path)


def as_lists(model, path):
    """wrong-type: The tensors are turned into nested lists of numbers."""
    state = model.state_dict()
    for key in list(state):
        state[key] = state[key].tolist()
    torch.save(state, path)


def as_numpy(model, path):
    """wrong-values: The tensors are turned into NumPy arrays, which are no plain data for `torch.load`."""
    torch.save({k: v.cpu().numpy() for k, v in model.state_dict().items()}, path)


def by_pickle(model, path):
    """wrong-values: The state_dict is written with pickle itself, and such a file is none that `torch.load` reads."""
    with open(path, "wb") as file:
        pickle.dump(model.state_dict(), file)


def freezes(model, path):
    """requires-grad-changed: Gradients of the model's own parameters are switched off, to get rid of the graph, and
    stay off."""
    for p in model.parameters():
        p.requires_grad = False
    torch.save(model.state_dict(), path)


def in_eval_mode(model, path):
    """mode-not-restored: The model is put in eval mode before it is written, and stays there."""
    model.eval()
    torch.save(model.state_dict(), path)


def in_half_precision(model, path):
    """wrong-dtype: Floating-point tensors are written as float16, which loses most of their digits."""
    small = {}
    for name, value in model.state_dict().items():
        small[name] = value.half() if value.is_floating_point() else value
    torch.save(small, path)


def layers(model, path):
    """whole-model-saved: Each layer is pickled as a module under its name, where its tensors are asked for."""
    torch.save(dict(model.named_children()), path)


def save_weights_list(model, path):
    """wrong-type: A list of parameters is written; the names are lost."""
    torch.save(list(model.parameters()), path)


def nested(model, path):
    """wrong-structure: The state_dict lies one level deeper, under a key of its own."""
    torch.save({"model_state_dict": model.state_dict()}, path)


def not_over_a_file(model, path):
    """wrong-values: Nothing is written when the file is there already, so it keeps the old weights."""
    if not os.path.exists(path):
        torch.save(model.state_dict(), path)


def not_written(model, path):
    """wrong-values: The state_dict is collected and nothing is written."""
    file = io.BytesIO()
    torch.save(model.state_dict(), file)


def parameters_only(model, path):
    """wrong-structure: Parameters are written and buffers are not, so the running statistics of batch norm are lost."""
    weights = {name: p.detach() for name, p in model.named_parameters()}
    torch.save(weights, path)


def path_has_to_be_text(model, path):
    """raised: A string method is called on the path, which a Path object does not have."""
    if not path.endswith((".pt", ".pth")):
        path = path + ".pt"
    torch.save(model.state_dict(), path)


def returns_them(model, path):
    """wrong-type: The state_dict is returned where None is asked for."""
    state = model.state_dict()
    torch.save(state, path)
    return state


def state_dict_not_called(model, path):
    """whole-model-saved: The parentheses of `state_dict` are missing: the file holds the bound method, and with it the
    whole module."""
    torch.save(model.state_dict, path)


def under_another_name(model, path):
    """wrong-values: The suffix of the path is replaced, so the file lies under another name than the caller's."""
    torch.save(model.state_dict(), Path(path).with_suffix(".pth"))


def whole_model(model, path):
    """whole-model-saved: The module itself is pickled, so the file names its class and can only be read unsafely."""
    torch.save(model, path)


def whole_model_in_a_dict(model, path):
    """whole-model-saved: The file holds a dict in which the module itself stands, in place of its state_dict."""
    torch.save({"model": model.eval()}, path)
