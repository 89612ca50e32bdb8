"""Known mistakes of DeepNet."""

def assertion():
    """wrong-exception: The check is left to an assertion, which is meant for mistakes of the code itself and raises
    AssertionError; a wrong argument calls for a ValueError.
    remedy: Use `if len(dims) < 2:` with `raise ValueError(...)` in place of `assert`.
    """
    replace("""
        if len(dims) < 2:
            raise ValueError("a network needs at least an input and an output size")
    """, 'assert len(dims) >= 2, "at least two dims"')


def detached_between():
    """missing-gradient: The activations leave the graph between the layers, so only the last layer gets a gradient.
    remedy: Pass each layer's output on with its graph: no `detach()`, no `.data`, no `no_grad` in between.
    """
    replace("x = layer(x).relu()", "x = layer(x).relu().detach()")


def dims_eaten():
    """input-modified: Sizes are taken out of the caller's list, which is shorter afterwards.
    remedy: Leave dims as it is: read the sizes by index or with `zip(dims, dims[1:])`, without `pop` or `del`.
    """
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        dims = dims if isinstance(dims, list) else list(dims)
        size = dims.pop(0)
        self.layers = nn.ModuleList()
        while dims:
            self.layers.append(nn.Linear(size, dims[0]))
            size = dims.pop(0)
    """)


def equal_layers_shared():
    """wrong-structure: Layers of the same size are one object, so their weights are shared and there are too few
    parameters.
    remedy: Make a new `nn.Linear` for each pair of neighboring sizes, also where the same sizes come again.
    """
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        made = {size: nn.Linear(*size) for size in pairwise(dims)}
        self.layers = nn.ModuleList(made[size] for size in pairwise(dims))
    """)


def log_softmax():
    """extra-activation: The logarithm of a softmax follows the last layer, so that log-probabilities come out and no
    logits.
    remedy: Return the last layer's output as it is: logits need no activation.
    """
    replace("return self.layers[-1](x)", "return self.layers[-1](x).log_softmax(-1)")


def made_in_forward():
    """unregistered-parameters: No layers are registered, as when they sit in a plain Python list, or forward makes new
    ones.
    remedy: Make the layers in `__init__` and keep them in an `nn.ModuleList`. In forward only call them.
    """
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", "self.dims = list(dims)")
    before("for layer in self.layers[:-1]:", "layers = [nn.Linear(i, o) for i, o in pairwise(self.dims)]")
    replace("for layer in self.layers[:-1]:", "for layer in layers[:-1]:")
    replace("return self.layers[-1](x)", "return layers[-1](x)")


def net_output_buffer_on_the_cpu():
    """device-mismatch: The network keeps a tensor that stays on the CPU when the network moves: it is not registered.
    remedy: Remove that tensor: the Linear layers are enough. If you need one, register it with `self.register_buffer`.
    """
    after(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.shift = torch.zeros(1, dims[-1])",
    )
    replace("return self.layers[-1](x)", "return self.layers[-1](x) + self.shift")


def no_bias():
    """wrong-structure: The layers have no bias, so half of the parameters are missing.
    remedy: Give each layer a bias: leave out `bias=False`.
    """
    replace("nn.Linear(i, o)", "nn.Linear(i, o, bias=False)")


def no_exception():
    """missing-exception: A network without layers is built without a word: nothing looks at the number of dims, or
    nothing is raised where there are too few.
    remedy: At the start of `__init__`, raise a `ValueError` when `len(dims) < 2`.
    """
    replace("""
        if len(dims) < 2:
            raise ValueError("a network needs at least an input and an output size")
    """, "")


def no_relu():
    """missing-activation: There is no activation between the layers, so the whole network is one linear map.
    remedy: In forward, put a ReLU after each layer but the last.
    """
    replace("x = layer(x).relu()", "x = layer(x)")


def no_super():
    """missing-super-init: Layers are assigned before super().__init__() has run: it is missing, or it comes too late.
    remedy: Make `super().__init__()` the first line of `__init__`.
    """
    replace("super().__init__()", "")


def named_by_their_sizes():
    """wrong-structure: The layers are kept under names made of their sizes, so of equal ones only the last is left.
    remedy: Keep them in the order in which they run, in an `nn.ModuleList`, or number their names.
    """
    replace("nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        nn.ModuleDict({f"{i} to {o}": nn.Linear(i, o) for i, o in pairwise(dims)})
    """)
    replace("for layer in self.layers[:-1]:", "for layer in list(self.layers.values())[:-1]:")
    replace("return self.layers[-1](x)", "return list(self.layers.values())[-1](x)")


def one_attribute():
    """wrong-structure: Only the last layer is left: each layer takes the place of the one before it.
    remedy: Keep all layers: append each to one `nn.ModuleList`, and in forward call them in order.
    """
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        for i, o in pairwise(dims):
            self.layer = nn.Linear(i, o)
    """)
    replace("""
        for layer in self.layers[:-1]:
            x = layer(x).relu()
        return self.layers[-1](x)
    """, "return self.layer(x)")


def one_layer_short():
    """wrong-structure: The last pair of neighboring sizes gets no layer, as when a loop ends one step early: n sizes
    make n - 1 layers.
    remedy: Make one layer fewer than there are sizes: `range(len(dims) - 1)`, or `zip(dims, dims[1:])`.
    """
    replace("pairwise(dims)", "pairwise(dims[:-1])")
    replace("return self.layers[-1](x)", "return self.layers[-1](x) if self.layers else x")


