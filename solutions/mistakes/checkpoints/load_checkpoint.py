"""Known mistakes of load_checkpoint."""

import copy
import pickle


def as_weights(path, model, optimizer, device="cpu"):
    """raised: The whole checkpoint is handed to the model, which takes its own state_dict only."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint)
    optimizer.load_state_dict(checkpoint)
    return checkpoint["epoch"] + 1


def assigns(path, model, optimizer, device="cpu"):
    """replaced-parameter: assign=True replaces the model's parameters, and the optimizer still holds the old ones."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"], assign=True)
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


@change
def epoch_zero_is_false():
    """epoch-off-by-one: Epoch 0 counts as false, so the first epoch is run a second time."""
    replace('return checkpoint["epoch"] + 1', 'return checkpoint["epoch"] + 1 if checkpoint["epoch"] else 0')


@change
def eval_mode():
    """mode-not-restored: The model is left in eval mode, although training goes on."""
    after('optimizer.load_state_dict(checkpoint["optimizer_state_dict"])', "model.eval()")


@change
def first_group_only():
    """optimizer-state-lost: The groups of parameters after the first get the settings of the first."""
    after('optimizer.load_state_dict(checkpoint["optimizer_state_dict"])', """
        for group in optimizer.param_groups:
            group["lr"] = checkpoint["optimizer_state_dict"]["param_groups"][0]["lr"]
    """)


def into_a_copy(path, model, optimizer, device="cpu"):
    """wrong-values: The weights go into a copy of the model, which is lost when the function returns."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model = copy.deepcopy(model).to(device)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


def keeps_the_learning_rate(path, model, optimizer, device="cpu"):
    """optimizer-state-lost: After loading, the learning rate is set back to what it was before."""
    rates = [group["lr"] for group in optimizer.param_groups]
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    for group, rate in zip(optimizer.param_groups, rates):
        group["lr"] = rate
    return checkpoint["epoch"] + 1


def new_optimizer(path, model, optimizer, device="cpu"):
    """optimizer-state-lost: The state goes into a new optimizer that nobody else holds; the one that was given learns
    nothing of it."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer = type(optimizer)(model.parameters(), lr=0.01)
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


def parameters_only(path, model, optimizer, device="cpu"):
    """wrong-values: Only the parameters are copied; the buffers, such as batch norm's running statistics, keep their
    old numbers."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(checkpoint["model_state_dict"][name])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


@change
def returns_epoch_and_loss():
    """wrong-type: A tuple of epoch and loss is returned, where the epoch alone is asked for."""
    replace('return checkpoint["epoch"] + 1', 'return checkpoint["epoch"] + 1, checkpoint["loss"]')


@change
def returns_nothing():
    """wrong-type: The states are restored, and the next epoch is not returned."""
    replace('return checkpoint["epoch"] + 1', "print(f\"resuming at epoch {checkpoint['epoch'] + 1}\")")


@change
def same_epoch():
    """epoch-off-by-one: The stored epoch is returned, which is the last one that was completed, so it is run a second
    time."""
    replace('return checkpoint["epoch"] + 1', 'return checkpoint["epoch"]')


def settings_only(path, model, optimizer, device="cpu"):
    """optimizer-state-lost: The settings of the groups are restored, and the running averages are not."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    for group, saved in zip(optimizer.param_groups, checkpoint["optimizer_state_dict"]["param_groups"]):
        group.update({key: value for key, value in saved.items() if key != "params"})
    return checkpoint["epoch"] + 1


def short_keys(path, model, optimizer, device="cpu"):
    """raised: The states are looked for under other keys than those in the file."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model"])
    optimizer.load_state_dict(checkpoint["optimizer"])
    return checkpoint["epoch"] + 1


def starts_afresh(path, model, optimizer, device="cpu"):
    """missing-exception: A file that cannot be read is taken for none, and training begins at epoch 0 without a word.
    """
    try:
        checkpoint = torch.load(path, map_location=device, weights_only=True)
    except Exception:
        return 0
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


def to_cuda(path, model, optimizer, device="cpu"):
    """hard-coded-device: map_location names CUDA, whatever device is asked for."""
    checkpoint = torch.load(path, map_location="cuda", weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


@change
def train_mode():
    """mode-not-restored: The model is put in train mode, whichever mode it was in."""
    after('model.load_state_dict(checkpoint["model_state_dict"])', "model.train()")


def two_epochs_on(path, model, optimizer, device="cpu"):
    """epoch-off-by-one: Two is added to the stored epoch, so one epoch is skipped."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    start = checkpoint["epoch"] + 1
    return start + 1


def unsafe(path, model, optimizer, device="cpu"):
    """unsafe-load: The file is read with weights_only=False, which runs whatever code it names; optimizer state needs
    no such thing."""
    checkpoint = torch.load(path, map_location=device, weights_only=False)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


def unsafe_second_try(path, model, optimizer, device="cpu"):
    """unsafe-load: A file that is refused is read again with weights_only=False, so its code runs after all."""
    try:
        checkpoint = torch.load(path, map_location=device)
    except pickle.UnpicklingError:
        checkpoint = torch.load(path, map_location=device, weights_only=False)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


def updates_a_dict(path, model, optimizer, device="cpu"):
    """optimizer-state-lost: The dict that `optimizer.state_dict()` returns is updated, which does not reach the
    optimizer."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.state_dict().update(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


def value_error(path, model, optimizer, device="cpu"):
    """wrong-exception: A file that may not be read is answered with a ValueError, where the contract names
    pickle.UnpicklingError."""
    try:
        checkpoint = torch.load(path, map_location=device, weights_only=True)
    except pickle.UnpicklingError as error:
        raise ValueError(f"{path} holds more than plain data") from error
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


def without_map_location(path, model, optimizer, device="cpu"):
    """raised: Without map_location the tensors go to the device that they were saved on, which may not exist here."""
    checkpoint = torch.load(path, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    model.to(device)
    return checkpoint["epoch"] + 1


def without_model(path, model, optimizer, device="cpu"):
    """wrong-values: The optimizer's state is restored, and the model keeps the weights it had."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    return checkpoint["epoch"] + 1


def without_optimizer(path, model, optimizer, device="cpu"):
    """optimizer-state-lost: The optimizer's state stays in the file, so its running averages begin at zero."""
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    return checkpoint["epoch"] + 1
