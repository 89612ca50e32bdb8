"""Known mistakes of make_optimizer."""

import copy


def adam():
    """coupled-weight-decay: The optimizer is no AdamW, and its decay goes through the gradient.
    remedy: Return a `torch.optim.AdamW` of the same groups.
    """
    replace("return torch.optim.AdamW(groups, lr=lr)", "return torch.optim.Adam(groups, lr=lr)")


def arguments_exchanged():
    """wrong-values: The learning rate and the decay are exchanged.
    remedy: Pass `lr=lr` to the optimizer and `weight_decay` to the first group.
    """
    replace('"weight_decay": weight_decay', '"weight_decay": lr')
    replace("lr=lr", "lr=weight_decay")


def by_the_name_bias(model, lr, weight_decay):
    """wrong-decay-groups: Only biases are spared the decay, as if nothing else had a single dimension; the scale of a
    norm has one, too.
    remedy: Choose by the number of dimensions and not by name: those with `p.dim() >= 2` decay.
    """
    decay, no_decay = [], []
    for name, param in model.named_parameters():
        if not param.requires_grad:
            continue
        (no_decay if name.endswith("bias") else decay).append(param)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)


def everything_decays(model, lr, weight_decay):
    """wrong-decay-groups: One decay is set for all parameters, biases and norms too: AdamW makes no difference between
    them by itself.
    remedy: Make two groups: parameters with `p.dim() >= 2` decay by `weight_decay`, the others have `"weight_decay":
    0.0`.
    """
    return torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)


def generator_used_up():
    """parameters-not-in-optimizer: Trainable parameters of one dimension, such as biases, are in no group: none is made
    for them, or theirs stays empty, as one does that is built from an iterator that is used up.
    remedy: Put those with `p.dim() < 2` into a second group, with decay 0. Build both groups from a list: an iterator
    is used up after one loop.
    """
    replace("[p for p in model.parameters() if p.requires_grad]", "filter(lambda p: p.requires_grad, model.parameters())")


def groups_exchanged():
    """wrong-decay-groups: The groups are exchanged: biases and norms decay, and matrices do not.
    remedy: Give `weight_decay` to the group with `p.dim() >= 2`, and 0 to the other.
    """
    replace("p.dim() >= 2", "p.ndim < 2")
    replace("p.dim() < 2", "p.ndim >= 2")


def matrices_only():
    """wrong-decay-groups: Only parameters of exactly two dimensions decay; kernels of convolutions have four.
    remedy: Let all parameters of two or more dimensions decay: `p.dim() >= 2`.
    """
    replace("p.dim() >= 2", "p.dim() == 2")
    replace("p.dim() < 2", "p.dim() != 2")


def no_decay_by_default():
    """wrong-decay-groups: The parameters of one dimension decay by 0.01, AdamW's default, and not by 0.
    remedy: Write the decay of the second group too: `"weight_decay": 0.0`.
    """
    replace(
        '{"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},',
        '{"params": [p for p in parameters if p.dim() < 2]},',
    )


def of_copies():
    """replaced-parameter: The optimizer holds copies of the parameters, so its steps do not reach the model.
    remedy: Use `model.parameters()` themselves, without a copy.
    """
    replace("model.parameters()", "copy.deepcopy(model).parameters()")


def overlapping_groups():
    """raised: Some parameters are in both groups, which torch refuses.
    remedy: Put each parameter in one group only: `p.dim() >= 2` in the first, `p.dim() < 2` in the second.
    """
    replace("[p for p in parameters if p.dim() >= 2]", "list(model.parameters())")


def shared_weight_twice():
    """wrong-structure: The parameters are collected layer by layer, or with repeats left in, so a weight that two
    layers share gets into the optimizer twice.
    remedy: Loop over `model.parameters()` once: it gives a shared parameter one time only.
    """
    replace("p for p in model.parameters()", "p for module in model.modules() for p in module.parameters(recurse=False)")


def thaws():
    """requires-grad-changed: requires_grad is switched on here, where it is only to be read, so parameters that the
    caller has frozen become trainable.
    remedy: Only read `p.requires_grad`: remove the line that sets it.
    """
    before("parameters = [p for p in model.parameters() if p.requires_grad]", "model.requires_grad_(True)")


def weights_only(model, lr, weight_decay):
    """as generator_used_up"""
    weights = [p for p in model.parameters() if p.requires_grad and p.dim() >= 2]
    return torch.optim.AdamW(weights, lr=lr, weight_decay=weight_decay)


def without_lr():
    """wrong-values: The learning rate that is given has no effect: AdamW's default is used.
    remedy: Pass the argument on: `lr=lr`.
    """
    replace("return torch.optim.AdamW(groups, lr=lr)", "return torch.optim.AdamW(groups)")
