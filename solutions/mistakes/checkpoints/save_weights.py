"""Known mistakes of save_weights."""

import io
import os
import pickle


def all_buffers(model, path):
    """wrong-structure: Not the entries of the state_dict are written: a shared parameter lacks a name, or other buffers
    are there too.
    remedy: Write `model.state_dict()` as it is. Collect no names by hand.
    """
    content = {}
    for name, p in model.named_parameters():
        content[name] = p.data
    for name, b in model.named_buffers():
        content[name] = b
    torch.save(content, path)


def arguments_swapped(model, path):
    """raised: `torch.save` gets the path first and the object second; it takes them the other way round.
    remedy: Give `torch.save` the state_dict first and the path second.
    """
    torch.save(path, model.state_dict())


def as_float32(model, path):
    """wrong-dtype: Tensors are converted to float32 before they are written.
    remedy: Write `model.state_dict()` as it is: every tensor keeps its dtype.
    """
    torch.save({name: value.float() for name, value in model.state_dict().items()}, path)


def as_lists(model, path):
    """wrong-type: Lists of numbers are written, and not tensors.
    remedy: Write `model.state_dict()` as it is: its values are tensors.
    """
    state = model.state_dict()
    for key in list(state):
        state[key] = state[key].tolist()
    torch.save(state, path)


def as_numpy(model, path):
    """wrong-values: NumPy arrays are written, which are no plain data for a safe load.
    remedy: Write `model.state_dict()` as it is: its values are tensors.
    """
    torch.save({k: v.cpu().numpy() for k, v in model.state_dict().items()}, path)


def by_pickle(model, path):
    """wrong-values: The file is written by something else than torch.save, such as pickle alone, and a safe load reads
    only what torch.save writes.
    remedy: Write the file with `torch.save`.
    """
    with open(path, "wb") as file:
        pickle.dump(model.state_dict(), file)


def freezes(model, path):
    """requires-grad-changed: requires_grad is switched off for the model's own parameters, which saving does not need:
    a state_dict carries no graph.
    remedy: Leave `requires_grad` as it is. The tensors of `model.state_dict()` carry no graph.
    """
    for p in model.parameters():
        p.requires_grad = False
    torch.save(model.state_dict(), path)


def in_eval_mode():
    """mode-not-restored: Eval mode is switched on for the saving, which needs no mode, and nothing puts the mode found
    back.
    remedy: Leave the mode as it is: saving needs none. No `eval()`, and no `train(...)` either.
    """
    before("torch.save(model.state_dict(), path)", "model.eval()")


def in_half_precision(model, path):
    """wrong-dtype: Floating-point tensors are written with another dtype, which loses digits.
    remedy: Write `model.state_dict()` as it is: every tensor keeps its dtype.
    """
    small = {}
    for name, value in model.state_dict().items():
        small[name] = value.half() if value.is_floating_point() else value
    torch.save(small, path)


def layers(model, path):
    """whole-model-saved: The file holds whole modules in a dict, and not the tensors of the state_dict.
    remedy: Write `model.state_dict()` itself, with nothing around it.
    """
    torch.save(dict(model.named_children()), path)


def save_weights_list(model, path):
    """wrong-type: The tensors are collected one after the other, without their names; it is by the names that they are
    put back into a model.
    remedy: Write `model.state_dict()`: a dict from names to tensors.
    """
    torch.save(list(model.parameters()), path)


def nested(model, path):
    """wrong-structure: The state_dict lies one level deeper, under a key.
    remedy: Give `torch.save` the state_dict itself, with no dict around it.
    """
    torch.save({"model_state_dict": model.state_dict()}, path)


def not_over_a_file(model, path):
    """wrong-values: Nothing is written when the file is there already, so it keeps the old weights.
    remedy: Write the file in each call: `torch.save` replaces an older one.
    """
    if not os.path.exists(path):
        torch.save(model.state_dict(), path)


def not_written(model, path):
    """wrong-values: No file is made at the path: what is written goes elsewhere, such as into memory, or nothing is
    written at all.
    remedy: Give `torch.save` the argument path as its second argument.
    """
    torch.save(model.state_dict(), io.BytesIO())


def parameters_only(model, path):
    """wrong-structure: Only the parameters are written. Buffers, such as batch norm's running statistics, belong to the
    state_dict but are no parameters.
    remedy: Write `model.state_dict()`: it holds parameters and buffers.
    """
    torch.save({name: p.detach() for name, p in model.named_parameters()}, path)


def path_has_to_be_text(model, path):
    """raised: The path is treated as text, and a Path object is none.
    remedy: Give the path to `torch.save` unchanged: it takes str and Path.
    """
    if not path.endswith((".pt", ".pth")):
        path = path + ".pt"
    torch.save(model.state_dict(), path)


def returns_them():
    """wrong-type: A return hands something on beside the file, such as what was written; the file alone is what this
    function makes.
    remedy: Leave out the `return`: the function only writes the file.
    """
    after("torch.save(model.state_dict(), path)", "return model.state_dict()")


def state_dict_not_called(model, path):
    """whole-model-saved: The module itself is put into the file, or a method of it that is not called, which brings the
    whole module along.
    remedy: Write `model.state_dict()`, with the parentheses.
    """
    torch.save(model.state_dict, path)


def under_another_name(model, path):
    """wrong-values: The path is not used as it is given: its name is changed first, as by another ending, and the file
    lies under that name.
    remedy: Write to `path` exactly as it is given.
    """
    torch.save(model.state_dict(), Path(path).with_suffix(".pth"))


def whole_model(model, path):
    """as state_dict_not_called"""
    torch.save(model, path)


def whole_model_in_a_dict(model, path):
    """as layers"""
    torch.save({"model": model.eval()}, path)
