"""Known mistakes of freeze."""

import copy


def and_eval(module):
    """mode-not-restored: Besides freezing, the module is switched to eval mode, which is another matter."""
    module.eval()
    for p in module.parameters():
        p.requires_grad = False
    return module


def children_only(module):
    """requires-grad-changed: The loop walks the children, so parameters that belong to the module itself still require
    grad."""
    for child in module.children():
        child.requires_grad_(False)
    return module


def freeze_copy(module):
    """replaced-parameter: A frozen deep copy is returned; the module that came in, with its parameters, is not the one
    that is frozen."""
    frozen = copy.deepcopy(module)
    for p in frozen.parameters():
        p.requires_grad = False
    return frozen


def freeze_eval(module):
    """requires-grad-changed: eval() changes the mode of dropout and batch norm; every parameter still requires grad."""
    return module.eval()


def first_level_only(module):
    """requires-grad-changed: Only parameters of the direct children are frozen; those of nested modules still require
    grad."""
    for child in [module, *module.children()]:
        for p in child.parameters(recurse=False):
            p.requires_grad_(False)
    return module


def linear_only(module):
    """requires-grad-changed: Only Linear layers are frozen; other layers keep parameters that require grad."""
    for part in module.modules():
        if isinstance(part, nn.Linear):
            part.requires_grad_(False)
    return module


def misspelt(module):
    """requires-grad-changed: The attribute is spelt require_grad, which Python adds to each tensor in silence;
    requires_grad stays on."""
    for p in module.parameters():
        p.require_grad = False
    return module


def new_parameters(module):
    """replaced-parameter: Each parameter is replaced by a new one, so whoever holds the old ones, an optimizer say,
    holds others."""
    for part in module.modules():
        for name, p in list(part.named_parameters(recurse=False)):
            setattr(part, name, nn.Parameter(p.detach(), requires_grad=False))
    return module


def no_return(module):
    """wrong-type: The parameters are frozen, and the module is not returned."""
    for p in module.parameters():
        p.requires_grad = False


def toggled(module):
    """requires-grad-changed: Each flag is turned over, so a parameter that was frozen requires grad again."""
    for p in module.parameters():
        p.requires_grad = not p.requires_grad
    return module


def weights_only(module):
    """requires-grad-changed: Only parameters whose name ends in weight are frozen; biases and others still require
    grad."""
    for name, p in module.named_parameters():
        if name.endswith("weight"):
            p.requires_grad = False
    return module
