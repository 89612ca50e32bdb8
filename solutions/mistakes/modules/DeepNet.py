"""Known mistakes of DeepNet."""

from torch.nn import functional as F


class assertion(nn.Module):
    """wrong-exception: An assert raises AssertionError where ValueError is asked for."""
    def __init__(self, dims):
        super().__init__()
        assert len(dims) >= 2, "at least two dims"
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in zip(dims, dims[1:]))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = F.relu(layer(x))
        return self.layers[-1](x)


@change
def detached_between():
    """missing-gradient: The activations are detached between the layers, so only the last layer gets a gradient."""
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))",
    )
    replace("x = layer(x).relu()", "x = F.relu(layer(x)).detach()")


@change
def dims_eaten():
    """input-modified: pop takes the sizes out of the caller's list, which is shorter afterwards."""
    replace("""
            raise ValueError("a network needs at least an input and an output size")
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))
    """, """
            raise ValueError("at least two dims")
        dims = dims if isinstance(dims, list) else list(dims)
        size = dims.pop(0)
        self.layers = nn.ModuleList()
        while dims:
            self.layers.append(nn.Linear(size, dims[0]))
            size = dims.pop(0)
    """)
    replace("x = layer(x).relu()", "x = F.relu(layer(x))")


@change
def equal_layers_shared():
    """wrong-structure: Layers of the same size are one object, so their weights are shared and there are too few
    parameters."""
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        made = {}
        for size in zip(dims, dims[1:]):
            if size not in made:
                made[size] = nn.Linear(*size)
        self.layers = nn.ModuleList(made[size] for size in zip(dims, dims[1:]))
    """)
    replace("x = layer(x).relu()", "x = F.relu(layer(x))")


@change
def log_softmax():
    """extra-activation: The logarithm of a softmax follows the last layer, so that log-probabilities come out and no
    logits."""
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))",
    )
    replace("x = layer(x).relu()", "x = F.relu(layer(x))")
    replace("return self.layers[-1](x)", "return F.log_softmax(self.layers[-1](x), dim=-1)")


@change
def made_in_forward():
    """unregistered-parameters: Only the sizes are kept; the layers are made in forward, new and random on each call."""
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", "self.dims = list(dims)")
    replace("for layer in self.layers[:-1]:", "")
    replace("x = layer(x).relu()", "")
    replace("return self.layers[-1](x)", """
        for i in range(len(self.dims) - 1):
            x = nn.Linear(self.dims[i], self.dims[i + 1])(x)
            if i < len(self.dims) - 2:
                x = F.relu(x)
        return x
    """)


@change
def net_output_buffer_on_the_cpu():
    """device-mismatch: The network keeps a tensor that is no buffer, so that `.to(device)` leaves it on the CPU."""
    after(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.shift = torch.zeros(1, dims[-1])",
    )
    replace("return self.layers[-1](x)", "return self.layers[-1](x) + self.shift")


@change
def no_bias():
    """wrong-structure: The layers are made with bias=False, so half of the parameters are missing."""
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = nn.ModuleList(nn.Linear(i, o, bias=False) for i, o in zip(dims, dims[1:]))",
    )
    replace("x = layer(x).relu()", "x = F.relu(layer(x))")


class no_exception(nn.Module):
    """missing-exception: Nothing looks at the number of dims, so a network without layers is built without a word."""
    def __init__(self, dims):
        super().__init__()
        layers = []
        for i in range(len(dims) - 1):
            if i > 0:
                layers.append(nn.ReLU())
            layers.append(nn.Linear(dims[i], dims[i + 1]))
        self.net = nn.Sequential(*layers)

    def forward(self, x):
        return self.net(x)


@change
def no_relu():
    """missing-activation: There is no activation between the layers, so the whole network is one linear map."""
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        self.net = nn.Sequential(*[nn.Linear(dims[i], dims[i + 1]) for i in range(len(dims) - 1)])
    """)
    replace("for layer in self.layers[:-1]:", "")
    replace("x = layer(x).relu()", "")
    replace("return self.layers[-1](x)", "return self.net(x)")


@change
def no_super():
    """missing-super-init: super().__init__() is missing, so the module has no place to register layers in."""
    replace("super().__init__()", "")
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in zip(dims, dims[1:]))",
    )
    replace("x = layer(x).relu()", "x = F.relu(layer(x))")


