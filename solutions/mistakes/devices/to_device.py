"""Known mistakes of to_device."""

import copy
import numpy as np


def all_float():
    """wrong-dtype: Every tensor is converted as well as moved, as .float() or a dtype beside the device does, so
    integer labels become float32 too.
    remedy: Give `.to` the device only, and no dtype: then each tensor keeps its own.
    """
    replace("return batch.to(device)", "return batch.to(device, dtype=torch.float32)")


def always_cuda():
    """hard-coded-device: Every tensor is sent to cuda, whatever device is asked for and whether or not the machine has
    it.
    remedy: Use the argument `device` in place of cuda: `.to(device)` on each tensor.
    """
    replace("return batch.to(device)", "return batch.cuda()")


def any_iterable():
    """raised: Strings are taken apart too, and the letters of a string are strings again, without end.
    remedy: Take apart only dict, list and tuple: test for them with `isinstance`, and return every other leaf as it is.
    """
    replace("if isinstance(batch, tuple):", 'if hasattr(batch, "__iter__"):')


def argument_ignored():
    """hard-coded-device: Every tensor goes to a device that the code chooses, here the CPU: the argument is not
    followed.
    remedy: Use the argument `device` as it is: give it to `.to`, and hand it on in each call of the function itself.
    """
    replace("return batch.to(device)", "return batch.cpu()")


def arrays_to_tensors():
    """wrong-type: NumPy arrays are handled like tensors, as data to move. An array cannot be on a device of torch, so a
    tensor is made of it.
    remedy: Move only what is a `torch.Tensor`. Return NumPy arrays as they are.
    """
    before("if isinstance(batch, torch.Tensor):", """
        if isinstance(batch, np.ndarray):
            batch = torch.from_numpy(batch)
    """)


def cpu_float_type():
    """left-on-cpu: Only floating-point tensors are moved; integer tensors such as labels stay on the CPU.
    remedy: Move every tensor, whatever its dtype: test with `isinstance(batch, torch.Tensor)` alone.
    """
    replace("if isinstance(batch, torch.Tensor):", "if isinstance(batch, torch.FloatTensor):")


def cuda_or_cpu():
    """as argument_ignored"""
    replace("return batch.to(device)", 'return batch.cuda() if str(device).startswith("cuda") else batch.cpu()')


def data_swapped():
    """raised: The caller's own tensors are to be changed into tensors on the other device, which torch refuses.
    remedy: Return what `.to(device)` gives, a new tensor, and assign nothing to `.data`.
    """
    replace("return batch.to(device)", """
        batch.data = batch.data.to(device)
        return batch
    """)


def default_device():
    """as argument_ignored"""
    replace("return batch.to(device)", 'return batch.to("cuda" if torch.cuda.is_available() else "cpu")')


def detached():
    """missing-gradient: The tensors go through a step that hands on numbers without their history, as detach, .data,
    torch.tensor and no_grad do, so no gradient gets back to the batch.
    remedy: Move the tensors themselves with `.to(device)`, without `.detach()`, `.data` or `torch.tensor` around them.
    """
    replace("return batch.to(device)", "return batch.detach().to(device)")


def dict_in_place():
    """input-modified: Moved tensors are written into what the caller handed over, and not into containers of the
    function's own.
    remedy: Build a new dict, list or tuple of the moved values on each level, and assign nothing into the batch.
    """
    replace("return {key: to_device(value, device) for key, value in batch.items()}", """
        batch.update({key: to_device(value, device) for key, value in batch.items()})
        return batch
    """)


def dict_only(batch, device):
    """raised: The batch is taken for a dict, and a list, a tuple or a bare tensor ends in an exception.
    remedy: Ask first what the batch is: handle a tensor, a dict, a list and a tuple each, with `isinstance`.
    """
    return {key: to_device(value, device) for key, value in batch.items()}


def dict_values():
    """wrong-type: Only the values of a dict are gathered, in a list. Nothing joins them with their keys again.
    remedy: Make a dict again: go through `.items()`, and keep each key with its moved value.
    """
    replace(
        "return {key: to_device(value, device) for key, value in batch.items()}",
        "return [to_device(value, device) for value in batch.values()]",
    )


