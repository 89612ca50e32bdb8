"""Known mistakes of to_device."""

import copy
import numpy as np


def all_float(batch, device):
    """wrong-dtype: Tensors become float32 on the way, integer labels included.

    Give `.to` the device only, and no dtype: then each tensor keeps its own.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device, dtype=torch.float32)
    if isinstance(batch, dict):
        return {k: all_float(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(all_float(v, device) for v in batch)
    return batch


@change
def always_cuda():
    """hard-coded-device: Every tensor is sent to cuda, whatever device is asked for and whether or not the machine has
    it.

    Use the argument `device` in place of cuda: `.to(device)` on each tensor.
    """
    replace("return batch.to(device)", "return batch.cuda()")


def any_iterable(batch, device):
    """raised: Strings are taken apart too, and the letters of a string are strings again, without end.

    Take apart only dict, list and tuple: test for them with `isinstance`, and return every other leaf as it is.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: any_iterable(v, device) for k, v in batch.items()}
    if hasattr(batch, "__iter__"):
        return type(batch)([any_iterable(v, device) for v in batch])
    return batch


def argument_ignored(batch, device="cpu"):
    """hard-coded-device: Every tensor goes to a device that the code chooses, here the CPU: the argument is not
    followed.

    Use the argument `device` as it is: give it to `.to`, and hand it on in each call of the function itself.
    """
    if isinstance(batch, torch.Tensor):
        return batch.cpu()
    if isinstance(batch, dict):
        return {k: argument_ignored(v) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(argument_ignored(v) for v in batch)
    return batch


def arrays_to_tensors(batch, device):
    """wrong-type: NumPy arrays among the leaves are turned into tensors, where other leaves stay as they are.

    Move only what is a `torch.Tensor`. Return NumPy arrays as they are.
    """
    if isinstance(batch, np.ndarray):
        batch = torch.from_numpy(batch)
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: arrays_to_tensors(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(arrays_to_tensors(v, device) for v in batch)
    return batch


def cpu_float_type(batch, device):
    """left-on-cpu: Only floating-point tensors are moved; integer tensors such as labels stay on the CPU.

    Move every tensor, whatever its dtype: test with `isinstance(batch, torch.Tensor)` alone.
    """
    if isinstance(batch, torch.FloatTensor):
        return batch.to(device)
    elif isinstance(batch, list):
        return [cpu_float_type(x, device) for x in batch]
    elif isinstance(batch, tuple):
        return tuple(cpu_float_type(x, device) for x in batch)
    elif isinstance(batch, dict):
        return {key: cpu_float_type(x, device) for key, x in batch.items()}
    else:
        return batch


def move(t, device):
    if str(device).startswith("cuda"):
        return t.cuda()
    return t.cpu()


def cuda_or_cpu(batch, device):
    """hard-coded-device: Every tensor goes to a device that the code chooses, here the CPU: the argument is not
    followed.

    Use the argument `device` as it is: give it to `.to`, and hand it on in each call of the function itself.
    """
    if isinstance(batch, torch.Tensor):
        return move(batch, device)
    elif isinstance(batch, dict):
        new = {}
        for key in batch:
            new[key] = cuda_or_cpu(batch[key], device)
        return new
    elif isinstance(batch, list):
        return [cuda_or_cpu(item, device) for item in batch]
    elif isinstance(batch, tuple):
        return tuple([cuda_or_cpu(item, device) for item in batch])
    return batch


def data_swapped(batch, device):
    """raised: The caller's own tensors are to be changed into tensors on the other device, which torch refuses.

    Return what `.to(device)` gives, a new tensor, and assign nothing to `.data`.
    """
    if isinstance(batch, torch.Tensor):
        batch.data = batch.data.to(device)
        return batch
    if isinstance(batch, dict):
        return {k: data_swapped(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(data_swapped(v, device) for v in batch)
    return batch


def default_device(batch, device):
    """hard-coded-device: Every tensor goes to a device that the code chooses, here the CPU: the argument is not
    followed.

    Use the argument `device` as it is: give it to `.to`, and hand it on in each call of the function itself.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if isinstance(batch, torch.Tensor):
        return torch.zeros_like(batch, device=device).copy_(batch)
    if isinstance(batch, dict):
        return {k: default_device(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(default_device(v, device) for v in batch)
    return batch


def detached(batch, device):
    """missing-gradient: The moved tensors are cut from the graph, so no gradient gets back to the batch.

    Move the tensors themselves with `.to(device)`, without `.detach()`, `.data` or `torch.tensor` around them.
    """
    if isinstance(batch, torch.Tensor):
        return batch.detach().to(device)
    if isinstance(batch, dict):
        return {k: detached(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(detached(v, device) for v in batch)
    return batch


def dict_in_place(batch, device):
    """input-modified: The moved tensors are written into the dicts and lists of the caller's batch.

    Build a new dict, list or tuple of the moved values on each level, and assign nothing into the batch.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        batch.update({k: dict_in_place(v, device) for k, v in batch.items()})
        return batch
    if isinstance(batch, (list, tuple)):
        return type(batch)(dict_in_place(v, device) for v in batch)
    return batch


def dict_only(batch, device):
    """raised: The batch is taken for a dict, and a list, a tuple or a bare tensor ends in an exception.

    Ask first what the batch is: handle a tensor, a dict, a list and a tuple each, with `isinstance`.
    """
    out = {}
    for key, value in batch.items():
        if isinstance(value, torch.Tensor):
            out[key] = value.to(device)
        elif isinstance(value, dict):
            out[key] = dict_only(value, device)
        elif isinstance(value, (list, tuple)):
            out[key] = type(value)(dict_only({0: v}, device)[0] for v in value)
        else:
            out[key] = value
    return out


@change
def dict_values():
    """wrong-type: A dict comes back as the list of its values, without the keys.

    Make a dict again: go through `.items()`, and keep each key with its moved value.
    """
    replace(
        "return {key: to_device(value, device) for key, value in batch.items()}",
        "return [to_device(value, device) for value in batch.values()]",
    )


def drops_none(batch, device):
    """wrong-structure: Leaves that are None are left out of the result.

    Keep every leaf: put None into the result as it is, without a condition that leaves it out.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        moved = {k: drops_none(v, device) for k, v in batch.items()}
        return {k: v for k, v in moved.items() if v is not None}
    if isinstance(batch, (list, tuple)):
        return type(batch)(drops_none(v, device) for v in batch if v is not None)
    return batch


def drops_other_leaves(batch, device):
    """wrong-structure: Leaves that are no tensors are filtered out, where they stay as they are.

    Keep every leaf: put what is no tensor into the result as it is, without a condition that leaves it out.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    keep = (torch.Tensor, dict, list, tuple)
    if isinstance(batch, dict):
        return {k: drops_other_leaves(v, device) for k, v in batch.items() if isinstance(v, keep)}
    if isinstance(batch, (list, tuple)):
        return type(batch)(drops_other_leaves(v, device) for v in batch if isinstance(v, keep))
    return batch


def empty_to_none(batch, device):
    """wrong-type: Empty lists, tuples and dicts become None.

    Give an empty list, tuple or dict back as one of its kind: it needs no special case.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, (dict, list, tuple)) and len(batch) == 0:
        return None
    if isinstance(batch, dict):
        return {k: empty_to_none(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(empty_to_none(v, device) for v in batch)
    return batch


@change
def every_leaf():
    """raised: Leaves that are no tensors, such as strings and numbers, are handled like tensors.

    Call `.to(device)` on tensors only: test with `isinstance(batch, torch.Tensor)`. Return other leaves as they are.
    """
    replace("""
        if isinstance(batch, torch.Tensor):
            return batch.to(device)
    """, "")
    replace("return batch", "return batch.to(device)")


def flattens(batch, device):
    """wrong-structure: The tensors of all levels end up in one flat list or tuple, and the nesting is lost.

    Put the moved value of an inner list into the outer one as one entry: `append` in place of `extend` or `+`.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: flattens(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        out = []
        for v in batch:
            moved = flattens(v, device)
            if isinstance(v, (list, tuple)):
                out.extend(moved)
            else:
                out.append(moved)
        return type(batch)(out)
    return batch


def floats_only(batch, device):
    """left-on-cpu: Only floating-point tensors are moved; integer tensors such as labels stay on the CPU.

    Move every tensor, whatever its dtype: test with `isinstance(batch, torch.Tensor)` alone.
    """
    if isinstance(batch, torch.Tensor) and batch.is_floating_point():
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: floats_only(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(floats_only(v, device) for v in batch)
    return batch


@change
def generator():
    """wrong-type: A tuple comes back as a generator.

    Write `tuple(...)` around the loop: parentheses alone make a generator.
    """
    replace(
        "return tuple(to_device(value, device) for value in batch)",
        "return (to_device(value, device) for value in batch)",
    )


def list_to_tuple(batch, device):
    """wrong-type: A list comes back as a tuple, where the same nesting is asked for.

    Make a list where the batch is a list, and a tuple where it is a tuple.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    elif isinstance(batch, dict):
        return dict((k, list_to_tuple(v, device)) for k, v in batch.items())
    elif isinstance(batch, (list, tuple)):
        return tuple(map(lambda v: list_to_tuple(v, device), batch))
    else:
        return batch


def loop_variable(batch, device):
    """left-on-cpu: The tensors that come back lie where they lay before: no moved tensor gets into the result.

    `.to(device)` returns a new tensor. Return it for a bare tensor, and build new containers of the moved values.
    """
    if torch.is_tensor(batch):
        batch = batch.to(device)
        return batch
    items = batch.values() if isinstance(batch, dict) else batch
    if isinstance(batch, (dict, list, tuple)):
        for item in items:
            item = loop_variable(item, device)
    return batch if not torch.is_tensor(batch) else batch.to(device)


def map_object(batch, device):
    """wrong-type: A list comes back as another kind of object, such as a map, which is no list yet.

    Write `list(...)` around it, or use a comprehension in square brackets.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: map_object(v, device) for k, v in batch.items()}
    if isinstance(batch, tuple):
        return tuple(map(lambda v: map_object(v, device), batch))
    if isinstance(batch, list):
        return map(lambda v: map_object(v, device), batch)
    return batch


@torch.no_grad()
def no_grad(batch, device):
    """missing-gradient: The moved tensors are cut from the graph, so no gradient gets back to the batch.

    Move the tensors themselves with `.to(device)`, without `torch.no_grad` around it.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: no_grad(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(no_grad(v, device) for v in batch)
    return batch


def no_return(batch, device):
    """wrong-type: The result is None: nothing is returned.

    Return the moved tensor, the new container or the leaf in every branch, and write nothing into the batch.
    """
    if isinstance(batch, dict):
        keys = list(batch)
    elif isinstance(batch, list):
        keys = range(len(batch))
    else:
        return
    for k in keys:
        if isinstance(batch[k], torch.Tensor):
            batch[k] = batch[k].to(device)
        else:
            no_return(batch[k], device)


def numbers_to_tensors(batch, device):
    """wrong-type: Numbers among the leaves are turned into tensors, where other leaves stay as they are.

    Move only what is a `torch.Tensor`. Return numbers as they are.
    """
    if isinstance(batch, (torch.Tensor, int, float)):
        return torch.as_tensor(batch).to(device)
    if isinstance(batch, dict):
        return {k: numbers_to_tensors(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(numbers_to_tensors(v, device) for v in batch)
    return batch


@change
def other_leaves_lost():
    """wrong-type: A leaf that is no tensor comes back as None.

    End the function with `return batch`, for leaves that are neither tensors nor containers.
    """
    replace("if isinstance(batch, dict):", "elif isinstance(batch, dict):")
    replace("if isinstance(batch, list):", "elif isinstance(batch, list):")
    replace("if isinstance(batch, tuple):", "elif isinstance(batch, tuple):")
    replace("return batch", "")


def pair_only(batch, device):
    """raised: The batch is taken for a pair of tensors, and one of another kind ends in an exception.

    Ask first what the batch is: handle a tensor, a dict, a list and a tuple each, with `isinstance`.
    """
    x, y = batch
    return x.to(device), y.to(device)


def result_dropped(batch, device):
    """left-on-cpu: The tensors that come back lie where they lay before: no moved tensor gets into the result.

    `.to(device)` returns a new tensor. Return it for a bare tensor, and build new containers of the moved values.
    """
    if isinstance(batch, torch.Tensor):
        batch.to(device)
    elif isinstance(batch, dict):
        for v in batch.values():
            result_dropped(v, device)
    elif isinstance(batch, (list, tuple)):
        for v in batch:
            result_dropped(v, device)
    return batch


def _move(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        for k, v in batch.items():
            batch[k] = _move(v, device)
        return batch
    if isinstance(batch, list):
        batch[:] = [_move(v, device) for v in batch]
        return batch
    if isinstance(batch, tuple):
        return tuple(_move(v, device) for v in batch)
    return batch


def shallow_copy(batch, device):
    """input-modified: The outermost level is a new one, but lists and dicts further down are the caller's, and are
    written to.

    Build new dicts, lists and tuples on every level, by a call of the function itself, and assign into none.
    """
    return _move(copy.copy(batch), device)


@change
def skips_dicts():
    """left-on-cpu: Dicts are taken for leaves, so the tensors in them stay where they are.

    Handle dicts too: build a new dict, and call the function itself for each value.
    """
    replace("if isinstance(batch, torch.Tensor):", "if torch.is_tensor(batch):")
    replace("""
        if isinstance(batch, dict):
            return {key: to_device(value, device) for key, value in batch.items()}
    """, "")


def skips_empty_tensors(batch, device):
    """left-on-cpu: A tensor without elements counts as nothing and stays where it is.

    Move every tensor, also one without elements: test with `isinstance` alone, not with `numel`.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device) if batch.numel() else batch
    if isinstance(batch, dict):
        return {k: skips_empty_tensors(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(skips_empty_tensors(v, device) for v in batch)
    return batch


def skips_lists(batch, device):
    """left-on-cpu: Lists are taken for leaves, so the tensors in them stay where they are.

    Handle lists too: build a new list, and call the function itself for each value.
    """
    match batch:
        case torch.Tensor():
            return batch.to(device)
        case dict():
            return {k: skips_lists(v, device) for k, v in batch.items()}
        case tuple():
            return tuple(skips_lists(v, device) for v in batch)
        case _:
            return batch


@change
def skips_tuples():
    """left-on-cpu: Tuples are taken for leaves, so the tensors in them stay where they are.

    Handle tuples too: build a new tuple, and call the function itself for each value.
    """
    replace("""
        if isinstance(batch, tuple):
            return tuple(to_device(value, device) for value in batch)
    """, "")


def tensor_again(batch, device):
    """missing-gradient: The moved tensors are cut from the graph, so no gradient gets back to the batch.

    Move the tensors themselves with `.to(device)`, without `.detach()`, `.data` or `torch.tensor` around them.
    """
    if isinstance(batch, torch.Tensor):
        return torch.tensor(batch, device=device)
    if isinstance(batch, list):
        return [tensor_again(v, device) for v in batch]
    if isinstance(batch, tuple):
        return tuple(tensor_again(v, device) for v in batch)
    if isinstance(batch, dict):
        return {k: tensor_again(v, device) for k, v in batch.items()}
    return batch


def text_keys(batch, device):
    """wrong-structure: The keys of a dict are turned into strings.

    Keep the keys as they are, without `str`: only the values change.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {str(k): text_keys(v, device) for k, v in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(text_keys(v, device) for v in batch)
    return batch


def top_level_only(batch, device):
    """left-on-cpu: Only tensors at the top of the batch are moved; those in lists, tuples and dicts further down stay.

    For each value call the function itself, which goes down to every level, and not `.to` alone.
    """
    def move(v):
        return v.to(device) if isinstance(v, torch.Tensor) else v

    if isinstance(batch, dict):
        return {k: move(v) for k, v in batch.items()}
    if isinstance(batch, list):
        return [move(v) for v in batch]
    if isinstance(batch, tuple):
        return tuple(move(v) for v in batch)
    return move(batch)


@change
def tuple_to_list():
    """wrong-type: A tuple comes back as a list, where the same nesting is asked for.

    Make a tuple where the batch is a tuple, with `tuple(...)`, and a list where it is a list.
    """
    replace("if isinstance(batch, list):", "if isinstance(batch, (list, tuple)):")
    replace("""
        if isinstance(batch, tuple):
            return tuple(to_device(value, device) for value in batch)
    """, "")


def move_leaf(v, device):
    if isinstance(v, torch.Tensor):
        return v.to(device)
    return v


def move_level(batch, device, fn):
    if isinstance(batch, dict):
        return {k: fn(v, device) for k, v in batch.items()}
    if isinstance(batch, list):
        return [fn(v, device) for v in batch]
    if isinstance(batch, tuple):
        return tuple(fn(v, device) for v in batch)
    return move_leaf(batch, device)


def two_levels(batch, device):
    """left-on-cpu: Tensors are moved down to the second level of nesting, and those further down stay.

    For each value call the function itself: then it goes down to every level, and not to a fixed one.
    """
    return move_level(batch, device, lambda b, d: move_level(b, d, move_leaf))


def writes_into_the_batch(batch, device):
    """input-modified: The moved tensors are written into the dicts and lists of the caller's batch.

    Build a new dict, list or tuple of the moved values on each level, and assign nothing into the batch.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        for k in batch:
            batch[k] = writes_into_the_batch(batch[k], device)
    elif isinstance(batch, list):
        for i in range(len(batch)):
            batch[i] = writes_into_the_batch(batch[i], device)
    elif isinstance(batch, tuple):
        return tuple(writes_into_the_batch(v, device) for v in batch)
    return batch
