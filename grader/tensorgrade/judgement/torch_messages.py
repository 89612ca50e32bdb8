"""torch's own error messages, translated: what a message says about the cause.

Matched loosely, over torch 2.10 to 2.15, in the beginning of a message: torch's are not long, and one that a submission
made up costs no more than they do. Pure.
"""

from __future__ import annotations

import re

BEGINNING = 2_000
DEVICE_MISMATCH = re.compile(
    r"all tensors to be on the same device|is not on the expected device|Expected all tensors|"
    r"different from other tensors on|on different devices|should be either on cpu or on the same device|"
    r"type \(torch\.(cuda|sim)\.\w+\)( and \w+ type \(torch\.[\w.]+\))? should be the same|Expected out tensor to have device",
    re.IGNORECASE,
)
ABSENT_DEVICE = re.compile(
    r"not compiled with CUDA|no NVIDIA driver|not linked with support for|No CUDA GPUs|Invalid device string|"
    r"CUDA driver initialization failed|Cannot access accelerator device|not compiled with [\w/-]+ enabled|MPS backend|"
    r"deserialize object on a \w+ device|Cannot re-initialize CUDA in forked|the default device is to be one that",
    re.IGNORECASE,
)
FREED_GRAPH = re.compile(r"backward through the graph a second time|saved intermediate values")
CUT_GRAPH = re.compile(
    r"does not require grad and does not have a grad_fn|appears to not have been used in the graph|"
    r"One of the differentiated Tensors does not require grad"
)
CHANGED_LEAF = re.compile(r"leaf variable that requires grad", re.IGNORECASE)
MISSING_SUPER = re.compile(
    r"before Module\.__init__\(\) call|has no attribute '_(?:backward_hooks|backward_pre_hooks|forward_hooks|"
    r"forward_pre_hooks|parameters|modules|buffers)'"
)

