"""Known mistakes of SimpleNet."""

def detached_hidden():
    """missing-gradient: The hidden layer leaves the graph, so no gradient reaches fc1.
    remedy: Pass fc1's output on to fc2 with its graph: no `detach()`, no `.data`, no `no_grad` in between.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.relu(self.fc1(x)).detach())")


def forward_misspelt():
    """raised: The module has no method of the name forward.
    remedy: Name the method exactly `forward`, with the parameters `self` and `x`, and indent it inside the class.
    """
    replace("def forward(self, x: torch.Tensor) -> torch.Tensor:", "def foward(self, x):")


def hard_coded_sizes():
    """hard-coded-answer: The sizes of the layers are fixed numbers, whatever sizes are given.
    remedy: Make the layers from the arguments: fc1 from input_dim to hidden_dim, fc2 from hidden_dim to output_dim.
    """
    replace("self.fc1 = nn.Linear(input_dim, hidden_dim)", "self.fc1 = nn.Linear(784, 128)")
    replace("self.fc2 = nn.Linear(hidden_dim, output_dim)", "self.fc2 = nn.Linear(128, 10)")


class layers_in_a_list(nn.Module):
    """unregistered-parameters: No layers are registered, as when they sit in a plain Python list, or forward makes new
    ones.
    remedy: In `__init__`, assign each layer to an attribute of its own: `self.fc1`, `self.relu` and `self.fc2`. In
    forward only call them.
    """
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.layers = [nn.Linear(input_dim, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, output_dim)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class layers_in_forward(nn.Module):
    """as layers_in_a_list"""
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.sizes = (input_dim, hidden_dim, output_dim)

    def forward(self, x):
        fc1 = nn.Linear(self.sizes[0], self.sizes[1])
        fc2 = nn.Linear(self.sizes[1], self.sizes[2])
        return fc2(nn.ReLU()(fc1(x)))


def log_softmax():
    """extra-activation: The last layer is followed by the logarithm of a softmax, which turns the logits into
    log-probabilities.
    remedy: Return the output of fc2 as it is: logits need no activation.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.relu(self.fc1(x))).log_softmax(1)")


def net_noise_on_the_cpu():
    """device-mismatch: In forward a tensor is made on the CPU, and it meets what is computed elsewhere.
    remedy: Call `self.relu`: it needs no tensor of zeros. Give any other new tensor `device=x.device`.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        h = self.fc1(x)
        return self.fc2(torch.maximum(h, torch.zeros(h.shape, dtype=h.dtype)))
    """)


def no_bias():
    """wrong-structure: The layers have no bias, so two of the four parameters are missing.
    remedy: Give both layers a bias: leave out `bias=False`.
    """
    replace("self.fc1 = nn.Linear(input_dim, hidden_dim)", "self.fc1 = nn.Linear(input_dim, hidden_dim, bias=False)")
    replace("self.fc2 = nn.Linear(hidden_dim, output_dim)", "self.fc2 = nn.Linear(hidden_dim, output_dim, bias=False)")


def no_relu_child():
    """wrong-structure: A child relu comes about where an nn.ReLU is assigned to self.relu; a ReLU that is called as a
    function, or kept under another name, gives none.
    remedy: Assign an `nn.ReLU()` to `self.relu` in `__init__`.
    """
    replace("self.relu = nn.ReLU()", "")
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.fc1(x).relu())")


def no_return():
    """missing-return: The result is None: forward does not return the output.
    remedy: End forward with a `return` of fc2's output.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "self.fc2(self.relu(self.fc1(x)))")


def no_super():
    """missing-super-init: Layers are assigned before super().__init__() has run: it is missing, or it comes too late.
    remedy: Make `super().__init__()` the first line of `__init__`.
    """
    replace("super().__init__()", "")


def relu_at_the_end():
    """extra-activation: A ReLU follows the last layer too and cuts off negative logits.
    remedy: Return the output of fc2 as it is: the ReLU stands between the two layers only.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.relu(self.fc2(self.relu(self.fc1(x))))")


def relu_not_called():
    """missing-activation: No activation stands between the two layers, so they are one linear map.
    remedy: In forward, put fc1's output through `self.relu` before fc2.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.fc1(x))")


class sequential_inside(nn.Module):
    """wrong-structure: The layers are children of a container inside the network, and not its own children fc1, relu
    and fc2.
    remedy: Assign the three layers to `self.fc1`, `self.relu` and `self.fc2`. Call them in that order in forward.
    """
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(input_dim, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, output_dim))

    def forward(self, x):
        return self.net(x)


def sigmoid():
    """extra-activation: A sigmoid follows the last layer, so that all outputs lie between 0 and 1.
    remedy: Return the output of fc2 as it is: logits need no activation.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.relu(self.fc1(x))).sigmoid()")


