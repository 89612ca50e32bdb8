"""flatten_images: input-modified

`resize_` gives the caller's own tensor another shape, in place.
"""


def flatten_images(images):
    n, c, h, w = images.size()
    return images.resize_(n, c * h * w)