CAUSES: tuple[tuple[str, str], ...] = (
    (r"same dtype, but got (Long|Int|Short|Char|Byte|Double) and Float", "What is multiplied by float32 numbers, such as a layer's weights, is not float32."),
    (r"expected scalar type (\w+) but found (\w+)", "Two operands have different dtypes."),
    (r"expected target dtype to be Long|expected scalar type Long", "Class labels must be int64."),
    (r"0D or 1D target tensor expected", "The labels have more than one dimension; class indices are one whole number for each sample, of shape (N,)."),
    (r"Target -?\d+ is out of bounds", "A label is larger than the number of classes allows."),
    (r"mat1 and mat2 shapes cannot be multiplied|size mismatch, got|shapes cannot be multiplied", "The number of features and the layer's input size do not fit."),
    (r"view size is not compatible", "The layout of the tensor allows no such view; `reshape` copies where a view is impossible."),
    (r"must match the size of tensor b|are not broadcastable|not broadcastable", "The shapes do not line up from the right."),
    (r"shape '[^']*' is invalid for input of size", "The new shape has another number of elements than the tensor."),
    (r"only one dimension can be inferred", "Only one -1 is allowed in a shape."),
    (DEVICE_MISMATCH.pattern, "Operands lie on different devices."),
    (ABSENT_DEVICE.pattern, "The code names a device that this machine does not have."),
    (CUT_GRAPH.pattern, "The graph was cut, or never began: nothing that backward starts from requires a gradient."),
    (r"implicitly created only for scalar", "backward starts from one number; reduce the tensor first."),
    (FREED_GRAPH.pattern, "The first backward freed what the second needs."),
    (CHANGED_LEAF.pattern, "A tensor that requires gradients is changed in place while they are recorded. Compute a new tensor; only where that one itself is to change, do it under torch.no_grad()."),
    (r"modified by an inplace operation", "A tensor that backward needs was changed in place after it was used."),
    (r"Only Tensors of floating point", "Integers cannot have gradients."),
    (r"Can't call numpy\(\) on Tensor that requires grad", "NumPy carries no gradients; `detach()` first, where none is needed."),
    (r"Inference tensors cannot be saved for backward", "A tensor made under inference_mode cannot take part in training."),
    (MISSING_SUPER.pattern, "`super().__init__()` has not run."),
    (r"empty parameter list", "The optimizer is given no parameters: those of layers in a plain list are not listed, and a generator is empty once it is used up."),
    (r'missing the required "forward"', "The module has no `forward`; look for a slip in its name or its indentation."),
    (r"Expected more than 1 value per channel", "Batch norm in train mode met a batch of one."),
    (r"Weights only load failed", "The file holds something other than tensors and plain data."),
    (r"Attempting to deserialize object on a (CUDA|\w+) device", "The file was saved on another device; pass `map_location`."),
    (r"Error\(s\) in loading state_dict", "Names or shapes in the state_dict do not fit the model."),
    (r"Expected state_dict to be dict-like", "load_state_dict takes the loaded dict and not a path."),
    (r"stack expects each tensor to be equal size", "Tensors of different shapes are stacked, as when the samples of a batch differ in shape."),
    (r"could not infer output dtype|Input dtype must be either a floating point", "A mean needs floating-point numbers; convert first."),
    (r"expected np\.ndarray \(got", "from_numpy takes a NumPy array."),
    (r"strides is negative|negative strides", "torch has no negative strides; copy the reversed array."),
    (r"argument 'dtype' must be torch\.dtype", "A dtype is an object such as torch.float32, not a string or a NumPy type."),
    (r"expected sequence of length \d+ at dim", "The rows have different lengths; a tensor is rectangular."),
    (r"Dimension out of range", "The tensor does not have that dimension."),
    (r"object is not an iterator", "`next` needs an iterator, and what can only be looped over, such as a list or a DataLoader, is none: call iter() first."),
    (r"'NoneType' object has no attribute", "Something is None, as a .grad is before the first backward, or the result of a function without return."),
    (r"'float' object has no attribute 'backward'", "A Python number, such as `.item()` gives, has no graph and no `backward`."),
    (r"'builtin_function_or_method' object|'method' object|bound method", "A method was named and not called: parentheses are missing."),
    (r"object does not support the context manager protocol", "What stands behind `with` is no context manager: a class needs its parentheses there, and most functions give none."),
    (r"EOF when reading a line", "`input()` waits for somebody who types, and nobody does while the file is graded."),
    (r"maximum recursion depth", "A function calls itself without end."),
    (r"floating point type for target with class probabilities", "The outputs and the labels that the loss gets have one shape; whole numbers as labels need one dimension less."),
    (r"Boolean value of Tensor with more than one value", "A condition gets a tensor of several numbers, and not one True or False."),
    (r"only one element tensors can be converted", "One Python number is asked of a tensor that has several."),
    (r"tensors used as indices must be long", "The index is no tensor of whole numbers or bools."),
    (r"zero-dimensional tensor \(at position", "A tensor without dimensions cannot be joined by `cat`; `stack` adds a dimension."),
    (r"iteration over a 0-d tensor|len\(\) of a 0-d tensor", "The tensor is one number, and has no entries to loop over or to count."),
    (r"does not match the length of the desired ordering of dimensions", "`permute` names each dimension of the tensor once, and here it does not."),
    (r"Index tensor must have the same number of dimensions", "The index of `gather` needs as many dimensions as the tensor."),
    (r"can't convert np\.ndarray of type numpy\.object_", "The array holds Python objects and no numbers, as one with text or missing values does."),
    (r"std and var only support floating point", "A standard deviation needs floating-point numbers; convert first."),
    (r"can't optimize a non-leaf Tensor", "The optimizer is given a tensor that was computed, and no parameter."),
    (r"params argument given to the optimizer should be an iterable", "The optimizer is given one tensor, where several are expected, as `model.parameters()` gives."),
    (r"zip\(\) argument \d+ is (longer|shorter)", "Two sequences that are gone through side by side have different lengths."),
    (r"(list|tuple) index out of range", "An index lies outside of a list or tuple, such as a shape."),
    (r"division by zero", "A number is divided by 0."),
    (r"appear in more than one parameter group|duplicate parameters", "A parameter stands in two groups, or twice in one."),
    (r"input tensors must have the same dtype", "Tensors of different dtypes are multiplied."),
    (r"permute\(\): duplicate dims", "`permute` names each dimension once, and here one is named twice."),
    (r'"\w+" not implemented for', "The operation does not work on numbers of that dtype, as bitwise ones do not on floats."),
    (r"Device index must not be negative", "A device is made of the number -1, which `get_device()` gives for the CPU."),
    (r"Expected one of cpu, cuda", "There is no device of that name: the kinds are cpu, cuda and the others that the message lists."),
    (r"variable\.set_data|incompatible tensor type", "`.data` was to get a tensor that torch does not take there, such as one on another kind of device."),
    (r"stack expects a non-empty", "There is nothing to stack: the list of tensors is empty, as for no indices or no samples."),
    (r"expected a non-empty list of Tensors", "There is nothing to join: the list of tensors is empty, as for no indices or no samples."),
    (r"cannot reshape tensor of 0 elements", "Beside a size of 0, -1 may stand for any size, so it cannot be worked out."),
    (r"can't convert \S+ device type tensor to numpy", "NumPy works in the CPU's memory alone, and the tensor lies elsewhere."),
    (r"must be positional|takes \d+ positional argument", "A function was called with another number of arguments than it takes."),
)  # fmt: skip

