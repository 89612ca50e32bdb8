"""Known mistakes of best_device."""

import os


def accelerator_of_the_build():
    """wrong-device: The answer is the accelerator that torch names, of whatever kind and whether or not it can be used.
    remedy: Ask for cuda only, with `torch.cuda.is_available()`: cuda where it is True, else cpu.
    """
    return torch.accelerator.current_accelerator()


def always_cpu():
    """hard-coded-device: Torch is not asked whether the machine has cuda, or its answer decides nothing, so the CPU is
    the answer on every machine.
    remedy: Ask `torch.cuda.is_available()` in the function: the answer is cuda where it is True.
    """
    return torch.device("cpu")


def always_cuda():
    """hard-coded-device: The answer is cuda on every machine. Whether the machine has a GPU is not asked, or not
    rightly: without the parentheses, or torch is asked what it was built for.
    remedy: Call `torch.cuda.is_available()`, with its parentheses: the answer is cpu where it is False.
    """
    return torch.device("cuda")


def any_accelerator():
    """wrong-device: Where there is no cuda, another accelerator is chosen in place of the CPU.
    remedy: Answer cpu wherever `torch.cuda.is_available()` is False, and ask for no other accelerator.
    """
    return torch.accelerator.current_accelerator(check_available=True) or torch.device("cpu")


def asks_the_build():
    # the wheel has a CUDA version when it supports GPUs
    """as always_cuda"""
    return torch.device("cuda" if torch.version.cuda is not None else "cpu")


def best_device_bool():
    """wrong-type: The answer is a bool and no torch.device, as that of the question whether cuda is there.
    remedy: Choose by that bool: return `torch.device("cuda")` where it is True, else the device of the CPU.
    """
    return torch.cuda.is_available()


def current_gpu():
    """hard-coded-device: The current GPU is asked for on every machine, also on one without any.
    remedy: Ask `torch.cuda.is_available()` first. Where it is True name "cuda" without a number, else "cpu".
    """
    return torch.device("cuda", torch.cuda.current_device())


def environment_variable():
    """as always_cpu"""
    return torch.device(os.environ.get("DEVICE", "cpu"))


def falls_back_to_mps():
    """as any_accelerator"""
    if torch.cuda.is_available():
        return torch.device("cuda")
    elif torch.backends.mps.is_available():
        return torch.device("mps")
    else:
        return torch.device("cpu")


def gpu_number():
    """wrong-type: A number stands for the device, as GPUs are counted from 0, or it is their count. Nothing makes a
    torch.device of it.
    remedy: Return a `torch.device`, made of the name "cuda" or "cpu".
    """
    if torch.cuda.is_available():
        return 0
    return -1


def inverted():
    """wrong-device: The condition is the wrong way round: cuda is chosen where it is absent, and the CPU where it is
    there.
    remedy: Exchange the two answers: cuda where `torch.cuda.is_available()` is True, else cpu.
    """
    return torch.device("cpu") if torch.cuda.is_available() else torch.device("cuda")


def mps_first():
    """wrong-device: Another accelerator goes before cuda: it is asked for first, or its answer replaces that of cuda,
    so it is chosen even where cuda is there.
    remedy: Ask for cuda only, with `torch.cuda.is_available()`: cuda where it is True, else cpu.
    """
    if torch.backends.mps.is_available():
        return torch.device("mps")
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("cpu")


def name():
    """wrong-type: The name of the device is returned as it is. Many calls of torch take such a string for a device, but
    it is a string and no torch.device.
    remedy: Make a `torch.device` of the name before you return it.
    """
    return "cuda" if torch.cuda.is_available() else "cpu"


@change("best_device_if")
def named_gpu():
    """raised: torch knows no device of the name that is used where a GPU is there.
    remedy: Write "cuda" for a GPU: that is its name in torch.
    """
    replace('torch.device("cuda")', 'torch.device("gpu")')


@change("best_device_if")
def needs_two_gpus():
    """wrong-device: The test lets cuda through only from two GPUs on, as when their count has to be larger than 1, so a
    single GPU counts as none.
    remedy: A single GPU is enough: ask `torch.cuda.is_available()`, or whether the count is at least 1.
    """
    replace("torch.cuda.is_available()", "torch.cuda.device_count() > 1")


def printed():
    """missing-return: The function ends without handing a device back. A device that is only stored or printed is lost,
    and the call gives None.
    remedy: Write `return` before the device. `print` only shows it.
    """
    print("Using", torch.device("cuda" if torch.cuda.is_available() else "cpu"))


def question_not_called():
    """as always_cuda"""
    if torch.cuda.is_available:
        return torch.device("cuda")
    else:
        return torch.device("cpu")


def second_gpu():
    """wrong-device: The device has the index 1, which is the second GPU; "cuda" without an index is asked for.
    remedy: Name the device "cuda", without a number behind it.
    """
    return torch.device("cuda:1" if torch.cuda.is_available() else "cpu")
