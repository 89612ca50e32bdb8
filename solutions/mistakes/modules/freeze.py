"""Known mistakes of freeze."""

import copy


@change("loops")
def and_eval():
    """mode-not-restored: Besides freezing, the module's mode is switched, which is another matter.
    remedy: Remove the call that switches the mode: freezing changes requires_grad alone.
    """
    before("for p in module.parameters():", "module.eval()")


def children_only(module):
    """requires-grad-changed: Parameters that belong to the module itself, and not to a child, still require grad.
    remedy: Go over `module.parameters()`: it gives those of the module itself and of all nested modules.
    """
    for child in module.children():
        child.requires_grad_(False)
    return module


def freeze_copy(module):
    """replaced-parameter: A frozen copy is returned; the module that came in is not the one that is frozen.
    remedy: Freeze the module that came in and return that one, without a copy.
    """
    frozen = copy.deepcopy(module)
    for p in frozen.parameters():
        p.requires_grad = False
    return frozen


def freeze_eval(module):
    """requires-grad-changed: The mode is switched, and every parameter still requires grad: eval mode does not freeze.
    remedy: Set `requires_grad` to False on each of `module.parameters()`, and leave the mode as it is.
    """
    return module.eval()


def first_level_only(module):
    """requires-grad-changed: Only the module and its direct children are gone through, so the parameters of modules
    nested deeper still require grad.
    remedy: Go over `module.parameters()`: it gives the parameters of all levels.
    """
    for child in [module, *module.children()]:
        for p in child.parameters(recurse=False):
            p.requires_grad_(False)
    return module


def linear_only(module):
    """requires-grad-changed: Only Linear layers are frozen; other layers keep parameters that require grad.
    remedy: Go over `module.parameters()`, whatever the kind of the layers.
    """
    for part in module.modules():
        if isinstance(part, nn.Linear):
            part.requires_grad_(False)
    return module


@change("loops")
def misspelt():
    """requires-grad-changed: Every parameter still requires grad: what is set is not their own flag, as with a name
    that is misspelled, or one that is set on modules.
    remedy: Set `requires_grad` (with an s after require) to False on each of `module.parameters()`.
    """
    replace("p.requires_grad = False", "p.require_grad = False")


def new_parameters(module):
    """replaced-parameter: The parameters are replaced by new ones, so whoever holds the old ones, an optimizer say,
    holds others.
    remedy: Keep the Parameter objects: set `requires_grad` to False on the ones that are there.
    """
    for part in module.modules():
        for name, p in list(part.named_parameters(recurse=False)):
            setattr(part, name, nn.Parameter(p.detach(), requires_grad=False))
    return module


def no_return(module):
    """missing-return: The parameters are frozen, and the module is not returned.
    remedy: End with a `return` of the module.
    """
    for p in module.parameters():
        p.requires_grad = False


@change("loops")
def toggled():
    """requires-grad-changed: Each flag is turned over, so a parameter that was frozen requires grad again.
    remedy: Set `requires_grad` to False for every parameter, whatever it was before.
    """
    replace("p.requires_grad = False", "p.requires_grad = not p.requires_grad")


def weights_only(module):
    """requires-grad-changed: Only weights are frozen; biases and parameters of other names still require grad.
    remedy: Freeze all of `module.parameters()`, whatever their names are.
    """
    for name, p in module.named_parameters():
        if name.endswith("weight"):
            p.requires_grad = False
    return module
