"""Known mistakes of fashion_transform."""

from torchvision.transforms import v2


def bytes_normalised():
    """raised: PILToTensor keeps bytes from 0 to 255, and Normalize takes floating-point numbers only."""
    return transforms.Compose([transforms.PILToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def to_tensor(image):
    return torch.from_numpy(np.array(image) / 255.0).unsqueeze(0)


def doubles():
    """double-precision: The pixels become 64-bit floats."""
    return transforms.Compose([transforms.Lambda(to_tensor), transforms.Normalize((0.2860,), (0.3530,))])


def flattens():
    """wrong-shape: The image is flattened to 784 numbers; flattening is the network's business."""
    return transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,)), transforms.Lambda(torch.flatten)]
    )


def flips():
    """nondeterministic: Images are flipped at random, which the contract does not ask for; two readings of one image
    differ."""
    return transforms.Compose(
        [transforms.RandomHorizontalFlip(), transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))]
    )


def normalize_first():
    """raised: Normalize stands before ToTensor and meets a PIL image, which it cannot take."""
    return transforms.Compose([transforms.Normalize((0.2860,), (0.3530,)), transforms.ToTensor()])


def not_scaled():
    """not-normalized: The pixels are cast to floats without being scaled, so numbers up to 255 are normalised as if
    they were up to 1."""
    return v2.Compose([v2.PILToTensor(), v2.ToDtype(torch.float32), v2.Normalize((0.2860,), (0.3530,))])


def numbers_exchanged():
    """not-normalized: Mean and standard deviation are exchanged."""
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.3530,), (0.2860,))])


def of_halves():
    """not-normalized: 0.5 and 0.5 map the pixels to [-1, 1]; the data set's own numbers are asked for."""
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize(mean=[0.5], std=[0.5])])


def of_mnist():
    """not-normalized: Mean and standard deviation are those of MNIST, the digits."""
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.1307,), (0.3081,))])


def on_its_side():
    """scrambled-axes: Rows and columns are exchanged on the way from the image to the tensor."""
    return transforms.Compose(
        [
            lambda image: torch.tensor(np.asarray(image).T / 255, dtype=torch.float32)[None],
            transforms.Normalize((0.2860,), (0.3530,)),
        ]
    )


def own_statistics():
    """not-normalized: Each image is normalised with its own mean and standard deviation; the data set's are fixed
    numbers."""
    return transforms.Compose([transforms.ToTensor(), lambda x: (x - x.mean()) / (x.std() + 1e-7)])


def three_channels():
    """wrong-shape: The grey image is made a colour image of three channels."""
    return transforms.Compose(
        [
            transforms.Grayscale(num_output_channels=3),
            transforms.ToTensor(),
            transforms.Normalize((0.2860,), (0.3530,)),
        ]
    )


def without_channel():
    """squeezed-too-much: The channel is squeezed away; images are (1, 28, 28)."""
    return transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,)), lambda x: x.squeeze(0)]
    )


def without_normalize():
    """not-normalized: The image becomes a tensor in [0, 1] and is not normalised."""
    return transforms.ToTensor()
