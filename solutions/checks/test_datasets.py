"""Hidden checks of exercise 9."""

import struct

import numpy as np
import pytest
import torch
from PIL import Image
from torch.utils.data import DataLoader, Dataset
from torchvision import tv_tensors


@pytest.mark.points(1)
@pytest.mark.parametrize("shape", [(1, 3, 4), (2, 2), (1,)])
def test_array_dataset_sample_shapes(subject, observe, shape):
    """ArrayDataset keeps the shape of the samples, images and rows of one number included"""
    X, y = np.random.randn(4, *shape).astype("float32"), np.random.randint(0, 9, 4)
    dataset = subject.ArrayDataset(X, y)
    observe("items", [dataset[i] for i in (0, 2, -1)])
    lists = subject.ArrayDataset(X.tolist(), y.tolist())
    observe("items of lists", [lists[i] for i in range(4)])


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["uint8", "int32", "float16"])
def test_array_dataset_other_dtypes(subject, observe, kind):
    """ArrayDataset makes float32 and int64 of any dtype"""
    X, y = np.random.randint(0, 200, (5, 2)).astype(kind), np.random.randint(0, 9, 5).astype("uint8")
    with observe.unmodified(X=X, y=y):
        dataset = subject.ArrayDataset(X, y)
        observe("items", [dataset[i] for i in range(5)])
        observe("batch", next(iter(DataLoader(dataset, batch_size=3))))


@pytest.mark.points(1)
@pytest.mark.parametrize("kind", ["float32", "float64", "lists"])
def test_array_dataset_leaves_inputs(subject, observe, kind):
    """ArrayDataset leaves the caller's numbers as they are, and two data sets do not disturb each other"""
    X, y = np.random.randn(3, 2), np.array([4, 0, 7])
    X, y = (X.tolist(), y.tolist()) if kind == "lists" else (X.astype(kind), y)
    with observe.unmodified(X=X, y=y):
        first = subject.ArrayDataset(X, y, transform=lambda x: x - 3)
        second = subject.ArrayDataset([[1.5], [2.5]], [1, 2])
        observe("items of the first", [first[i] for i in (2, 0, 2)])
        observe("items of the second", [second[i] for i in (1, -2)])
        observe("lengths", [len(first), len(second)])


@pytest.mark.points(1)
@pytest.mark.parametrize("n", [3, 6])
def test_array_dataset_random_transform(subject, observe, n):
    """ArrayDataset draws a random transform anew on each access, once a sample in each epoch of a loader"""
    X, y = np.random.randn(n, 2), np.arange(n)
    counts = []

    def transform(x):
        counts.append(tuple(x.shape))
        return x * 2 + len(counts)

    dataset = subject.ArrayDataset(X, y, transform)
    observe("length", len(dataset))
    observe("the label is left alone", dataset[-1])
    for epoch in (1, 2):
        observe(f"batches of epoch {epoch}", list(DataLoader(dataset, batch_size=4)))
    observe("what the transform was called with", counts, suspect="transform-too-early")


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "m"), [(1, 0), (5, 6), (2, 1)])
def test_array_dataset_refuses_at_once(subject, observe, n, m):
    """ArrayDataset raises ValueError when it is made, for one label more or less, with a transform too"""
    with observe.raises("exception"):
        subject.ArrayDataset([[0.5, 2.0]] * n, np.zeros(m, dtype=np.int64), transform=lambda x: x)
    observe("length where they agree", len(subject.ArrayDataset(np.zeros((n, 2)), [1] * n)))


class Pairs(Dataset):
    """Samples that know their place, with labels that follow from it."""

    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        return torch.tensor([i, i * 10]), i % 3


@pytest.mark.points(1)
@pytest.mark.parametrize(("n", "size"), [(11, 3), (5, 8), (4, 1)])
def test_loader_of_pairs(subject, observe, n, size):
    """make_loader keeps samples and labels together, whatever the batch size"""
    loader = subject.make_loader(Pairs(n), size, True, seed=12)
    batches = [batch for _ in range(2) for batch in loader]
    observe("batch sizes", [len(labels) for _, labels in batches])
    observe("labels fit", all(torch.equal(x[:, 0] % 3, labels) for x, labels in batches))
    observe("samples", sorted(i for x, _ in batches for i in x[:, 0].tolist()), suspect="dropped-samples")
    observe("in order", list(subject.make_loader(Pairs(n), size, False, seed=12)))
    observe("number of batches", len(loader), suspect="dropped-samples")


