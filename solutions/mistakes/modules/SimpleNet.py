"""Known mistakes of SimpleNet."""

from torch.nn import functional as F


@change
def detached_hidden():
    """missing-gradient: The hidden layer is detached, so no gradient reaches fc1."""
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        hidden = self.relu(self.fc1(x)).detach()
        return self.fc2(hidden)
    """)


@change
def forward_misspelt():
    """raised: The method is called foward, so the module has no forward."""
    replace("def forward(self, x: torch.Tensor) -> torch.Tensor:", "def foward(self, x):")


@change
def hard_coded_sizes():
    """hard-coded-answer: The sizes 784, 128 and 10 stand in the code, and the arguments are not used."""
    replace("self.fc1 = nn.Linear(input_dim, hidden_dim)", "self.fc1 = nn.Linear(784, 128)")
    replace("self.fc2 = nn.Linear(hidden_dim, output_dim)", "self.fc2 = nn.Linear(128, 10)")


class layers_in_a_list(nn.Module):
    """unregistered-parameters: The layers sit in a plain Python list, where PyTorch does not look for parameters."""
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.layers = [nn.Linear(input_dim, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, output_dim)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


class layers_in_forward(nn.Module):
    """unregistered-parameters: The layers are made in forward: they are new and random on each call, and no optimizer
    sees them."""
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.sizes = (input_dim, hidden_dim, output_dim)

    def forward(self, x):
        fc1 = nn.Linear(self.sizes[0], self.sizes[1])
        fc2 = nn.Linear(self.sizes[1], self.sizes[2])
        return fc2(nn.ReLU()(fc1(x)))


@change
def log_softmax():
    """extra-activation: The last layer is followed by the logarithm of a softmax, which turns the logits into
    log-probabilities."""
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        x = self.fc1(x)
        x = self.relu(x)
        x = self.fc2(x)
        return F.log_softmax(x, dim=1)
    """)


@change
def net_noise_on_the_cpu():
    """device-mismatch: A tensor of zeros is made on the CPU in forward and joined to what is computed."""
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        h = self.fc1(x)
        return self.fc2(torch.maximum(h, torch.zeros(h.shape, dtype=h.dtype)))
    """)


@change
def no_bias():
    """wrong-structure: The layers are made with bias=False, so two of the four parameters are missing."""
    replace("self.fc1 = nn.Linear(input_dim, hidden_dim)", "self.fc1 = nn.Linear(input_dim, hidden_dim, bias=False)")
    replace("self.fc2 = nn.Linear(hidden_dim, output_dim)", "self.fc2 = nn.Linear(hidden_dim, output_dim, bias=False)")


@change
def no_relu_child():
    """wrong-structure: forward uses the function relu, and the child relu (an nn.ReLU) is missing."""
    replace("self.relu = nn.ReLU()", "")
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        x = F.relu(self.fc1(x))
        return self.fc2(x)
    """)


@change
def no_return():
    """wrong-type: forward computes the output and ends without a return."""
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        x = self.fc1(x)
        x = self.relu(x)
        x = self.fc2(x)
    """)


@change
def no_super():
    """missing-super-init: super().__init__() is missing, so the module has no place to register layers in."""
    replace("super().__init__()", "")


@change
def relu_at_the_end():
    """extra-activation: A ReLU follows the last layer too and cuts off negative logits."""
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        x = self.relu(self.fc1(x))
        x = self.relu(self.fc2(x))
        return x
    """)


@change
def relu_not_called():
    """missing-activation: The ReLU is made and never called, so the two layers are one linear map."""
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        x = self.fc1(x)
        return self.fc2(x)
    """)


class sequential_inside(nn.Module):
    """wrong-structure: The layers are children of an nn.Sequential, so the network itself has one child and neither
    fc1, relu nor fc2."""
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(input_dim, hidden_dim),
            nn.ReLU(),
            nn.Linear(hidden_dim, output_dim),
        )

    def forward(self, x):
        return self.net(x)


@change
def sigmoid():
    """extra-activation: A sigmoid follows the last layer, so that all outputs lie between 0 and 1."""
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        x = self.fc1(x)
        x = self.relu(x)
        x = self.fc2(x)
        return torch.sigmoid(x)
    """)


@change
def sizes_swapped():
    """wrong-values: The sizes of the layers are swapped: a Linear takes its input size first and its output size
    second."""
    replace("self.fc1 = nn.Linear(input_dim, hidden_dim)", "self.fc1 = nn.Linear(hidden_dim, input_dim)")
    replace("self.fc2 = nn.Linear(hidden_dim, output_dim)", "self.fc2 = nn.Linear(output_dim, hidden_dim)")


@change
def softmax():
    """extra-activation: A softmax follows the last layer and turns the logits into probabilities."""
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        x = self.fc1(x)
        x = self.relu(x)
        x = self.fc2(x)
        return F.softmax(x, dim=1)
    """)


@change
def tanh():
    """extra-activation: A tanh follows the last layer, so that all outputs lie between -1 and 1."""
    replace("return self.fc2(self.relu(self.fc1(x)))", """
        x = self.fc1(x)
        x = self.relu(x)
        x = self.fc2(x)
        return torch.tanh(x)
    """)


@change
def two_arguments():
    """wrong-signature: __init__ takes no hidden_dim; the network is built from three sizes."""
    replace(
        "def __init__(self, input_dim: int, hidden_dim: int, output_dim: int) -> None:",
        "def __init__(self, input_dim, output_dim):",
    )
    replace("self.fc1 = nn.Linear(input_dim, hidden_dim)", "self.fc1 = nn.Linear(input_dim, 128)")
    replace("self.fc2 = nn.Linear(hidden_dim, output_dim)", "self.fc2 = nn.Linear(128, output_dim)")


@change
def with_dropout():
    """wrong-structure: There is a fourth child, a dropout, which also makes the output random in train mode."""
    after("self.relu = nn.ReLU()", "self.dropout = nn.Dropout(0.2)")
    replace("return self.fc2(self.relu(self.fc1(x)))", "return self.fc2(self.dropout(self.relu(self.fc1(x))))")