@change
def one_attribute():
    """wrong-structure: Each layer is assigned to the same attribute and replaces the one before it, so the last one
    alone is left."""
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        for i in range(len(dims) - 1):
            self.layer = nn.Linear(dims[i], dims[i + 1])
    """)
    replace("for layer in self.layers[:-1]:", "")
    replace("x = layer(x).relu()", "")
    replace("return self.layers[-1](x)", "return self.layer(x)")


@change
def one_layer_short():
    """wrong-structure: The range ends one step early, so the last layer is not made."""
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        layers = []
        for i in range(len(dims) - 2):
            layers.append(nn.Linear(dims[i], dims[i + 1]))
        self.layers = nn.ModuleList(layers)
    """)
    replace("for layer in self.layers[:-1]:", "for i, layer in enumerate(self.layers):")
    replace("x = layer(x).relu()", "x = layer(x)")
    replace("return self.layers[-1](x)", """
            if i < len(self.layers) - 1:
                x = F.relu(x)
        return x
    """)


@change
def plain_list():
    """unregistered-parameters: The layers sit in a plain Python list, which hides them from parameters(), state_dict()
    and to()."""
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = [nn.Linear(dims[i], dims[i + 1]) for i in range(len(dims) - 1)]",
    )
    replace("x = layer(x).relu()", "x = F.relu(layer(x))")


class plain_tensors(nn.Module):
    """unregistered-parameters: Weights and biases are tensors that require grad and no nn.Parameter, so the module does
    not register them."""
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        self.weights = [torch.randn(o, i, requires_grad=True) for i, o in zip(dims[:-1], dims[1:])]
        self.biases = [torch.zeros(o, requires_grad=True) for o in dims[1:]]

    def forward(self, x):
        for i, (w, b) in enumerate(zip(self.weights, self.biases)):
            x = x @ w.T + b
            if i < len(self.weights) - 1:
                x = torch.relu(x)
        return x


@change
def refuses_the_empty_only():
    """missing-exception: Only an empty list is refused; a single size makes no layer either."""
    replace("if len(dims) < 2:", "if len(dims) == 0:")
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))",
    )
    replace("x = layer(x).relu()", "x = F.relu(layer(x))")


@change
def relu_after_each():
    """extra-activation: The loop puts a ReLU after every layer, the last one too, so no output is negative."""
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))",
    )
    replace("for layer in self.layers[:-1]:", "for layer in self.layers:")
    replace("x = layer(x).relu()", "x = F.relu(layer(x))")
    replace("return self.layers[-1](x)", "return x")


@change
def relu_before_each():
    """extra-activation: The ReLU stands in front of every layer, so negative inputs are cut off as well."""
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))",
    )
    replace("for layer in self.layers[:-1]:", "for layer in self.layers:")
    replace("x = layer(x).relu()", "x = layer(F.relu(x))")
    replace("return self.layers[-1](x)", "return x")


class relu_once(nn.Module):
    """missing-activation: A ReLU follows the first layer only; the later layers are one linear map."""
    def __init__(self, dims):
        super().__init__()
        if len(dims) < 2:
            raise ValueError("at least two dims")
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))

    def forward(self, x):
        x = self.layers[0](x)
        if len(self.layers) > 1:
            x = F.relu(x)
        for layer in self.layers[1:]:
            x = layer(x)
        return x


@change
def sigmoid():
    """wrong-values: A sigmoid stands between the layers; a ReLU is asked for."""
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))",
    )
    replace("x = layer(x).relu()", "x = layer(x).sigmoid()")


@change
def softmax():
    """extra-activation: A softmax follows the last layer, so that probabilities come out and no logits."""
    replace(
        "self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))",
        "self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(dims, dims[1:]))",
    )
    replace("x = layer(x).relu()", "x = F.relu(layer(x))")
    replace("return self.layers[-1](x)", "return F.softmax(self.layers[-1](x), dim=-1)")


@change
def three_sizes():
    """wrong-structure: The code is written for three sizes; a shorter or a longer list does not fit."""
    replace("self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in pairwise(dims))", """
        self.fc1 = nn.Linear(dims[0], dims[1])
        self.fc2 = nn.Linear(dims[1], dims[2])
    """)
    replace("for layer in self.layers[:-1]:", "")
    replace("x = layer(x).relu()", "")
    replace("return self.layers[-1](x)", "return self.fc2(F.relu(self.fc1(x)))")
