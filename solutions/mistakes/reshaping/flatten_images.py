"""Known mistakes of flatten_images."""


def flatten_images_channels_last(images):
    """scrambled-axes: The channels are moved behind the pixels before they are merged, so the numbers of a row stand in
    another order than in the image."""
    return images.permute(0, 2, 3, 1).flatten(1)


def detached(images):
    """missing-gradient: The images are cut from the graph before they are reshaped, so no gradient gets back to them.
    """
    return images.detach().flatten(1)


def everything(images):
    """wrong-shape: All dimensions are merged, the batch dimension too, so the images can no longer be told apart."""
    return images.flatten()


def minus_one(images):
    """raised: With a batch of no images the size that stands for -1 cannot be found, so the call raises."""
    return images.reshape(images.shape[0], -1)


def on_the_cpu(images):
    """left-on-cpu: The images are taken to the CPU to be flattened, and stay there."""
    return images.cpu().flatten(1)


def pixels_only(images):
    """wrong-shape: Only height and width are merged; the channels still are a dimension of their own."""
    return images.flatten(start_dim=2)


def resized(images):
    """input-modified: `resize_` gives the caller's own tensor another shape, in place."""
    n, c, h, w = images.size()
    return images.resize_(n, c * h * w)


def squeezed(images):
    """squeezed-too-much: `squeeze()` drops every dimension of size 1, and so the batch dimension of a batch of one."""
    return images.flatten(1).squeeze()


def view_of_sizes(images):
    """raised: `view` needs a memory layout in which the channels, rows and columns of an image lie one behind the
    other, and raises for every other one."""
    n, c, h, w = images.shape
    return images.view(n, c * h * w)
