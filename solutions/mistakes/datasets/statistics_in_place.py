"""channel_mean_std: input-modified

The mean is subtracted from the images in place, so the data set is another one afterwards.
"""


def channel_mean_std(dataset):
    images = [image for image, _ in dataset]
    count = sum(image.numel() for image in images)
    mean = sum(image.sum().item() for image in images) / count
    squares = 0.0
    for image in images:
        image -= mean
        squares += (image**2).sum().item()
    return mean, (squares / count) ** 0.5
