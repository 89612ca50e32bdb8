"""Known mistakes of load_fashion."""


def always_training_split(root, train):
    """wrong-values: `train` is not passed on, and torchvision's default is the training split."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root, transform=transform)


NORMALISED = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def downloads(root, train):
    """network-access: `download=True` goes to the network where the files are missing."""
    return datasets.FashionMNIST(root, train=train, download=True, transform=NORMALISED)


def empty_where_missing(root, train):
    """missing-exception: Missing files are passed over without an exception, and an empty list stands for the data set.
    """
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    try:
        return datasets.FashionMNIST(root, train=train, transform=transform)
    except RuntimeError:
        return []


def folder_of_its_own(root, train):
    """raised: The data is looked for in a folder that stands in the code, whatever root is given."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST("./data", train=train, transform=transform)


def folder_twice(root, train):
    """raised: The folder FashionMNIST is added to the root, and torchvision adds it once more."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(Path(root) / "FashionMNIST", train=train, transform=transform)


def in_batches(root, train):
    """wrong-values: A DataLoader is returned; the data set itself is asked for."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return DataLoader(datasets.FashionMNIST(root, train=train, transform=transform), batch_size=64, shuffle=train)


def mnist(root, train):
    """raised: The class is MNIST, which looks for another folder."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.MNIST(root, train=train, transform=transform)


def not_normalised(root, train):
    """not-normalized: The images are scaled to [0, 1] and not normalised."""
    return datasets.FashionMNIST(root, train=train, transform=transforms.ToTensor())


def root_as_text_only(root, train):
    """raised: The root is joined with a string, which works for a str and not for a Path."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root + "/", train=train, transform=transform)


def splits_exchanged(root, train):
    """wrong-values: The splits are exchanged: `train=True` gives the test split."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root, train=not train, transform=transform)


def training_normalised_only(root, train):
    """not-normalized: Only the training split is normalised; a network needs both splits on one scale."""
    steps = [transforms.ToTensor()]
    if train:
        steps.append(transforms.Normalize((0.2860,), (0.3530,)))
    return datasets.FashionMNIST(root, train=train, transform=transforms.Compose(steps))


def make_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def transform_not_called(root, train):
    """raised: The function that makes the transform is passed, and not the transform: the parentheses are missing."""
    return datasets.FashionMNIST(root, train=train, transform=make_transform)


def transform_of_labels(root, train):
    """raised: The transform is given as `target_transform` and meets the labels."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    return datasets.FashionMNIST(root, train=train, target_transform=transform)


def without_transform(root, train):
    """wrong-type: No transform is given, so the items hold PIL images."""
    return datasets.FashionMNIST(root, train=train, download=False)