def sizes_swapped():
    """wrong-values: The sizes of the layers are swapped: a Linear takes its input size first and its output size
    second.
    remedy: Give `nn.Linear` the input size first: fc1 from input_dim to hidden_dim, fc2 from hidden_dim to output_dim.
    """
    replace("self.fc1 = nn.Linear(input_dim, hidden_dim)", "self.fc1 = nn.Linear(hidden_dim, input_dim)")
    replace("self.fc2 = nn.Linear(hidden_dim, output_dim)", "self.fc2 = nn.Linear(output_dim, hidden_dim)")


def softmax():
    """extra-activation: A softmax follows the last layer and turns the logits into probabilities.
    remedy: Return the output of fc2 as it is: logits need no activation.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.relu(self.fc1(x))).softmax(1)")


def tanh():
    """extra-activation: A tanh follows the last layer, so that all outputs lie between -1 and 1.
    remedy: Return the output of fc2 as it is: logits need no activation.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.relu(self.fc1(x))).tanh()")


def two_arguments():
    """wrong-signature: __init__ does not take the three sizes that the network is built from.
    remedy: Take the three sizes in `__init__`: input_dim, hidden_dim, output_dim. Use hidden_dim in both layers.
    """
    replace(
        "def __init__(self, input_dim: int, hidden_dim: int, output_dim: int) -> None:",
        "def __init__(self, input_dim, output_dim):",
    )
    replace("self.fc1 = nn.Linear(input_dim, hidden_dim)", "self.fc1 = nn.Linear(input_dim, 128)")
    replace("self.fc2 = nn.Linear(hidden_dim, output_dim)", "self.fc2 = nn.Linear(128, output_dim)")


def with_dropout():
    """wrong-structure: There is a fourth child, a dropout, which also makes the output random in train mode.
    remedy: Remove the dropout from `__init__` and from forward.
    """
    after("self.relu = nn.ReLU()", "self.dropout = nn.Dropout(0.2)")
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.dropout(self.relu(self.fc1(x))))")


def zeros_at_first():
    """symmetric-weights: The units of a layer begin with equal weights, so they compute and learn the same for ever.
    remedy: Leave the random weights that `nn.Linear` makes, or use a random scheme of `nn.init`. Only biases may be
    zeros.
    """
    after("self.fc2 = nn.Linear(hidden_dim, output_dim)", """
        for parameter in self.parameters():
            nn.init.zeros_(parameter)
    """)


def equal_numbers_at_first():
    """as zeros_at_first"""
    after("self.fc2 = nn.Linear(hidden_dim, output_dim)", """
        nn.init.constant_(self.fc1.weight, 0.1)
        nn.init.constant_(self.fc2.weight, 0.1)
    """)


def spread_of_one_at_first():
    """badly-scaled-weights: The first weights spread by about 1, whatever the number of inputs, so each layer
    multiplies the spread of its input many times.
    remedy: Leave the weights that `nn.Linear` makes, or use a scheme of `nn.init` that looks at the number of inputs.
    """
    after("self.fc2 = nn.Linear(hidden_dim, output_dim)", """
        nn.init.normal_(self.fc1.weight)
        nn.init.normal_(self.fc2.weight)
    """)


def tiny_at_first():
    """badly-scaled-weights: The first weights are so small that the outputs, and the gradients of the first layer, are
    nearly zero.
    remedy: Leave the weights that `nn.Linear` makes, or use a scheme of `nn.init` that looks at the number of inputs.
    """
    after("self.fc2 = nn.Linear(hidden_dim, output_dim)", """
        for layer in (self.fc1, self.fc2):
            layer.weight.data *= 1e-3
    """)


def gelu_between():
    """wrong-activation: A GELU stands between the layers; a ReLU is asked for.
    remedy: Put fc1's output through `self.relu` in forward, and through nothing else before fc2.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(nn.functional.gelu(self.fc1(x)))")


def leaky_relu_between():
    """wrong-activation: A leaky ReLU stands between the layers; a ReLU is asked for.
    remedy: Put fc1's output through `self.relu` in forward, and through nothing else before fc2.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(nn.functional.leaky_relu(self.fc1(x)))")


def sigmoid_between():
    """wrong-activation: A sigmoid stands between the layers; a ReLU is asked for.
    remedy: Put fc1's output through `self.relu` in forward, and through nothing else before fc2.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.fc1(x).sigmoid())")


def tanh_between():
    """wrong-activation: A tanh stands between the layers; a ReLU is asked for.
    remedy: Put fc1's output through `self.relu` in forward, and through nothing else before fc2.
    """
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.fc1(x).tanh())")
