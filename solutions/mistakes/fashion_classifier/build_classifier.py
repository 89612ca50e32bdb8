"""Known mistakes of build_classifier."""


class Net(nn.Module):
    def __init__(self, hidden_dim):
        super().__init__()
        self.fc1 = nn.Linear(28 * 28, hidden_dim)
        self.relu = nn.ReLU()
        self.fc2 = nn.Linear(hidden_dim, 10)

    def forward(self, x):
        x = x.view(x.size(0), -1)
        return self.fc2(self.fc1(x))


def activation_not_used(hidden_dim=128):
    """missing-activation: The activation is made and not called in forward."""
    return Net(hidden_dim)


class Classifier(nn.Module):
    def __init__(self, hidden_dim):
        super().__init__()
        self.fc1 = nn.Linear(784, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, 10)

    def forward(self, images):
        images = images.reshape(64, 784)
        return self.fc2(torch.relu(self.fc1(images)))


def batch_size_in_the_model(hidden_dim=128):
    """raised: The size of a batch stands in forward, and batches of other sizes do not fit."""
    return Classifier(hidden_dim)


def flatten_everything(hidden_dim=128):
    """wrong-shape: Flattening begins at the first dimension, so the whole batch becomes one row."""
    return nn.Sequential(
        nn.Flatten(0),
        nn.Linear(784, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
    )


class Net_layers_in_a_list(nn.Module):
    def __init__(self, hidden_dim):
        super().__init__()
        self.layers = [nn.Flatten(), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def layers_in_a_list(hidden_dim=128):
    """unregistered-parameters: The layers are kept in a plain list, where the module does not find their parameters."""
    return Net_layers_in_a_list(hidden_dim)


def log_softmax_at_the_end(hidden_dim=128):
    """extra-activation: The model ends with log-softmax, where logits are asked for."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
        nn.LogSoftmax(dim=1),
    )


def nine_classes(hidden_dim=128):
    """wrong-shape: There is one output too few for ten classes."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 9),
    )


def on_cuda(hidden_dim=128):
    """hard-coded-device: The model is moved to CUDA, which nobody asked for."""
    model = nn.Sequential(nn.Flatten(), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))
    return model.cuda()


def other_default_width(hidden_dim=64):
    """wrong-values: The hidden layer is narrower by default than the 128 units that are asked for."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
    )


def relu_at_the_end(hidden_dim=128):
    """extra-activation: An activation follows the last layer, so no logit can be negative."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
        nn.ReLU(),
    )


class Net_returns_the_class(nn.Module):
    def __init__(self, hidden_dim=128):
        super().__init__()
        self.fc1 = nn.Linear(784, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, 10)

    def forward(self, x):
        return self.fc2(self.fc1(x.flatten(1)).relu())


def returns_the_class(hidden_dim=128):
    """raised: The class is returned and not an instance of it."""
    return Net_returns_the_class


def seeds(hidden_dim=128):
    """global-state-changed: The global generator is seeded, which changes all random numbers that come after."""
    torch.manual_seed(0)
    return nn.Sequential(nn.Flatten(), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))


def softmax_at_the_end(hidden_dim=128):
    """extra-activation: The model ends with softmax and gives probabilities, where logits are asked for."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
        nn.Softmax(dim=1),
    )


class Classifier_squeezed(nn.Module):
    def __init__(self, hidden_dim):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))

    def forward(self, images):
        return self.layers(images.flatten(1)).squeeze()


def squeezed(hidden_dim=128):
    """squeezed-too-much: All dimensions of size 1 are removed from the logits, that of a single image too."""
    return Classifier_squeezed(hidden_dim)


def tanh_at_the_end(hidden_dim=128):
    """extra-activation: The model ends with tanh, which keeps all logits between -1 and 1."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
        nn.Tanh(),
    )


def width_ignored(hidden_dim=128):
    """wrong-values: The hidden layer has 128 units, whatever width is asked for."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, 128),
        nn.ReLU(),
        nn.Linear(128, 10),
    )


def without_activation(hidden_dim=128):
    """missing-activation: Two linear layers follow each other, and together they are no more than one."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(784, hidden_dim),
        nn.Linear(hidden_dim, 10),
    )


def without_flatten(hidden_dim=128):
    """wrong-shape: The images are not flattened; each row of pixels is classified by itself."""
    return nn.Sequential(
        nn.Linear(28, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
    )


class Net_without_super_init(nn.Module):
    def __init__(self, hidden_dim):
        self.fc1 = nn.Linear(784, hidden_dim)
        self.fc2 = nn.Linear(hidden_dim, 10)

    def forward(self, x):
        return self.fc2(self.fc1(x.flatten(1)).relu())


def without_super_init(hidden_dim=128):
    """missing-super-init: `super().__init__()` is missing, so no layer can be assigned."""
    return Net_without_super_init(hidden_dim)


def wrong_input_size(hidden_dim=128):
    """raised: The first layer expects 28 inputs, and a flattened image has 784."""
    return nn.Sequential(
        nn.Flatten(),
        nn.Linear(28, hidden_dim),
        nn.ReLU(),
        nn.Linear(hidden_dim, 10),
    )
