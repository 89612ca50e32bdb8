"""Known mistakes of load_fashion."""


def always_training_split(root, train):
    """wrong-values: The training split comes always, whatever split is asked for.

    Pass the argument on: `train=train`.
    """
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root, transform=transform)


NORMALISED = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def downloads(root, train):
    """network-access: The files are downloaded where they are missing.

    Never download: give `download=False`, or leave the argument out.
    """
    return datasets.FashionMNIST(root, train=train, download=True, transform=NORMALISED)


def empty_where_missing(root, train):
    """missing-exception: Missing files are passed over without an exception, and an empty list stands for the data set.

    Let the exception through: remove the `try`. Missing files are a RuntimeError.
    """
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    try:
        return datasets.FashionMNIST(root, train=train, transform=transform)
    except RuntimeError:
        return []


def folder_of_its_own(root, train):
    """raised: The files are looked for in another folder than FashionMNIST/raw below the root that is given.

    Call `datasets.FashionMNIST` with `root` as it is: that class adds the folders FashionMNIST/raw by itself.
    """
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST("./data", train=train, transform=transform)


def folder_twice(root, train):
    """as folder_of_its_own"""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(Path(root) / "FashionMNIST", train=train, transform=transform)


def in_batches(root, train):
    """wrong-values: A loader is returned; the data set itself is asked for.

    Return the data set itself, without a `DataLoader` around it.
    """
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return DataLoader(datasets.FashionMNIST(root, train=train, transform=transform), batch_size=64, shuffle=train)


def mnist(root, train):
    """as folder_of_its_own"""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.MNIST(root, train=train, transform=transform)


def not_normalised(root, train):
    """not-normalized: The images are scaled to [0, 1] and not normalized.

    Give `transform=fashion_transform()`: it scales and normalizes.
    """
    return datasets.FashionMNIST(root, train=train, transform=transforms.ToTensor())


def root_as_text_only(root, train):
    """raised: The root is taken for a str, and a Path comes too.

    Pass `root` as it is: torchvision takes a str and a Path.
    """
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root + "/", train=train, transform=transform)


def splits_exchanged(root, train):
    """wrong-values: The splits are exchanged: train=True gives the test split.

    Pass the argument on as it is: `train=train`, without `not`.
    """
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root, train=not train, transform=transform)


def training_normalised_only(root, train):
    """not-normalized: Only the training split is normalized; a network needs both splits on one scale.

    Give both splits the same `transform=fashion_transform()`.
    """
    steps = [transforms.ToTensor()]
    if train:
        steps.append(transforms.Normalize((0.2860,), (0.3530,)))
    return datasets.FashionMNIST(root, train=train, transform=transforms.Compose(steps))


def make_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def transform_not_called(root, train):
    """raised: The function that makes the transform is passed, and not the transform that it makes.

    Call the function: `transform=fashion_transform()`, with parentheses.
    """
    return datasets.FashionMNIST(root, train=train, transform=make_transform)


def transform_of_labels(root, train):
    """raised: The transform is given as `target_transform` and meets the labels.

    Give it as `transform`, which is for images, and not as `target_transform`.
    """
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root, train=train, target_transform=transform)


def without_transform(root, train):
    """wrong-type: No transform is given, so the items hold PIL images.

    Give `transform=fashion_transform()`.
    """
    return datasets.FashionMNIST(root, train=train, download=False)
