def flatten_images(images):
    n, c, h, w = images.shape
    return images.reshape(n, c * h * w)


def as_flat_view(x):
    return x.view(x.numel())


def flat(x):
    return x.flatten()


def add_batch_dim(x):
    return x[None]


def drop_dim(x, dim):
    if dim >= x.dim() or dim < -x.dim():
        raise IndexError("no such dimension")
    if x.size(dim) != 1:
        raise ValueError("the dimension is larger than 1")
    return x.select(dim, 0)


def channels_last(images):
    return images.movedim(1, -1)
