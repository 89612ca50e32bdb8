"""Public checks of exercise 9."""

import struct

import numpy as np
import pytest
import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import datasets, tv_tensors


def arrays(n, kind):
    """Features and labels: lists, or NumPy arrays of the dtypes that arrive in practice."""
    X, y = np.random.randn(n, 3) * 10, np.random.randint(0, 9, n)
    if kind == "lists":
        return X.round().astype(int).tolist(), y.tolist()
    if kind == "float lists":
        return X.tolist(), y.tolist()
    return X.astype(kind), y.astype("int32" if kind == "float64" else "int64")


KINDS = ["lists", "float lists", "float64", "float32", "int64"]


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", KINDS)
def test_array_dataset_items(subject, observe, kind):
    """ArrayDataset gives (x, label), a float32 tensor and a 0-dim int64 tensor, for each index"""
    dataset = subject.ArrayDataset(*arrays(6, kind))
    observe("items", [dataset[i] for i in (0, 3, 5)])
    observe("the same item again", dataset[3])


@pytest.mark.points(0.5)
@pytest.mark.parametrize("n", [7, 1, 5])
def test_array_dataset_length(subject, observe, n):
    """ArrayDataset is a Dataset with one item for each sample"""
    dataset = subject.ArrayDataset(*arrays(n, "float32"))
    observe("length", len(dataset), suspect="dropped-samples")
    observe("it is a torch Dataset", isinstance(dataset, Dataset))
    observe("last item", dataset[n - 1])


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["lists", "float64"])
def test_array_dataset_negative_index(subject, observe, kind):
    """ArrayDataset counts negative indices from the end"""
    dataset = subject.ArrayDataset(*arrays(5, kind))
    observe("items", [dataset[-1], dataset[-5], dataset[-2]])


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["lists", "float64"])
def test_array_dataset_past_the_end(subject, observe, kind):
    """ArrayDataset raises IndexError past either end, so that a loop over it ends"""
    dataset = subject.ArrayDataset(*arrays(4, kind))
    observe("last item", dataset[3])
    for index in (4, 40, -5):
        with observe.raises(f"exception at {index}"):
            dataset[index]
    seen = []
    for item in dataset:
        seen.append(item)
        if len(seen) > 10:
            break
    observe("items of a loop", seen)


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("n", "m"), [(4, 3), (2, 5), (3, 0)])
def test_array_dataset_refuses(subject, observe, n, m):
    """ArrayDataset raises ValueError when X and y differ in length"""
    X, y = np.random.randn(n, 3), np.random.randint(0, 9, m)
    with observe.raises("exception"):
        subject.ArrayDataset(X, y)
    with observe.raises("exception for lists"):
        subject.ArrayDataset(X.tolist(), y.tolist())
    observe("length where they agree", len(subject.ArrayDataset(X, np.arange(n))))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["float lists", "float32"])
def test_array_dataset_transform(subject, observe, kind):
    """ArrayDataset applies the transform to x on each access, and only then"""
    calls = []

    def transform(x):
        calls.append(1)
        return x * 2 + 1

    dataset = subject.ArrayDataset(*arrays(5, kind), transform=transform)
    observe("calls of the transform before any access", len(calls), suspect="transform-too-early")
    observe("first item", dataset[1])
    observe("the same item again", dataset[1])
    observe("another item", dataset[4])
    observe("calls of the transform after three accesses", len(calls), suspect="transform-too-early")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("kind", ["lists", "float64"])
def test_array_dataset_in_a_loader(subject, observe, kind):
    """ArrayDataset makes batches in a DataLoader, and does not change the data of the caller"""
    X, y = arrays(5, kind)
    with observe.unmodified(X=X, y=y):
        batches = list(DataLoader(subject.ArrayDataset(X, y), batch_size=2))
    observe("batches", batches)