@pytest.mark.points(1)
@pytest.mark.parametrize("seeds", [(0, 1), (7, 123456)])
def test_loader_epochs(subject, observe, seeds):
    """make_loader shuffles every epoch anew, each in the order that follows from the seed"""
    samples = list(range(40))
    with observe.unmodified(dataset=samples):
        seen = [
            [[i for batch in loader for i in batch.tolist()] for _ in range(4)]
            for seed in (*seeds, *seeds)
            for loader in [subject.make_loader(samples, 7, True, seed=seed)]
        ]
    different = len({tuple(order) for order in seen[0]})
    observe("different orders in four epochs", different, suspect="same-order-every-epoch")
    observe("equal seeds, equal epochs", [seen[0] == seen[2], seen[1] == seen[3]], suspect="unseeded-shuffle")
    observe("different seeds, different epochs", seen[0] != seen[1], suspect="unseeded-shuffle")
    kept = sum(abs(one - other) == 1 for one, other in zip(seen[0][0], seen[0][0][1:], strict=False))
    observe("neighbours stay together", kept > 20)


def plain(image):
    """A transform of torchvision.transforms.v2 gives an Image, which is a tensor of another class."""
    return image.as_subclass(torch.Tensor) if isinstance(image, tv_tensors.Image) else image


@pytest.mark.points(1)
@pytest.mark.parametrize("upright", [True, False])
def test_fashion_transform_of_a_ramp(subject, observe, upright):
    """fashion_transform keeps every pixel in its place, gives the same each time, and leaves the image alone"""
    ramp = np.tile(np.arange(28, dtype=np.uint8) * 9, (28, 1))
    image = Image.fromarray(np.ascontiguousarray(ramp.T) if upright else ramp)
    before = image.tobytes()
    transform = subject.fashion_transform()
    observe("result", plain(transform(image)))
    observe("again", plain(transform(image)))
    observe("by another transform", plain(subject.fashion_transform()(image)))
    observe("the image is as before", image.tobytes() == before, suspect="input-modified")


def write_idx(folder, sizes):
    """Write random images and labels in FashionMNIST's format."""
    raw = folder / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    for stem, size in sizes.items():
        images = np.random.randint(0, 256, (size, 28, 28), dtype=np.uint8)
        labels = np.random.randint(0, 10, size, dtype=np.uint8)
        (raw / f"{stem}-images-idx3-ubyte").write_bytes(struct.pack(">IIII", 0x803, size, 28, 28) + images.tobytes())
        (raw / f"{stem}-labels-idx1-ubyte").write_bytes(struct.pack(">II", 0x801, size) + labels.tobytes())


@pytest.mark.points(1)
@pytest.mark.parametrize("train", [True, False])
def test_load_fashion_in_batches(subject, observe, folder, connections, train):
    """load_fashion gives a data set that a loader can walk, from the root that is named"""
    write_idx(folder / "one", {"train": 5, "t10k": 7})
    write_idx(folder / "other", {"train": 4, "t10k": 3})
    for place in ("one", "other"):
        dataset = subject.load_fashion(folder / place, train)
        observe(f"length of {place}", len(dataset))
        observe(f"batches of {place}", [[plain(part) for part in batch] for batch in DataLoader(dataset, batch_size=4)])
    observe("network", len(connections) > 0, suspect="network-access")


@pytest.mark.points(1)
@pytest.mark.parametrize("spread", [0.0, 5.0])
def test_channel_mean_std_between_images(subject, observe, spread):
    """channel_mean_std counts the differences between images, and those only where each image has one grey"""
    greys = torch.randn(9, dtype=torch.float64) * spread + 3
    images = [(grey * torch.ones(1, 2, 3, dtype=torch.float64), torch.tensor(i)) for i, grey in enumerate(greys)]
    with observe.unmodified(dataset=images):
        result = subject.channel_mean_std(images)
    observe("result", result, rtol=1e-4, atol=1e-5)


@pytest.mark.points(1)
@pytest.mark.parametrize("n", [65, 257])
def test_channel_mean_std_of_an_odd_one(subject, observe, n):
    """channel_mean_std gives every image the same weight, the last one too"""
    images = torch.rand(n, 1, 2, 2)
    images[-1] += 20
    observe("result", subject.channel_mean_std([(image, 0) for image in images]), rtol=1e-4)


@pytest.mark.points(1)
@pytest.mark.parametrize("n", [300, 1000])
def test_array_dataset_of_many(subject, observe, n):
    """ArrayDataset takes hundreds of samples, and refuses one label too few"""
    X, y = np.random.randn(n, 2), np.random.randint(0, 9, n)
    dataset = subject.ArrayDataset(X, y)
    observe("length", len(dataset))
    observe("items", [dataset[0], dataset[n - 1]])
    with observe.raises("lengths that differ"):
        subject.ArrayDataset(X, y[1:])
