"""flatten_images: scrambled-axes

The channels are moved behind the pixels before they are merged, so the numbers of a row stand in
another order than in the image.
"""


def flatten_images(images):
    return images.permute(0, 2, 3, 1).flatten(1)
