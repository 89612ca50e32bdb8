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
    """missing-activation: No activation acts between the linear layers, and together they are no more than one.
    remedy: Apply an activation, such as `nn.ReLU()`, to the output of the hidden layer, before the last layer.
    """
    return Net(hidden_dim)


class FixedBatch(nn.Sequential):
    def forward(self, images):
        return super().forward(images.reshape(64, 784))


def batch_size_in_the_model(hidden_dim=128):
    """raised: The model takes batches of one size only, and batches of other sizes do not fit.
    remedy: Flatten with `nn.Flatten()` or `x.flatten(1)`, which leave the batch size as it is. Write no batch size into
    the model.
    """
    return FixedBatch(*build_classifier(hidden_dim))


def flatten_everything(hidden_dim=128):
    """wrong-shape: The whole batch becomes one row, since the first dimension is flattened too.
    remedy: Flatten from dimension 1 on: `nn.Flatten()` or `x.flatten(1)`. Dimension 0 counts the images.
    """
    return nn.Sequential(nn.Flatten(0), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))


class LayersInAList(nn.Module):
    def __init__(self, hidden_dim):
        super().__init__()
        self.layers = [nn.Flatten(), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


def layers_in_a_list(hidden_dim=128):
    """unregistered-parameters: The layers stand where a module does not look for them, such as in a plain list or dict,
    so their parameters are not registered in it.
    remedy: Put the layers into `nn.Sequential` or `nn.ModuleList`, or make each an attribute of the module.
    """
    return LayersInAList(hidden_dim)


def log_softmax_at_the_end(hidden_dim=128):
    """extra-activation: An activation or softmax follows the last linear layer; logits are asked for.
    remedy: End with the last linear layer, with nothing behind it. The loss does its softmax by itself.
    """
    return build_classifier(hidden_dim).append(nn.LogSoftmax(dim=1))


def nine_classes(hidden_dim=128):
    """wrong-shape: The number of outputs is not 10, and there are ten classes.
    remedy: Give the last linear layer 10 outputs, one for each class.
    """
    return nn.Sequential(nn.Flatten(), nn.Linear(784, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 9))


def on_cuda(hidden_dim=128):
    """hard-coded-device: The model is moved to an accelerator, which nobody asked for.
    remedy: Return the model where PyTorch makes it: leave out `.cuda()`, `.to(...)` and `device=`.
    """
    return build_classifier(hidden_dim).cuda()


def other_default_width(hidden_dim=64):
    """wrong-values: The hidden layer has another width by default than the 128 units that are asked for.
    remedy: Give the parameter its default in the signature: `hidden_dim=128`.
    """
    return build_classifier(hidden_dim)


def relu_at_the_end(hidden_dim=128):
    """as log_softmax_at_the_end"""
    return build_classifier(hidden_dim).append(nn.ReLU())


def returns_the_class(hidden_dim=128):
    """raised: A class is returned and not a model, an instance of it.
    remedy: Call the class with its arguments, `Name(hidden_dim)`, and return the module that this makes.
    """
    return Net


def seeds(hidden_dim=128):
    """global-state-changed: The global generator is seeded, which changes all random numbers that come after.
    remedy: Remove `torch.manual_seed` from this function: seeding is for train_classifier.
    """
    torch.manual_seed(0)
    return build_classifier(hidden_dim)


def softmax_at_the_end(hidden_dim=128):
    """extra-activation: The model gives probabilities; logits are asked for.
    remedy: End with the last linear layer: leave out the softmax behind it. The loss does it by itself.
    """
    return build_classifier(hidden_dim).append(nn.Softmax(dim=1))


class Squeezed(nn.Sequential):
    def forward(self, images):
        return super().forward(images).squeeze()


def squeezed(hidden_dim=128):
    """squeezed-too-much: Dimensions of size 1 are dropped from the logits, and for a single image the dimension of the
    batch is one of them.
    remedy: Return what the last layer gives, with shape (N, 10) for N = 1 too. Leave out `squeeze`.
    """
    return Squeezed(*build_classifier(hidden_dim))


def tanh_at_the_end(hidden_dim=128):
    """extra-activation: An activation follows the last layer, which keeps all logits between -1 and 1.
    remedy: End with the last linear layer: no activation behind it.
    """
    return build_classifier(hidden_dim).append(nn.Tanh())


def width_ignored(hidden_dim=128):
    """wrong-values: The layers are made with a number of the code's own, and not with hidden_dim.
    remedy: Use the argument hidden_dim twice: outputs of the first linear layer, inputs of the second.
    """
    return build_classifier(128)


def without_activation(hidden_dim=128):
    """as activation_not_used"""
    return nn.Sequential(nn.Flatten(), nn.Linear(784, hidden_dim), nn.Linear(hidden_dim, 10))


def without_flatten(hidden_dim=128):
    """wrong-shape: The images are not flattened: each row of pixels is classified by itself.
    remedy: Flatten each image first, with `nn.Flatten()` or `x.flatten(1)`. The first linear layer then has 784 inputs.
    """
    return nn.Sequential(nn.Linear(28, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))


class WithoutSetUp(nn.Module):
    def __init__(self, hidden_dim):
        self.fc1 = nn.Linear(784, hidden_dim)


def without_super_init(hidden_dim=128):
    """missing-super-init: The class does not run the set-up of nn.Module, so no layer can be assigned.
    remedy: Call `super().__init__()` in the first line of the class's `__init__`, before any layer is made.
    """
    return WithoutSetUp(hidden_dim)


def wrong_input_size(hidden_dim=128):
    """raised: The first layer does not take 784 inputs, and a flattened image has 784.
    remedy: Give the first linear layer 28 * 28 = 784 inputs, behind the flattening.
    """
    return nn.Sequential(nn.Flatten(), nn.Linear(28, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, 10))
