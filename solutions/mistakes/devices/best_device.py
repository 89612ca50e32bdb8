"""Known mistakes of best_device."""

import os


def accelerator_of_the_build():
    """wrong-values: The answer is the accelerator that torch was built for, of whatever kind and whether or not it can
    be used."""
    accelerator = torch.accelerator.current_accelerator()
    return accelerator


def always_cpu():
    """hard-coded-device: The answer is the CPU on every machine, those with cuda included."""
    device = torch.device("cpu")
    return device


def always_cuda():
    """hard-coded-device: The answer is cuda on every machine: whether one can be used is not asked, asked of the build,
    or asked with a function that is named and not called."""
    return torch.device("cuda")


def any_accelerator():
    """wrong-values: Where there is no cuda, another accelerator is chosen in place of the CPU."""
    return torch.accelerator.current_accelerator(check_available=True) or torch.device("cpu")


def asks_the_build():
    # the wheel has a CUDA version when it supports GPUs
    """hard-coded-device: The answer is cuda on every machine: whether one can be used is not asked, asked of the build,
    or asked with a function that is named and not called."""
    has_cuda = torch.version.cuda is not None
    return torch.device("cuda" if has_cuda else "cpu")


def best_device_bool():
    """wrong-type: The answer is whether cuda is there, a bool, and no torch.device."""
    return torch.cuda.is_available()


def current_gpu():
    """hard-coded-device: The number of the current GPU is asked for on every machine, also on one without any."""
    return torch.device("cuda", torch.cuda.current_device())


def environment_variable():
    """hard-coded-device: The answer is the CPU on every machine, those with cuda included."""
    name = os.environ.get("DEVICE", "cpu")
    return torch.device(name)


def falls_back_to_mps():
    """wrong-values: Where there is no cuda, another accelerator is chosen in place of the CPU."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    elif torch.backends.mps.is_available():
        return torch.device("mps")
    else:
        return torch.device("cpu")


def gpu_number():
    """wrong-type: The answer is the number of a GPU, or -1 for the CPU, and no torch.device."""
    if torch.cuda.is_available():
        return 0
    return -1


def inverted():
    """wrong-values: The condition is the wrong way round: cuda is chosen where it is absent, and the CPU where it is
    there."""
    return torch.device("cpu") if torch.cuda.is_available() else torch.device("cuda")


def mps_first():
    """wrong-values: Another accelerator is asked for first and is chosen even where cuda is there."""
    if torch.backends.mps.is_available():
        return torch.device("mps")
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("cpu")


def name():
    """wrong-type: The name of the device comes back as a string, where a torch.device is asked for."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def named_gpu():
    """raised: torch knows no device of the name that is used where a GPU is there."""
    if torch.cuda.is_available():
        return torch.device("gpu")
    return torch.device("cpu")


def needs_two_gpus():
    """wrong-values: The number of GPUs is compared so that a single one does not count."""
    if torch.cuda.device_count() > 1:
        return torch.device("cuda")
    return torch.device("cpu")


def printed():
    """wrong-type: The device is made and not returned, so the answer is None."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    print("Using", device)


def question_not_called():
    """hard-coded-device: The answer is cuda on every machine: whether one can be used is not asked, asked of the build,
    or asked with a function that is named and not called."""
    if torch.cuda.is_available:
        return torch.device("cuda")
    else:
        return torch.device("cpu")


def second_gpu():
    """wrong-values: The device has the index 1, which is the second GPU, where the first is due."""
    return torch.device("cuda:1" if torch.cuda.is_available() else "cpu")