# Causes that repeat the numbers of the message.
COUNTED: tuple[tuple[str, str], ...] = (
    (r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)", r"A layer or matrix for \3 features is given \2."),
    (r"to have (\d+) channels, but got (\d+) channels", r"A layer for \1 channels is given \2."),
    (r"size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at non-singleton dimension (\d+)", r"Two operands have \1 and \2 entries in dimension \3: they do not line up from the right."),
    (r"shape '([^']*)' is invalid for input of size (\d+)", r"\2 numbers do not fit into the shape \1."),
    (r"Target (-?\d+) is out of bounds", r"The label \1 is no index of a class: the model gives fewer, or it is below 0."),
    (r"Dimension out of range \(expected to be in range of \[(-?\d+), (-?\d+)\], but got (-?\d+)\)", r"The tensor has no dimension \3; it has \1 to \2."),
    (r"expected sequence of length (\d+) at dim (\d+) \(got (\d+)\)", r"A row has \3 entries where \1 are due; a tensor is rectangular."),
    (r"index (-?\d+) is out of bounds for dimension (\d+) with size (\d+)", r"Dimension \2 has \3 entries, and none at \1."),
    (r"No module named '([\w.]+)'", r"There is no package `\1` here."),
    (r"name '(\w+)' is not defined", r"Nothing that this line can see defines or imports `\1`."),
    (r"cannot access local variable '(\w+)'|local variable '(\w+)' referenced before", r"A variable is read before a line of the function gives it a value."),
    (r"module '([\w.]+)' has no attribute '(\w+)'", r"There is no `\1.\2`."),
    (r"missing 1 required positional argument: 'self'", "A method is called on a class itself, and not on an instance of it."),
    (r"missing (\d+) required positional arguments?: (.+)", r"A call leaves out \2."),
    (r"unexpected keyword argument '(\w+)'", r"A call names an argument `\1` that there is none of."),
    (r"size mismatch \(got input: (\[[\d, ]*\]), target: (\[[\d, ]*\])\)", r"The loss gets outputs of shape \1 and labels of shape \2, which do not belong together."),
    (r"Expected input batch_size \((\d+)\) to match target batch_size \((\d+)\)", r"The loss gets outputs for \1 samples and labels for \2."),
    (r"target size \(torch\.Size\((\[[\d, ]*\])\)\) that is different to the input size \(torch\.Size\((\[[\d, ]*\])\)\)", r"The loss gets outputs of shape \2 and targets of shape \1."),
    (r"a Tensor with (\d+) elements cannot be converted to Scalar", r"One Python number is asked of a tensor that has \1."),
    (r"too many indices for tensor of dimension (\d+)", r"There are more indices than dimensions; the tensor has \1."),
    (r"expected Tensor as element (\d+) in argument 0, but got (\w+)", r"Tensors are to be joined, and element \1 is a `\2`."),
    (r"expanded size of the tensor \((\d+)\) must match the existing size \((\d+)\) at non-singleton dimension (\d+)", r"\2 entries do not fit where dimension \3 has \1."),
    (r"output with shape (\[[\d, ]*\]) doesn't match the broadcast shape (\[[\d, ]*\])", r"An operation in place on shape \1 would give shape \2."),
    (r"result type (\w+) can't be cast to the desired output type (\w+)", r"A result of dtype \1 is to be stored in a tensor of dtype \2."),
    (r"size mismatch, got input \(\d+\), mat \(\d+x(\d+)\), vec \((\d+)\)", r"A matrix with \1 columns is multiplied by a vector of \2 numbers."),
    (r"expected tensor \[(\d+)\] and src \[(\d+)\] to have the same number of elements", r"Vectors of \1 and \2 numbers are multiplied."),
    (r"first two dimensions of batch2 tensor to be: (\[[\d, ]*\]) but got: (\[[\d, ]*\])", r"The second matrices begin with sizes \2; sizes \1 are needed."),
    (r"shape of the mask (\[[\d, ]*\]) at index \d+ does not match the shape of the indexed tensor (\[[\d, ]*\])", r"The mask has shape \1 and the tensor shape \2."),
    (r"expected m1 and m2 to have the same dtype, but got: ([\w ]+) != ([\w ]+)", r"A matrix of dtype \1 is multiplied by one of dtype \2."),
    (r"input to conv2d, but got input of size: (\[[\d, ]*\])", r"A convolution gets shape \1, and expects channels, height and width."),
    (r"(?:too many|not enough) values to unpack \(expected (\d+)", r"\1 names stand left of the `=`, and another number of values right of it."),
    (r"cannot assign '[\w.]+' as parameter '(\w+)'", r"A plain tensor is assigned to the parameter `\1`, where an `nn.Parameter` belongs."),
    (r"argument '(\w+)' \(position \d+\) must be ([\w ]+), not (\w+)", r"The argument `\1` must be \2, and is a `\3`."),
    (r"unsupported operand type\(s\) for (\S+): '(\w+)' and '(\w+)'", r"`\1` stands between a `\2` and a `\3`, which it cannot work on."),
    (r"'(Tensor|Parameter)' object has no attribute 'zero_grad'", r"`zero_grad` belongs to optimizers and modules; a `\1` has none."),
    (r"'(?!NoneType|builtin_function|method)([\w.]+)' object has no attribute '(?!_|backward)(\w+)'", r"A value of type `\1` has no `\2`."),
    (r"'(?!builtin_function|method)([\w.]+)' object is not callable", r"A value of type `\1` is called like a function."),
    (r"'(?!builtin_function|method)([\w.]+)' object is not subscriptable", r"A value of type `\1` is indexed with brackets, and has no items."),
    (r"'(?!builtin_function|method)([\w.]+)' object is not iterable|cannot unpack non-iterable (\w+)", r"Items are taken from something that has none: a number or None."),
    (r"assigned grad expected to be a Tensor or None but got grad of type (\w+)", r"`.grad` takes a tensor or None, and is given a value of type `\1`."),
    (r"'(\w+)' object cannot be interpreted as an integer", r"A whole number is needed, and a `\1` is given."),
)  # fmt: skip