def orders(loader, epochs):
    """The samples of several epochs of a loader, in order."""
    return [torch.cat(list(loader)).tolist() for _ in range(epochs)]


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("n", "size"), [(20, 4), (17, 5)])
def test_loader_keeps_the_order(subject, observe, n, size):
    """make_loader keeps the order without shuffling, and drops no sample"""
    loader = subject.make_loader(list(range(100, 100 + n)), size, False)
    observe("it is a DataLoader", isinstance(loader, DataLoader))
    observe("batches", list(loader))
    observe("second epoch", list(loader))


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("n", "size"), [(20, 4), (17, 5)])
def test_loader_drops_nothing(subject, observe, n, size):
    """make_loader shuffles every sample into each epoch, in batches of the size that is asked for"""
    samples = list(range(100, 100 + n))
    with observe.unmodified(dataset=samples):
        loader = subject.make_loader(samples, size, True, seed=3)
        observe("it is a DataLoader", isinstance(loader, DataLoader))
        first, second = orders(loader, 2)
    observe("samples of the first epoch", sorted(first), suspect="dropped-samples")
    observe("samples of the second epoch", sorted(second), suspect="dropped-samples")
    observe("batch sizes", [len(batch) for batch in loader])
    observe("the order is mixed", first != sorted(first))
    observe("the second epoch has the same order", first == second, suspect="same-order-every-epoch")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("n", [30, 25])
def test_loader_follows_the_seed(subject, observe, n):
    """make_loader gives equal orders for equal seeds, epoch by epoch, whatever else draws random numbers"""
    samples = list(range(n))
    one = subject.make_loader(samples, 4, True, seed=5)
    observe("it is a DataLoader", isinstance(one, DataLoader))
    torch.rand(7)
    two = subject.make_loader(samples, 4, True, seed=5)
    interleaved = [], []
    for _ in range(2):
        for loader, seen in zip((one, two), interleaved, strict=True):
            seen.append(torch.cat(list(loader)).tolist())
            torch.rand(3)
    observe("equal seeds give equal orders", interleaved[0] == interleaved[1], suspect="unseeded-shuffle")
    default = orders(subject.make_loader(samples, 4, True), 1)
    torch.rand(2)
    observe(
        "no seed means seed 0",
        default == orders(subject.make_loader(samples, 4, True, seed=0), 1),
        suspect="unseeded-shuffle",
    )


@pytest.mark.points(0.5)
@pytest.mark.parametrize("n", [30, 25])
def test_loader_tells_seeds_apart(subject, observe, n):
    """make_loader gives different orders for different seeds"""
    loaders = [subject.make_loader(list(range(n)), 4, True, seed=seed) for seed in (0, 1, 2)]
    first = [orders(loader, 1)[0] for loader in loaders]
    observe("samples", [sorted(order) for order in first], suspect="dropped-samples")
    different = first[0] != first[1] and first[1] != first[2] and first[0] != first[2]
    observe("different seeds give different orders", different, suspect="unseeded-shuffle")


def plain(image):
    """A transform of torchvision.transforms.v2 gives an Image, which is a tensor of another class."""
    return image.as_subclass(torch.Tensor) if isinstance(image, tv_tensors.Image) else image


def picture():
    """A random gray image of 28 x 28 pixels."""
    return Image.fromarray(np.random.randint(0, 256, (28, 28), dtype=np.uint8))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("level", [0, 255, 100])
def test_fashion_transform_of_one_grey(subject, observe, level):
    """fashion_transform normalizes with mean 0.2860 and standard deviation 0.3530"""
    observe("result", plain(subject.fashion_transform()(Image.new("L", (28, 28), level))), suspect="not-normalized")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("count", [1, 3])
def test_fashion_transform_of_pictures(subject, observe, count):
    """fashion_transform turns a PIL image into a float32 tensor of shape (1, 28, 28)"""
    transform, pictures = subject.fashion_transform(), [picture() for _ in range(count)]
    results = [plain(transform(each)) for each in pictures]
    again = [plain(transform(pictures[0])) for _ in range(8)]
    are_alike = all(isinstance(each, torch.Tensor) and torch.equal(each, again[0]) for each in again)
    is_random = isinstance(again[0], torch.Tensor) and not are_alike
    observe("a picture is read in different ways", is_random, suspect="nondeterministic")
    observe("results", results)


