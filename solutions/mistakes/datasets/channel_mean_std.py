"""Known mistakes of channel_mean_std."""


def as_list(dataset):
    """wrong-type: The two numbers are gathered in a list, as if it were the same as a tuple; brackets make a list, and
    nothing turns it into a tuple.
    remedy: Return a tuple, `mean, std`, without brackets.
    """
    pixels = torch.stack([image for image, _ in dataset])
    return [pixels.mean().item(), pixels.std(correction=0).item()]


def as_numpy_floats(dataset):
    """wrong-type: The numbers are computed or wrapped by NumPy, whose numbers have types of their own; nothing makes
    Python's floats of them.
    remedy: Turn both into Python floats, with `.item()` or `float(...)`.
    """
    pixels = np.concatenate([image.numpy().ravel() for image, _ in dataset])
    return np.mean(pixels), np.std(pixels)


def as_tensors(dataset):
    """wrong-type: The mean and the deviation of a tensor are 0-dim tensors themselves, and nothing makes Python's
    floats of them.
    remedy: Turn both into Python floats with `.item()`.
    """
    pixels = torch.stack([image for image, _ in dataset])
    return pixels.mean(), pixels.std(correction=0)


def exchanged(dataset):
    """wrong-values: The standard deviation stands first; the order is (mean, std).
    remedy: Return the mean first and the standard deviation second. `torch.std_mean` gives them the other way round.
    """
    std, mean = torch.std_mean(torch.stack([image for image, _ in dataset]), correction=0)
    return std.item(), mean.item()


def in_place(dataset):
    """input-modified: The images are changed in place, so the data set is another one afterwards.
    remedy: Compute into new tensors, such as `image - mean`: no `-=` and no method with `_` on an image.
    """
    images = [image for image, _ in dataset]
    count = sum(image.numel() for image in images)
    mean = sum(image.sum().item() for image in images) / count
    squares = 0.0
    for image in images:
        image -= mean
        squares += (image**2).sum().item()
    return mean, (squares / count) ** 0.5


def label_kept():
    """raised: The pairs of the data set are not taken apart, so a label stands among the images.
    remedy: Take the pairs apart: `for image, label in dataset`, and use the image alone.
    """
    replace("torch.stack([image for image, _ in dataset]).double()", "torch.stack([item for item in dataset])")


def last_batch_dropped(dataset):
    """dropped-samples: The images are gone through in full batches only, as when the number of batches is rounded down,
    so a short last one is left out.
    remedy: Use every image: remove `drop_last=True`, and let a loop by hand reach the end.
    """
    loader = DataLoader(dataset, batch_size=min(64, len(dataset)), drop_last=True)
    pixels = torch.cat([images for images, _ in loader])
    return pixels.mean().item(), pixels.std(correction=0).item()


def of_28_by_28(dataset):
    """wrong-values: The number of pixels is a fixed number for each image, which fits images of one size only.
    remedy: Count the pixels: add up `image.numel()` in place of a fixed number.
    """
    count = len(dataset) * 28 * 28
    total = sum(image.sum().item() for image, _ in dataset)
    squares = sum((image**2).sum().item() for image, _ in dataset)
    mean = total / count
    return mean, abs(squares / count - mean**2) ** 0.5


def of_a_sample(dataset):
    """sample-std: The standard deviation divides by the number of pixels less one, as torch does by default.
    remedy: Divide by the number of pixels: `std(correction=0)`.
    """
    pixels = torch.stack([image for image, _ in dataset])
    return pixels.mean().item(), pixels.std().item()


def of_batches(dataset):
    """batch-mean: Means and standard deviations of batches are averaged, a short last batch like a full one.
    remedy: Take mean and standard deviation over all pixels together: stack the images, then `mean()` and
    `std(correction=0)`.
    """
    mean = std = 0.0
    loader = DataLoader(dataset, batch_size=64)
    for images, _ in loader:
        mean += images.mean().item()
        std += images.std(correction=0).item()
    return mean / len(loader), std / len(loader)


def of_bytes():
    """wrong-scale: The pixels are divided by a number such as 255; the images are tensors on their own scale.
    remedy: Use the pixels as they are: remove the division.
    """
    replace(".double()", ".float() / 255")


def of_deviations(dataset):
    """wrong-values: The standard deviations of parts are averaged, which leaves out how much the images differ from
    each other.
    remedy: Take one standard deviation over all pixels together: stack the images, then `std(correction=0)`.
    """
    means, stds = [], []
    for image, _ in dataset:
        means.append(image.mean().item())
        stds.append(image.std(correction=0).item())
    return sum(means) / len(means), sum(stds) / len(stds)


def of_deviations_each_of_a_sample(dataset):
    """as of_deviations"""
    images = torch.stack([image for image, _ in dataset])
    return images.mean(dim=(2, 3)).mean().item(), images.std(dim=(2, 3)).mean().item()


def of_deviations_of_pixels(dataset):
    """wrong-values: There is a standard deviation for each place in the images, and these are averaged.
    remedy: Take one standard deviation over all pixels together: stack the images, then `std(correction=0)` without
    `dim`.
    """
    images = torch.stack([image for image, _ in dataset])
    return images.mean().item(), images.std(dim=0, correction=0).mean().item()


def of_image_means(dataset):
    """wrong-values: The standard deviation is taken over the means of the images, and not over their pixels.
    remedy: Take the standard deviation over all pixels: stack the images themselves, and not their means.
    """
    means = torch.stack([image.mean() for image, _ in dataset])
    return means.mean().item(), means.std(correction=0).item()


def of_image_means_of_a_sample(dataset):
    """as of_image_means"""
    means = torch.stack([image.mean() for image, _ in dataset])
    return means.mean().item(), means.std().item()


def of_pixel_means(dataset):
    """wrong-values: The standard deviation is taken over the mean image, and not over all pixels.
    remedy: Take the standard deviation over all pixels: `std(correction=0)` of the stacked images, and not of their
    mean.
    """
    images = torch.stack([image for image, _ in dataset])
    return images.mean().item(), images.mean(dim=0).std(correction=0).item()


def of_the_first(dataset):
    """dropped-samples: Only the first image is looked at.
    remedy: Use every image: loop over the whole data set, and stack the images.
    """
    image, _ = dataset[0]
    return image.mean().item(), image.std(correction=0).item()


def of_variances(dataset):
    """wrong-values: The variances within the images are averaged; the variance between the images is missing.
    remedy: Take one standard deviation over all pixels together: stack the images, then `std(correction=0)`.
    """
    n = len(dataset)
    mean = sum(image.mean().item() for image, _ in dataset) / n
    return mean, (sum(image.var(correction=0).item() for image, _ in dataset) / n) ** 0.5


def per_pixel(dataset):
    """wrong-type: Only the images are averaged over, so there is a mean for each pixel.
    remedy: Average over all dimensions: call `mean` and `std` without `dim`, then `.item()`.
    """
    images = torch.stack([image for image, _ in dataset])
    return images.mean(dim=0), images.std(dim=0, correction=0)


def variance(dataset):
    """wrong-values: The root is not taken: the mean of the squared deviations, which is the variance, is returned as
    the standard deviation.
    remedy: Return the standard deviation, the root of the variance: `std(correction=0)`.
    """
    pixels = torch.cat([image.flatten() for image, _ in dataset])
    return pixels.mean().item(), pixels.var(correction=0).item()
