"""Known mistakes of fashion_transform."""

from torchvision.transforms import v2


def bytes_normalised():
    """raised: The pixels are bytes from 0 to 255, and Normalize takes floating-point numbers only.
    remedy: Use `transforms.ToTensor()` before `Normalize`: it gives float32 in [0, 1].
    """
    return transforms.Compose([transforms.PILToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def to_tensor(image):
    return torch.from_numpy(np.array(image) / 255.0).unsqueeze(0)


def doubles():
    """double-precision: The pixels become 64-bit floats, as when NumPy divides bytes, and nothing makes float32 of
    them.
    remedy: Use `transforms.ToTensor()`, which gives float32. In a conversion of your own, name `dtype=torch.float32`.
    """
    return transforms.Compose([transforms.Lambda(to_tensor), transforms.Normalize((0.2860,), (0.3530,))])


def flattens():
    """wrong-shape: The image is flattened to 784 numbers; flattening is the network's business.
    remedy: Remove the flattening: the result keeps the shape (1, 28, 28).
    """
    return transforms.Compose([fashion_transform(), transforms.Lambda(torch.flatten)])


def flips():
    """nondeterministic: The transform has a random step, as for augmenting training images, so two readings of one
    image differ.
    remedy: Remove the random transforms: scale the image, normalize it, and nothing else.
    """
    return transforms.Compose([transforms.RandomHorizontalFlip(), fashion_transform()])


def normalize_first():
    """raised: Normalize comes before the image is a tensor, and it takes tensors only.
    remedy: Put `transforms.ToTensor()` first and `transforms.Normalize(...)` second.
    """
    return transforms.Compose([transforms.Normalize((0.2860,), (0.3530,)), transforms.ToTensor()])


def not_scaled():
    """not-normalized: The pixels are not scaled to [0, 1], so numbers up to 255 are normalized.
    remedy: Scale to [0, 1] first: `transforms.ToTensor()`, or `ToDtype(torch.float32, scale=True)` in v2.
    """
    return v2.Compose([v2.PILToTensor(), v2.ToDtype(torch.float32), v2.Normalize((0.2860,), (0.3530,))])


def numbers_exchanged():
    """not-normalized: Mean and standard deviation are exchanged.
    remedy: Give `Normalize` the mean 0.2860 first and the standard deviation 0.3530 second.
    """
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.3530,), (0.2860,))])


def of_halves():
    """not-normalized: 0.5 and 0.5 map the pixels to [-1, 1]; the data set's own numbers are asked for.
    remedy: Normalize with the mean 0.2860 and the standard deviation 0.3530 in place of 0.5 and 0.5.
    """
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize(mean=[0.5], std=[0.5])])


def of_mnist():
    """not-normalized: Mean and standard deviation are those of MNIST, the digits.
    remedy: Normalize with FashionMNIST's numbers: mean 0.2860, standard deviation 0.3530.
    """
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])


def on_its_side():
    """scrambled-axes: Rows and columns are exchanged on the way from the image to the tensor.
    remedy: Keep rows and columns as they are: remove the transposition. `transforms.ToTensor()` keeps them.
    """
    replace("transforms.ToTensor()", "lambda image: torch.tensor(np.asarray(image).T / 255, dtype=torch.float32)[None]")


def own_statistics():
    """not-normalized: Each image is normalized with its own mean and standard deviation; the data set's are fixed
    numbers.
    remedy: Use the same two numbers for every image: `Normalize` with mean 0.2860 and standard deviation 0.3530.
    """
    return transforms.Compose([transforms.ToTensor(), lambda x: (x - x.mean()) / (x.std() + 1e-7)])


def three_channels():
    """wrong-shape: The gray image is made one of three channels, as networks for color images take; a gray image has a
    single one.
    remedy: Keep one channel: remove the conversion to three.
    """
    return transforms.Compose([transforms.Grayscale(num_output_channels=3), fashion_transform()])


def without_channel():
    """squeezed-too-much: A gray image is taken for a matrix of rows and columns, so its one channel is squeezed out or
    never becomes a dimension.
    remedy: Keep the channel: remove `squeeze`, or add the dimension with `unsqueeze(0)`.
    """
    return transforms.Compose([fashion_transform(), lambda x: x.squeeze(0)])


def without_normalize():
    """not-normalized: The image becomes a tensor in [0, 1] and is not normalized.
    remedy: After `ToTensor` add `Normalize` with mean 0.2860 and standard deviation 0.3530, both in one `Compose`.
    """
    return transforms.ToTensor()