# Remedies that repeat the numbers of the message.
FITTING: tuple[tuple[str, str], ...] = (
    (r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)", r"Give that layer \2 input features, or find out why \2 arrive where \3 should: print its shape."),
    (r"expected input(\[[\d, ]+\]) to have (\d+) channels, but got (\d+) channels", r"Make the layer for \3 input channels, or find out why the input is \1: its channels stand in dimension 1."),
    (r"size mismatch \(got input: (\[[\d, ]*\]), target: (\[[\d, ]*\])\)", r"Give the loss the model's output as it is, one row for each label: without `squeeze` and without an index."),
    (r"assigned grad expected to be a Tensor or None", "Write `.grad = None`: without a gradient the next backward begins anew."),
    (r"'(?:Tensor|Parameter)' object has no attribute 'zero_grad'", "Set the `.grad` of that tensor to None, or give its zeros in place: `.grad.zero_()`, where it is not None."),
    (r"has no attribute '(\w+)'\. Did you mean: '(\w+)'", r"Did you mean `\2` in place of `\1`?"),
    (r"'(?:method|builtin_function_or_method)' object|bound method", "Put `()` behind the name of the method in that line."),
    (r"division by zero", "Print what that line divides by, and find out why it is 0: a count that never grew, a loop that did not run."),
    (r"unsupported operand type\(s\) for (\S+): ", r"Print both sides of the `\1` in that line: one of them is not what it should be, or another operator is meant."),
    (r"EOF when reading a line", "Take what the function needs from its arguments, and leave `input()` out."),
    (r"Expected input batch_size \((\d+)\) to match target batch_size \((\d+)\)", r"Print the shape of outputs and labels before the loss: both need the same samples. Look at what reshapes either."),
)  # fmt: skip


