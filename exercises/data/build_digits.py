"""Write the digits that ship with scikit-learn as the four IDX files that torchvision's FashionMNIST reads.

Run once, by hand, with scikit-learn and Pillow installed; the files are kept in the repository. 1,797 handwritten
digits of 8 x 8 pixels and 17 gray levels become 28 x 28 pixels and 256 levels; 1,497 are for training, 300 for
testing, classes mixed in both.
"""

import struct
from pathlib import Path

import numpy as np
from PIL import Image
from sklearn.datasets import load_digits

TEST_SIZE = 300


def enlarge(image):
    """Turn an 8 x 8 array of 0..16 into a 28 x 28 array of 0..255: 24 x 24 by bicubic resampling, in a margin of 2."""
    small = Image.fromarray((image * 255 / 16).round().astype(np.uint8))
    return np.pad(np.asarray(small.resize((24, 24), Image.Resampling.BICUBIC)), 2)


def write(folder, stem, images, labels):
    """Write one split: magic number, sizes (big-endian), then bytes."""
    header = struct.pack(">IIII", 0x803, len(images), 28, 28)
    (folder / f"{stem}-images-idx3-ubyte").write_bytes(header + images.tobytes())
    header = struct.pack(">II", 0x801, len(labels))
    (folder / f"{stem}-labels-idx1-ubyte").write_bytes(header + labels.astype(np.uint8).tobytes())


def main():
    """Write both splits beside this file."""
    digits = load_digits()
    order = np.random.default_rng(0).permutation(len(digits.target))
    images = np.stack([enlarge(image) for image in digits.images])[order]
    labels = digits.target[order]
    folder = Path(__file__).parent / "FashionMNIST" / "raw"
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, "train", images[TEST_SIZE:], labels[TEST_SIZE:])
    write(folder, "t10k", images[:TEST_SIZE], labels[:TEST_SIZE])


if __name__ == "__main__":
    main()
