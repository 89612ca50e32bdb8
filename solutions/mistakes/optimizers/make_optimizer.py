"""Known mistakes of make_optimizer."""

import copy


@change
def adam():
    """coupled-weight-decay: The optimizer is no AdamW, and its decay goes through the gradient.

    Return a `torch.optim.AdamW` of the same groups.
    """
    replace("return torch.optim.AdamW(groups, lr=lr)", "return torch.optim.Adam(groups, lr=lr)")


def arguments_exchanged(model, lr, weight_decay):
    """wrong-values: The learning rate and the decay are exchanged.

    Pass `lr=lr` to the optimizer and `weight_decay` to the first group.
    """
    params = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in params if p.dim() >= 2], "weight_decay": lr},
        {"params": [p for p in params if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=weight_decay)


def by_the_name_bias(model, lr, weight_decay):
    """wrong-decay-groups: Other parameters of one dimension than biases decay, such as the scale of a norm.

    Choose by the number of dimensions and not by name: those with `p.dim() >= 2` decay.
    """
    decay, no_decay = [], []
    for name, param in model.named_parameters():
        if not param.requires_grad:
            continue
        (no_decay if name.endswith("bias") else decay).append(param)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)


def everything_decays(model, lr, weight_decay):
    """wrong-decay-groups: All parameters decay, biases and norms too.

    Make two groups: parameters with `p.dim() >= 2` decay by `weight_decay`, the others have `"weight_decay": 0.0`.
    """
    return torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)


def generator_used_up(model, lr, weight_decay):
    """wrong-structure: Trainable parameters of one dimension, such as biases, are not in the optimizer.

    Put those with `p.dim() < 2` into a second group, with decay 0. Build both groups from a list: an iterator is used
    up after one loop.
    """
    params = filter(lambda p: p.requires_grad, model.parameters())
    matrices = [p for p in params if p.dim() >= 2]
    others = [p for p in params if p.dim() < 2]
    return torch.optim.AdamW(
        [{"params": matrices, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}], lr=lr
    )


def groups_exchanged(model, lr, weight_decay):
    """wrong-decay-groups: The groups are exchanged: biases and norms decay, and matrices do not.

    Give `weight_decay` to the group with `p.dim() >= 2`, and 0 to the other.
    """
    params = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": [p for p in params if p.ndim < 2], "weight_decay": weight_decay},
            {"params": [p for p in params if p.ndim >= 2], "weight_decay": 0.0},
        ],
        lr=lr,
    )


def matrices_only(model, lr, weight_decay):
    """wrong-decay-groups: Only parameters of exactly two dimensions decay; kernels of convolutions have four.

    Let all parameters of two or more dimensions decay: `p.dim() >= 2`.
    """
    params = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in params if p.dim() == 2], "weight_decay": weight_decay},
        {"params": [p for p in params if p.dim() != 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr)


@change
def no_decay_by_default():
    """wrong-decay-groups: The parameters of one dimension decay by 0.01, AdamW's default, and not by 0.

    Write the decay of the second group too: `"weight_decay": 0.0`.
    """
    replace(
        '{"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},',
        '{"params": [p for p in parameters if p.dim() < 2]},',
    )


@change
def of_copies():
    """replaced-parameter: The optimizer holds copies of the parameters, so its steps do not reach the model.

    Use `model.parameters()` themselves, without a copy.
    """
    replace(
        "parameters = [p for p in model.parameters() if p.requires_grad]",
        "parameters = [p for p in copy.deepcopy(model).parameters() if p.requires_grad]",
    )


def overlapping_groups(model, lr, weight_decay):
    """raised: Some parameters are in both groups, which torch refuses.

    Put each parameter in one group only: `p.dim() >= 2` in the first, `p.dim() < 2` in the second.
    """
    groups = [
        {"params": list(model.parameters()), "weight_decay": weight_decay},
        {"params": [p for p in model.parameters() if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr)


def shared_weight_twice(model, lr, weight_decay):
    """wrong-structure: A weight that two layers share is in the optimizer twice.

    Loop over `model.parameters()` once: it gives a shared parameter one time only.
    """
    decay, no_decay = [], []
    for module in model.modules():
        for param in module.parameters(recurse=False):
            if param.requires_grad:
                (decay if param.dim() >= 2 else no_decay).append(param)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)


def thaws(model, lr, weight_decay):
    """requires-grad-changed: Frozen parameters are made trainable.

    Only read `p.requires_grad`: remove the line that sets it.
    """
    decay, no_decay = [], []
    for param in model.parameters():
        param.requires_grad = True
        (decay if param.dim() >= 2 else no_decay).append(param)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)


def weights_only(model, lr, weight_decay):
    """as generator_used_up"""
    weights = [p for p in model.parameters() if p.requires_grad and p.dim() >= 2]
    return torch.optim.AdamW(weights, lr=lr, weight_decay=weight_decay)


@change
def without_lr():
    """wrong-values: The learning rate that is given has no effect: AdamW's default is used.

    Pass the argument on: `lr=lr`.
    """
    replace("return torch.optim.AdamW(groups, lr=lr)", "return torch.optim.AdamW(groups)")
