"""Known mistakes of load_fashion."""


def always_training_split():
    """wrong-values: What is given as train is not passed on, so the training split, which is torchvision's default,
    comes always.
    remedy: Pass the argument on: `train=train`.
    """
    replace("root, train=train", "root")


def downloads():
    """network-access: The files are downloaded where they are missing.
    remedy: Never download: give `download=False`, or leave the argument out.
    """
    replace("download=False", "download=True")


def empty_where_missing(root, train):
    """missing-exception: Missing files are passed over without an exception, and an empty list stands for the data set.
    remedy: Let the exception through: remove the `try`. Missing files are a RuntimeError.
    """
    try:
        return load_fashion(root, train)
    except RuntimeError:
        return []


def folder_of_its_own():
    """raised: The files are looked for in another folder than FashionMNIST/raw below the root that is given.
    remedy: Call `datasets.FashionMNIST` with `root` as it is: that class adds the folders FashionMNIST/raw by itself.
    """
    replace("root, train=train", '"./data", train=train')


def folder_twice():
    """as folder_of_its_own"""
    replace("root, train=train", 'Path(root) / "FashionMNIST", train=train')


def in_batches(root, train):
    """wrong-values: The data set is put into a loader at once, which cuts it into batches; that is a later step, and
    the caller's.
    remedy: Return the data set itself, without a `DataLoader` around it.
    """
    return DataLoader(load_fashion(root, train), batch_size=64, shuffle=train)


def mnist():
    """as folder_of_its_own"""
    replace("return datasets.FashionMNIST", "return datasets.MNIST")


def not_normalised(root, train):
    """not-normalized: The images are scaled to [0, 1] and not normalized.
    remedy: Give `transform=fashion_transform()`: it scales and normalizes.
    """
    return datasets.FashionMNIST(root, train=train, transform=transforms.ToTensor())


def own_statistics(root, train):
    """not-normalized: The images are normalized with the mean and the deviation of their own split, and not with those
    that are asked for.
    remedy: Normalize both splits with 0.2860 and 0.3530: use `fashion_transform()` as it is.
    """
    pixels = datasets.FashionMNIST(root, train=train).data / 255
    normalize = transforms.Normalize((pixels.mean().item(),), (pixels.std().item(),))
    return datasets.FashionMNIST(root, train=train, transform=transforms.Compose([transforms.ToTensor(), normalize]))


def root_as_text_only():
    """raised: The root is taken for a str, and a Path comes too.
    remedy: Pass `root` as it is: torchvision takes a str and a Path.
    """
    replace("root, train=train", 'root + "/", train=train')


def splits_exchanged():
    """wrong-values: The splits are exchanged: train=True gives the test split.
    remedy: Pass the argument on as it is: `train=train`, without `not`.
    """
    replace("train=train", "train=not train")


def training_normalised_only(root, train):
    """not-normalized: Only the training split is normalized; a network needs both splits on one scale.
    remedy: Give both splits the same `transform=fashion_transform()`.
    """
    if train:
        return load_fashion(root, train)
    return datasets.FashionMNIST(root, train=train, transform=transforms.ToTensor())


def make_transform():
    return transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])


def transform_not_called(root, train):
    """raised: The function that makes the transform is passed, and not the transform that it makes.
    remedy: Call the function: `transform=fashion_transform()`, with parentheses.
    """
    return datasets.FashionMNIST(root, train=train, transform=make_transform)


def transform_of_labels():
    """raised: The transform is given as `target_transform` and meets the labels.
    remedy: Give it as `transform`, which is for images, and not as `target_transform`.
    """
    replace("transform=fashion_transform()", "target_transform=fashion_transform()")


def without_transform(root, train):
    """wrong-type: No transform is given, so the items hold PIL images.
    remedy: Give `transform=fashion_transform()`.
    """
    return datasets.FashionMNIST(root, train=train, download=False)