def drops_none(batch, device):
    """wrong-structure: None is handled as if no value were there: a test or a filter leaves it out, though it may be a
    leaf of the batch.
    remedy: Keep every leaf: put None into the result as it is, without a condition that leaves it out.
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
    remedy: Keep every leaf: put what is no tensor into the result as it is, without a condition that leaves it out.
    """
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    keep = (torch.Tensor, dict, list, tuple)
    if isinstance(batch, dict):
        return {k: drops_other_leaves(v, device) for k, v in batch.items() if isinstance(v, keep)}
    if isinstance(batch, (list, tuple)):
        return type(batch)(drops_other_leaves(v, device) for v in batch if isinstance(v, keep))
    return batch


def empty_to_none():
    """wrong-type: Empty lists, tuples and dicts are handled as if no batch were there, as a test like "if not batch"
    takes them, and None is handed back.
    remedy: Give an empty list, tuple or dict back as one of its kind: it needs no special case.
    """
    before("if isinstance(batch, dict):", """
        if isinstance(batch, (dict, list, tuple)) and len(batch) == 0:
            return None
    """)


def every_leaf():
    """raised: Leaves that are no tensors, such as strings and numbers, are handled like tensors.
    remedy: Call `.to(device)` on tensors only: test with `isinstance(batch, torch.Tensor)`. Return other leaves as they
    are.
    """
    replace("""
        if isinstance(batch, torch.Tensor):
            return batch.to(device)
    """, "")
    replace("return batch", "return batch.to(device)")


@change("to_device_same_type")
def flattens():
    """wrong-structure: The tensors of all levels end up in one flat list or tuple, and the nesting is lost.
    remedy: Put the moved value of an inner list into the outer one as one entry: `append` in place of `extend` or `+`.
    """
    replace("return type(batch)(to_device(v, device) for v in batch)", """
        out = []
        for v in batch:
            moved = to_device(v, device)
            out.extend(moved if isinstance(v, (list, tuple)) else [moved])
        return type(batch)(out)
    """)


def floats_only():
    """as cpu_float_type"""
    replace("if isinstance(batch, torch.Tensor):", "if isinstance(batch, torch.Tensor) and batch.is_floating_point():")


def generator():
    """wrong-type: For a tuple a generator is made, as by a loop in plain parentheses or by yield. Nothing gathers its
    values into a tuple.
    remedy: Write `tuple(...)` around the loop: parentheses alone make a generator.
    """
    replace("tuple(to_device(value, device) for value in batch)", "(to_device(value, device) for value in batch)")


def list_to_tuple():
    """wrong-type: One kind of container, a tuple, is built for lists and tuples alike: which kind came in is not kept.
    remedy: Make a list where the batch is a list, and a tuple where it is a tuple.
    """
    replace("[to_device(value, device) for value in batch]", "tuple([to_device(value, device) for value in batch])")


def loop_variable(batch, device):
    """left-on-cpu: The tensors that come back lie where they lay before: no moved tensor gets into the result.
    remedy: `.to(device)` returns a new tensor. Return it for a bare tensor, and build new containers of the moved
    values.
    """
    if torch.is_tensor(batch):
        return batch.to(device)
    if isinstance(batch, (dict, list, tuple)):
        for item in batch.values() if isinstance(batch, dict) else batch:
            item = to_device(item, device)
    return batch


def map_object():
    """wrong-type: A list comes back as another kind of object, such as a map, which is no list yet.
    remedy: Write `list(...)` around it, or use a comprehension in square brackets.
    """
    replace("[to_device(value, device) for value in batch]", "map(lambda value: to_device(value, device), batch)")


def no_grad():
    """missing-gradient: The tensors go through a step that hands on numbers without their history, as detach, .data,
    torch.tensor and no_grad do, so no gradient gets back to the batch.
    remedy: Move the tensors themselves with `.to(device)`, without `torch.no_grad` around it.
    """
    before("def to_device(batch: Any, device: torch.device | str) -> Any:", "@torch.no_grad()")