def items(dataset, indices):
    """Items of a data set of images, in the order of the indices."""
    return [tuple(plain(part) for part in dataset[i]) for i in indices]


def write_idx(folder, sizes):
    """Write random images and labels in FashionMNIST's format."""
    raw = folder / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    for stem, size in sizes.items():
        images = np.random.randint(0, 256, (size, 28, 28), dtype=np.uint8)
        labels = np.random.randint(0, 10, size, dtype=np.uint8)
        (raw / f"{stem}-images-idx3-ubyte").write_bytes(struct.pack(">IIII", 0x803, size, 28, 28) + images.tobytes())
        (raw / f"{stem}-labels-idx1-ubyte").write_bytes(struct.pack(">II", 0x801, size) + labels.tobytes())


@pytest.mark.points(0.5)
@pytest.mark.parametrize("as_text", [True, False])
def test_load_fashion_reads_the_files(subject, observe, folder, as_text):
    """load_fashion reads the training and the test split from root, a str or a Path, with the transform"""
    write_idx(folder, {"train": 6, "t10k": 4})
    root = str(folder) if as_text else folder
    for train in (True, False):
        dataset = subject.load_fashion(root, train)
        observe(f"it is a FashionMNIST, train={train}", isinstance(dataset, datasets.FashionMNIST))
        observe(f"length, train={train}", len(dataset))
        observe(f"items, train={train}", items(dataset, (0, len(dataset) - 1)), suspect="not-normalized")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("train", [True, False])
def test_load_fashion_of_the_course(subject, observe, data_root, train):
    """load_fashion reads the data that ships with the course"""
    dataset = subject.load_fashion(data_root, train)
    observe("length", len(dataset))
    observe("items", items(dataset, np.random.randint(0, len(dataset), 3).tolist()), suspect="not-normalized")


@pytest.mark.points(0.5)
@pytest.mark.parametrize("train", [True, False])
def test_load_fashion_never_downloads(subject, observe, folder, connections, train):
    """load_fashion never downloads: RuntimeError where there are no files"""
    with observe.raises("exception without files"):
        subject.load_fashion(folder / "empty", train)
    observe("downloads that were tried", len(connections) > 0, suspect="network-access")
    write_idx(folder, {"train": 3, "t10k": 2})
    observe("length with files", len(subject.load_fashion(folder, train)))


class Images(Dataset):
    """Random single-channel images with labels."""

    def __init__(self, n, height, width):
        self.images = torch.rand(n, 1, height, width) * torch.rand(n, 1, 1, 1) + torch.rand(())
        self.labels = torch.randint(0, 9, (n,)).tolist()
        self.unread = set(range(n))

    def __len__(self):
        return len(self.images)

    def __getitem__(self, i):
        self.unread.discard(i)
        return self.images[i], self.labels[i]


def observe_mean_std(observe, subject, images):
    """The result, and how many images were never read."""
    result = subject.channel_mean_std(images)
    observe("images that are never read", len(images.unread), suspect="dropped-samples")
    observe("result", result, rtol=1e-4)


@pytest.mark.points(0.5)
@pytest.mark.parametrize(("n", "height", "width"), [(5, 4, 6), (3, 2, 2), (1, 3, 5)])
def test_channel_mean_std_values(subject, observe, n, height, width):
    """channel_mean_std gives mean and population standard deviation over every pixel, as floats"""
    observe_mean_std(observe, subject, Images(n, height, width))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("n", [7, 130])
def test_channel_mean_std_sizes(subject, observe, n):
    """channel_mean_std takes data sets of any size"""
    observe_mean_std(observe, subject, Images(n, 3, 3))


@pytest.mark.points(0.5)
@pytest.mark.parametrize("n", [2, 4])
def test_channel_mean_std_of_a_list(subject, observe, n):
    """channel_mean_std takes a list of pairs too, and does not change it"""
    pairs = [(torch.randn(1, 3, 2) * (i + 1), i) for i in range(n)]
    with observe.unmodified(dataset=pairs):
        result = subject.channel_mean_std(pairs)
    observe("result", result, rtol=1e-4)
