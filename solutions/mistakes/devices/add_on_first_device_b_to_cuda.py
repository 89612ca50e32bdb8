"""add_on_first_device: hard-coded-device

Tensors are sent to cuda, wherever a is and whether or not the machine has it.
"""


def add_on_first_device(a, b):
    b = b.to("cuda")
    return a + b
