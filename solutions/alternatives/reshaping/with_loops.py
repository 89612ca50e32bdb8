import torch


def flatten_images(images):
    out = images.new_empty(len(images), images[0:1].numel() if len(images) else images.shape[1:].numel())
    for i, image in enumerate(images):
        out[i] = image.reshape(-1)
    return out


def channels_last(images):
    channels = [images[:, c] for c in range(images.shape[1])]
    return torch.stack(channels, dim=3)


def drop_dim(x, dim):
    if x.shape[dim] != 1:
        raise ValueError(f"dimension {dim} of {tuple(x.shape)}")
    (only,) = x.unbind(dim)
    return only
