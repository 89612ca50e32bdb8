"""Known mistakes of flatten_images."""


def flatten_images_channels_last(images):
    """scrambled-axes: The axes of an image change places before they are merged, so the numbers come in another order.
    remedy: Flatten the images as they are, from dimension 1 on, without `permute` or `transpose` before.
    """
    return images.permute(0, 2, 3, 1).flatten(1)


def detached(images):
    """missing-gradient: The result comes from a step that hands on numbers without their history, as detach, .data and
    no_grad do, so no gradient gets back to the images.
    remedy: Flatten the images themselves, without `.detach()`, `.data` or `torch.no_grad`.
    """
    return images.detach().flatten(1)


def everything(images):
    """wrong-shape: All dimensions are merged, the batch dimension too, so the images can no longer be told apart.
    remedy: Keep dimension 0: let `flatten` begin at dimension 1.
    """
    return images.flatten()


def minus_one(images):
    """raised: With a batch of no images a size that is left open (-1) cannot be computed, so the call raises.
    remedy: Leave no size open: use `flatten` from dimension 1 on, or compute C*H*W from the shape.
    """
    return images.reshape(images.shape[0], -1)


def on_the_cpu(images):
    """left-on-cpu: The numbers are taken to the CPU, by a move or into new memory, which torch makes there unless told
    otherwise, and nothing takes them back.
    remedy: Flatten the images where they lie, without `.cpu()` or NumPy.
    """
    return images.cpu().flatten(1)


def pixels_only(images):
    """wrong-shape: Only height and width are merged; the channels still are a dimension of their own.
    remedy: Let `flatten` begin at dimension 1: channels, height and width are merged.
    """
    return images.flatten(start_dim=2)


def resized(images):
    """input-modified: No second tensor is made for the new shape: the caller's own gets it, as with methods whose name
    ends in an underscore.
    remedy: Use `flatten` or `reshape`: they return a new tensor. Names with a final `_` change the images themselves.
    """
    n, c, h, w = images.size()
    return images.resize_(n, c * h * w)


def squeezed(images):
    """squeezed-too-much: Every dimension of size 1 is taken out, as squeeze does without a dimension, such as the batch
    dimension of a batch of one.
    remedy: Remove `squeeze`: the result always has two dimensions.
    """
    return images.flatten(1).squeeze()


def view_of_sizes(images):
    """raised: Only a layout is accepted in which the numbers of an image lie in order in memory; every other one
    raises.
    remedy: Use `flatten` or `reshape` in place of `view`: they copy where no view exists.
    """
    n, c, h, w = images.shape
    return images.view(n, c * h * w)


def view_to_the_end(images):
    """raised: Two things are refused that are asked for: a layout in which the numbers of an image do not lie in order
    in memory, and a batch of no images, where a size that is left open (-1) cannot be computed.
    remedy: Use `flatten` from dimension 1 on in place of `view`: it copies where no view exists, and leaves no size
    open.
    """
    return images.view(images.shape[0], -1)


def regrouped(images):
    """scrambled-axes: The numbers are cut into columns of one number from each image and turned, so each row mixes the
    numbers of several images.
    remedy: Leave dimension 0 as it is and merge the others, with `flatten` from dimension 1 on. Nothing is to be
    turned.
    """
    count, channels, height, width = images.shape
    return images.reshape(channels * height * width, count).T
