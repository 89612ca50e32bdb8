"""flatten_images: left-on-cpu

The images are taken to the CPU to be flattened, and stay there.
"""

def flatten_images(images):
    return images.cpu().flatten(1)