def plain_list():
    """as made_in_forward"""
    replace("nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", "[nn.Linear(i, o) for i, o in pairwise(dims)]")


def plain_tensors():
    """unregistered-parameters: Weights and biases are tensors that require grad and no nn.Parameter, so the module does
    not register them.
    remedy: Use `nn.Linear` layers in an `nn.ModuleList`, which register their weights and biases.
    """
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        self.weights = [torch.randn(o, i, requires_grad=True) for i, o in pairwise(dims)]
        self.biases = [torch.zeros(o, requires_grad=True) for o in dims[1:]]
    """)
    replace("""
        for layer in self.layers[:-1]:
            x = layer(x).relu()
        return self.layers[-1](x)
    """, """
        for w, b in zip(self.weights[:-1], self.biases[:-1]):
            x = (x @ w.T + b).relu()
        return x @ self.weights[-1].T + self.biases[-1]
    """)


def refuses_the_empty_only():
    """missing-exception: Only an empty list is refused; a single size makes no layer either.
    remedy: Raise the `ValueError` for a single size too: when `len(dims) < 2`.
    """
    replace("if len(dims) < 2:", "if len(dims) == 0:")


def relu_after_each():
    """extra-activation: A ReLU follows every layer, the last one too, so no output is negative.
    remedy: Put a ReLU after each layer but the last. Return the last layer's output as it is.
    """
    replace("return self.layers[-1](x)", "return self.layers[-1](x).relu()")


def relu_before_each():
    """extra-activation: The ReLU stands in front of every layer, so negative inputs are cut off as well.
    remedy: Give x to the first layer as it is. A ReLU stands only between two layers.
    """
    before("for layer in self.layers[:-1]:", "x = x.relu()")


def relu_once():
    """missing-activation: A ReLU follows the first layer only; the later layers are one linear map.
    remedy: Put a ReLU after each layer but the last: call it inside the loop.
    """
    replace("""
        for layer in self.layers[:-1]:
            x = layer(x).relu()
        return self.layers[-1](x)
    """, """
        x = self.layers[0](x)
        for i, layer in enumerate(self.layers[1:]):
            x = layer(x if i else x.relu())
        return x
    """)


def sigmoid():
    """wrong-activation: A sigmoid stands between the layers; a ReLU is asked for.
    remedy: Use a ReLU between the layers, such as `torch.relu`, in place of the sigmoid.
    """
    replace("x = layer(x).relu()", "x = layer(x).sigmoid()")


def softmax():
    """extra-activation: A softmax follows the last layer, so that probabilities come out and no logits.
    remedy: Return the last layer's output as it is: logits need no activation.
    """
    replace("return self.layers[-1](x)", "return self.layers[-1](x).softmax(-1)")


def three_sizes():
    """wrong-structure: The code is written for three sizes; a shorter or a longer list does not fit.
    remedy: Loop over neighboring sizes, `zip(dims, dims[1:])`, and put one `nn.Linear` for each pair in an
    `nn.ModuleList`.
    """
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        self.fc1 = nn.Linear(dims[0], dims[1])
        self.fc2 = nn.Linear(dims[1], dims[2])
    """)
    replace("""
        for layer in self.layers[:-1]:
            x = layer(x).relu()
        return self.layers[-1](x)
    """, "return self.fc2(self.fc1(x).relu())")


def ones_at_first():
    """symmetric-weights: The units of a layer begin with equal weights, so they compute and learn the same for ever.
    remedy: Leave the random weights that `nn.Linear` makes, or use a random scheme of `nn.init`. Only biases may be
    zeros.
    """
    after("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        for layer in self.layers:
            nn.init.ones_(layer.weight)
    """)


def spread_of_one_at_first():
    """badly-scaled-weights: The first weights spread by about 1, whatever the number of inputs, so each layer
    multiplies the spread of its input many times.
    remedy: Leave the weights that `nn.Linear` makes, or use a scheme of `nn.init` that looks at the number of inputs.
    """
    after("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        for layer in self.layers:
            nn.init.normal_(layer.weight)
    """)


def tiny_at_first():
    """badly-scaled-weights: The first weights are so small that the outputs, and the gradients of the first layer, are
    nearly zero.
    remedy: Leave the weights that `nn.Linear` makes, or use a scheme of `nn.init` that looks at the number of inputs.
    """
    after("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        for layer in self.layers:
            nn.init.normal_(layer.weight, std=1e-4)
    """)


def gelu_between():
    """wrong-activation: A GELU stands between the layers; a ReLU is asked for.
    remedy: Use a ReLU between the layers, such as `torch.relu`, in place of the GELU.
    """
    replace("x = layer(x).relu()", "x = nn.functional.gelu(layer(x))")


def leaky_relu_between():
    """wrong-activation: A leaky ReLU stands between the layers; a ReLU is asked for.
    remedy: Use a ReLU between the layers, such as `torch.relu`, in place of the leaky ReLU.
    """
    replace("x = layer(x).relu()", "x = nn.functional.leaky_relu(layer(x))")


def tanh_between():
    """wrong-activation: A tanh stands between the layers; a ReLU is asked for.
    remedy: Use a ReLU between the layers, such as `torch.relu`, in place of the tanh.
    """
    replace("x = layer(x).relu()", "x = layer(x).tanh()")
