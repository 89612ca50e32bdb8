"""Distinct parameters in a set; freezing down the tree."""

from torch.func import functional_call


def count_parameters(model, trainable_only=False):
    distinct = {id(p): p for m in model.modules() for p in m.parameters(recurse=False)}
    return sum(p.nelement() for p in distinct.values() if not trainable_only or p.requires_grad)


def freeze(module):
    for p in module._parameters.values():
        if p is not None:
            p.requires_grad_(False)
    for child in module.children():
        freeze(child)
    return module


def run(model, x):
    return functional_call(model, {}, (x,))
