"""flatten_images: squeezed-too-much

`squeeze()` drops every dimension of size 1, and so the batch dimension of a batch of one.
"""


def flatten_images(images):
    return images.flatten(1).squeeze()