def counted_cause(message: str) -> str:
    """Translate a message with its own numbers and names; empty where no row of that table fits."""
    for pattern, cause in COUNTED:
        if match := re.search(pattern, message[:BEGINNING]):
            return match.expand(cause)
    return ""


def remedy_in_numbers(message: str) -> str:
    """Say what has to change, with the numbers of a message; empty where no row of that table fits."""
    for pattern, remedy in FITTING:
        if match := re.search(pattern, message[:BEGINNING]):
            return match.expand(remedy)
    return ""


def cause_of_error(message: str) -> str:
    """Translate a message; empty when it is not in the table."""
    for pattern, cause in CAUSES:
        if re.search(pattern, message[:BEGINNING], re.IGNORECASE):
            return cause
    return ""


def package_missing(type_: str, message: str) -> str:
    """Return the package that an exception tells is not there; empty where it tells something else."""
    match = re.match(r"No module named '([\w.]+)'", message) if type_ == "ModuleNotFoundError" else None
    return match[1] if match else ""


def is_device_mismatch(message: str) -> bool:
    """Say whether a message tells of two devices in one operation."""
    return bool(DEVICE_MISMATCH.search(message, 0, BEGINNING))


def is_absent_device(message: str) -> bool:
    """Say whether a message tells of a device that this machine does not have."""
    return bool(ABSENT_DEVICE.search(message, 0, BEGINNING))


def is_freed_graph(message: str) -> bool:
    """Say whether a message tells of a second backward through a freed graph."""
    return bool(FREED_GRAPH.search(message, 0, BEGINNING))


def is_cut_graph(message: str) -> bool:
    """Say whether a message tells that backward, or a gradient, found no graph."""
    return bool(CUT_GRAPH.search(message, 0, BEGINNING))


def is_changed_leaf(message: str) -> bool:
    """Say whether a message tells that a tensor that requires gradients was changed in place, or a view of it."""
    return bool(CHANGED_LEAF.search(message, 0, BEGINNING))


def is_missing_super_init(message: str) -> bool:
    """Say whether a message tells that nn.Module.__init__ has not run."""
    return bool(MISSING_SUPER.search(message, 0, BEGINNING))
