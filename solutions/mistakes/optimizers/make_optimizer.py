"""Known mistakes of make_optimizer."""

import copy


@change
def adam():
    """coupled-weight-decay: The optimizer is an Adam, whose decay goes through the gradient."""
    replace("return torch.optim.AdamW(groups, lr=lr)", "return torch.optim.Adam(groups, lr=lr)")


def arguments_exchanged(model, lr, weight_decay):
    """wrong-values: The learning rate and the decay are exchanged."""
    params = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in params if p.dim() >= 2], "weight_decay": lr},
        {"params": [p for p in params if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=weight_decay)


def by_the_name_bias(model, lr, weight_decay):
    """wrong-values: Only parameters called bias are spared; the scale of a norm and other one-dimensional parameters
    decay."""
    decay, no_decay = [], []
    for name, param in model.named_parameters():
        if not param.requires_grad:
            continue
        (no_decay if name.endswith("bias") else decay).append(param)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)


def everything_decays(model, lr, weight_decay):
    """wrong-values: All parameters are in one group, so biases and norms decay too."""
    return torch.optim.AdamW(model.parameters(), lr=lr, weight_decay=weight_decay)


def generator_used_up(model, lr, weight_decay):
    """wrong-structure: `parameters()` can be walked once; the second group finds nothing left in it."""
    params = filter(lambda p: p.requires_grad, model.parameters())
    matrices = [p for p in params if p.dim() >= 2]
    others = [p for p in params if p.dim() < 2]
    return torch.optim.AdamW(
        [{"params": matrices, "weight_decay": weight_decay}, {"params": others, "weight_decay": 0.0}], lr=lr
    )


def groups_exchanged(model, lr, weight_decay):
    """wrong-values: The groups are exchanged: biases and norms decay, and matrices do not."""
    params = [p for p in model.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [
            {"params": [p for p in params if p.ndim < 2], "weight_decay": weight_decay},
            {"params": [p for p in params if p.ndim >= 2], "weight_decay": 0.0},
        ],
        lr=lr,
    )


def matrices_only(model, lr, weight_decay):
    """wrong-values: Only parameters of exactly two dimensions decay; kernels of convolutions have four."""
    params = [p for p in model.parameters() if p.requires_grad]
    groups = [
        {"params": [p for p in params if p.dim() == 2], "weight_decay": weight_decay},
        {"params": [p for p in params if p.dim() != 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr)


@change
def no_decay_by_default():
    """wrong-values: The second group names no weight_decay, and AdamW's default is 0.01 and not 0."""
    replace(
        '{"params": [p for p in parameters if p.dim() < 2], "weight_decay": 0.0},',
        '{"params": [p for p in parameters if p.dim() < 2]},',
    )


@change
def of_copies():
    """replaced-parameter: The optimizer holds copies of the parameters, so its steps do not reach the model."""
    replace(
        "parameters = [p for p in model.parameters() if p.requires_grad]",
        "parameters = [p for p in copy.deepcopy(model).parameters() if p.requires_grad]",
    )


def overlapping_groups(model, lr, weight_decay):
    """raised: The first group holds all parameters and the second some of them again, which torch refuses."""
    groups = [
        {"params": list(model.parameters()), "weight_decay": weight_decay},
        {"params": [p for p in model.parameters() if p.dim() < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=lr)


def shared_weight_twice(model, lr, weight_decay):
    """wrong-structure: The parameters are collected layer by layer, so a weight that two layers share is in the list
    twice."""
    decay, no_decay = [], []
    for module in model.modules():
        for param in module.parameters(recurse=False):
            if param.requires_grad:
                (decay if param.dim() >= 2 else no_decay).append(param)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)


def thaws(model, lr, weight_decay):
    """requires-grad-changed: Frozen parameters are made trainable while the groups are built."""
    decay, no_decay = [], []
    for param in model.parameters():
        param.requires_grad = True
        (decay if param.dim() >= 2 else no_decay).append(param)
    groups = [{"params": decay, "weight_decay": weight_decay}, {"params": no_decay, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=lr)


def weights_only(model, lr, weight_decay):
    """wrong-structure: Biases and norms are left out of the optimizer, so they never change; they are to be updated
    without decay."""
    weights = [p for p in model.parameters() if p.requires_grad and p.dim() >= 2]
    return torch.optim.AdamW(weights, lr=lr, weight_decay=weight_decay)


@change
def without_lr():
    """wrong-values: The learning rate is not passed on, so AdamW's default is used."""
    replace("return torch.optim.AdamW(groups, lr=lr)", "return torch.optim.AdamW(groups)")