def no_return(batch, device):
    """missing-return: The function ends without handing anything back. What is only moved, stored or written into the
    batch is not returned by itself, so the call gives None.
    remedy: Return the moved tensor, the new container or the leaf in every branch, and write nothing into the batch.
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


def numbers_to_tensors():
    """wrong-type: Numbers are handled like tensors, as data to move. A Python number lies on no device, so a tensor is
    made of it.
    remedy: Move only what is a `torch.Tensor`. Return numbers as they are.
    """
    before("if isinstance(batch, torch.Tensor):", """
        if isinstance(batch, (int, float)):
            batch = torch.as_tensor(batch)
    """)


def other_leaves_lost():
    """wrong-type: No branch hands on a leaf that is no tensor: the function ends there without a value, so the call
    gives None.
    remedy: End the function with `return batch`, for leaves that are neither tensors nor containers.
    """
    replace("return batch", "")


def pair_only(batch, device):
    """raised: The batch is taken for a pair of tensors, and one of another kind ends in an exception.
    remedy: Ask first what the batch is: handle a tensor, a dict, a list and a tuple each, with `isinstance`.
    """
    x, y = batch
    return x.to(device), y.to(device)


def result_dropped():
    """as loop_variable"""
    replace("return batch.to(device)", "batch.to(device)")


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
    """input-modified: Lists or dicts of the caller's are used for the result, at some level, and are written to.
    remedy: Build new dicts, lists and tuples on every level, by a call of the function itself, and assign into none.
    """
    return _move(copy.copy(batch), device)


def skips_dicts():
    """left-on-cpu: Dicts are taken for leaves, so the tensors in them stay where they are.
    remedy: Handle dicts too: build a new dict, and call the function itself for each value.
    """
    replace("""
        if isinstance(batch, dict):
            return {key: to_device(value, device) for key, value in batch.items()}
    """, "")


def skips_empty_tensors():
    """left-on-cpu: A tensor without elements counts as nothing and stays where it is.
    remedy: Move every tensor, also one without elements: test with `isinstance` alone, not with `numel`.
    """
    replace("return batch.to(device)", "return batch.to(device) if batch.numel() else batch")


def skips_lists():
    """left-on-cpu: Lists are taken for leaves, so the tensors in them stay where they are.
    remedy: Handle lists too: build a new list, and call the function itself for each value.
    """
    replace("""
        if isinstance(batch, list):
            return [to_device(value, device) for value in batch]
    """, "")


def skips_tuples():
    """left-on-cpu: Tuples are taken for leaves, so the tensors in them stay where they are.
    remedy: Handle tuples too: build a new tuple, and call the function itself for each value.
    """
    replace("""
        if isinstance(batch, tuple):
            return tuple(to_device(value, device) for value in batch)
    """, "")


def tensor_again():
    """as detached"""
    replace("return batch.to(device)", "return torch.tensor(batch, device=device)")


def text_keys():
    """wrong-structure: The keys of a dict are turned into strings.
    remedy: Keep the keys as they are, without `str`: only the values change.
    """
    replace(
        "return {key: to_device(value, device) for key, value in batch.items()}",
        "return {str(key): to_device(value, device) for key, value in batch.items()}",
    )


def top_level_only(batch, device):
    """left-on-cpu: Only tensors at the top of the batch are moved; those in lists, tuples and dicts further down stay.
    remedy: For each value call the function itself, which goes down to every level, and not `.to` alone.
    """
    return move_level(batch, device, move_leaf)


def tuple_to_list():
    """wrong-type: One kind of container, a list, is built for lists and tuples alike: which kind came in is not kept.
    remedy: Make a tuple where the batch is a tuple, with `tuple(...)`, and a list where it is a list.
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
    remedy: For each value call the function itself: then it goes down to every level, and not to a fixed one.
    """
    return move_level(batch, device, lambda b, d: move_level(b, d, move_leaf))


def writes_into_the_batch(batch, device):
    """as dict_in_place"""
    return _move(batch, device)
