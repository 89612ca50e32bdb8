def flatten_images(images):
    raise NotImplementedError


def as_flat_view(x):
    raise NotImplementedError


def flat(x):
    raise NotImplementedError


def add_batch_dim(x):
    raise NotImplementedError


def drop_dim(x, dim):
    raise NotImplementedError


def channels_last(images):
    n, c, h, w = images.shape
    return images.reshape(n, h, w, c)
