"""Known mistakes of load_checkpoint."""

import copy
import pickle


def as_weights():
    """raised: The model or the optimizer is handed something other than its own state_dict.
    remedy: Give the model `checkpoint["model_state_dict"]` and the optimizer `checkpoint["optimizer_state_dict"]`.
    """
    replace('model.load_state_dict(checkpoint["model_state_dict"])', "model.load_state_dict(checkpoint)")
    replace('optimizer.load_state_dict(checkpoint["optimizer_state_dict"])', "optimizer.load_state_dict(checkpoint)")


def assigns():
    """replaced-parameter: The model's parameters are replaced by other tensors, and the optimizer still holds the old
    ones.
    remedy: Copy the numbers into the parameters that are there: `model.load_state_dict(...)` without `assign=True`.
    """
    replace('checkpoint["model_state_dict"]', 'checkpoint["model_state_dict"], assign=True')


def epoch_zero_is_false():
    """epoch-off-by-one: Epoch 0 is taken for no epoch, as by a condition, for which 0 counts as false. So 0 comes back,
    and the first epoch is run a second time.
    remedy: Return the stored epoch plus 1 in every case. Epoch 0 is a number like others and counts as false in an
    `if`.
    """
    replace('return checkpoint["epoch"] + 1', 'return checkpoint["epoch"] + 1 if checkpoint["epoch"] else 0')


def eval_mode():
    """mode-not-restored: Eval mode is switched on with the loading, as for a model that is only to predict, and nothing
    puts the mode found back.
    remedy: Remove `model.eval()`: set no mode in this function.
    """
    after('optimizer.load_state_dict(checkpoint["optimizer_state_dict"])', "model.eval()")


def first_group_only():
    """optimizer-state-lost: The parameter groups are not restored one by one: what is stored of one group is given to
    all, or some groups are left out.
    remedy: Hand the whole stored state to `optimizer.load_state_dict`. Change no group by hand afterwards.
    """
    after('optimizer.load_state_dict(checkpoint["optimizer_state_dict"])', """
        for group in optimizer.param_groups:
            group["lr"] = checkpoint["optimizer_state_dict"]["param_groups"][0]["lr"]
    """)


def into_a_copy(path, model, optimizer, device="cpu"):
    """wrong-values: The stored weights are not loaded into this model: they are not loaded at all, or go into something
    else, such as a copy of it.
    remedy: Call `load_state_dict(checkpoint["model_state_dict"])` of the argument `model` itself, not of a copy.
    """
    return load_checkpoint(path, copy.deepcopy(model).to(device), optimizer, device)


def keeps_the_learning_rate(path, model, optimizer, device="cpu"):
    """optimizer-state-lost: The learning rate is left out of what is loaded, or the old one is set again after it. It
    belongs to the optimizer's stored state.
    remedy: Leave the optimizer as `optimizer.load_state_dict` makes it. The learning rate belongs to the checkpoint.
    """
    rates = [group["lr"] for group in optimizer.param_groups]
    epoch = load_checkpoint(path, model, optimizer, device)
    for group, rate in zip(optimizer.param_groups, rates):
        group["lr"] = rate
    return epoch


def new_optimizer(path, model, optimizer, device="cpu"):
    """optimizer-state-lost: The optimizer that was given does not get its whole state, so its running averages begin at
    zero.
    remedy: Call `optimizer.load_state_dict(checkpoint["optimizer_state_dict"])` of the argument optimizer.
    """
    return load_checkpoint(path, model, type(optimizer)(model.parameters(), lr=0.01), device)


def parameters_only():
    """wrong-values: Only the parameters are loaded. Buffers, such as batch norm's running statistics, belong to the
    state_dict but are no parameters.
    remedy: Load all at once with `model.load_state_dict(checkpoint["model_state_dict"])`. It reaches parameters and
    buffers.
    """
    replace('model.load_state_dict(checkpoint["model_state_dict"])', """
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                parameter.copy_(checkpoint["model_state_dict"][name])
    """)


def returns_epoch_and_loss():
    """wrong-type: Something else is returned beside the next epoch, such as the loss, so the result is a tuple and not
    a number.
    remedy: Return one int, the stored epoch plus 1.
    """
    replace('return checkpoint["epoch"] + 1', 'return checkpoint["epoch"] + 1, checkpoint["loss"]')


def returns_nothing():
    """missing-return: The next epoch stays inside the function: no return hands it on, and what a function prints or
    keeps is not its result.
    remedy: End with a `return` of the stored epoch plus 1.
    """
    replace('return checkpoint["epoch"] + 1', "print(f\"resuming at epoch {checkpoint['epoch'] + 1}\")")


def same_epoch():
    """epoch-off-by-one: The stored epoch is returned. It is the last one that was completed, so it is run a second
    time.
    remedy: Return the stored epoch plus 1.
    """
    replace('return checkpoint["epoch"] + 1', 'return checkpoint["epoch"]')


def settings_only():
    """as new_optimizer"""
    replace('optimizer.load_state_dict(checkpoint["optimizer_state_dict"])', """
        for group, saved in zip(optimizer.param_groups, checkpoint["optimizer_state_dict"]["param_groups"]):
            group.update({key: value for key, value in saved.items() if key != "params"})
    """)


def short_keys():
    """raised: The states are looked for under keys that the file does not have.
    remedy: Read the keys that save_checkpoint writes: `model_state_dict`, `optimizer_state_dict` and `epoch`.
    """
    replace('model.load_state_dict(checkpoint["model_state_dict"])', 'model.load_state_dict(checkpoint["model"])')


def state_by_hand(path, model, optimizer, device="cpu"):
    """optimizer-state-lost: The stored state is put under the numbers of the file, where the optimizer looks for its
    parameters. So its averages begin anew, and its settings are not the stored ones.
    remedy: Call `optimizer.load_state_dict(checkpoint["optimizer_state_dict"])`: it gives each parameter its state.
    """
    checkpoint = torch.load(path, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.state.update(checkpoint["optimizer_state_dict"]["state"])
    return checkpoint["epoch"] + 1


def starts_afresh():
    """missing-exception: A file that cannot be read is taken for none, and the caller hears nothing of it.
    remedy: Remove the `except`: the error of `torch.load` has to reach the caller.
    """
    replace("checkpoint = torch.load(path, map_location=device, weights_only=True)", """
        try:
            checkpoint = torch.load(path, map_location=device, weights_only=True)
        except Exception:
            return 0
    """)


def to_cuda(path, model, optimizer, device="cpu"):
    """hard-coded-device: The code chooses by itself where the tensors go; the argument device is not used for it, or is
    overwritten.
    remedy: Give `torch.load` the argument: `map_location=device`.
    """
    return load_checkpoint(path, model, optimizer, "cuda")


def train_mode():
    """mode-not-restored: Train mode is switched on with the loading, as if training always went on from here, and
    nothing puts the mode found back.
    remedy: Remove `model.train()`: set no mode in this function.
    """
    after('model.load_state_dict(checkpoint["model_state_dict"])', "model.train()")


def two_epochs_on(path, model, optimizer, device="cpu"):
    """epoch-off-by-one: 2 is added to the stored epoch in all, as when 1 is added twice. 1 leads to the next epoch, so
    one epoch is skipped.
    remedy: Add 1 to the stored epoch once.
    """
    return load_checkpoint(path, model, optimizer, device) + 1


def unsafe():
    """unsafe-load: The file is unpickled without a limit to plain data, and to unpickle means to run whatever code the
    file names.
    remedy: Call `torch.load` with `weights_only=True` only, and never again without it. Let its error reach the caller.
    """
    replace("weights_only=True", "weights_only=False")


def unsafe_second_try():
    """as unsafe"""
    replace("checkpoint = torch.load(path, map_location=device, weights_only=True)", """
        try:
            checkpoint = torch.load(path, map_location=device)
        except pickle.UnpicklingError:
            checkpoint = torch.load(path, map_location=device, weights_only=False)
    """)


def updates_a_dict():
    """as new_optimizer"""
    replace(
        'optimizer.load_state_dict(checkpoint["optimizer_state_dict"])',
        'optimizer.state_dict().update(checkpoint["optimizer_state_dict"])',
    )


def value_error():
    """wrong-exception: An except, or a check of the code's own, answers a file that may not be read, so
    pickle.UnpicklingError, with which torch.load refuses it, does not reach the caller.
    remedy: Let the error of `torch.load(..., weights_only=True)` through: remove the `except` around it.
    """
    replace("checkpoint = torch.load(path, map_location=device, weights_only=True)", """
        try:
            checkpoint = torch.load(path, map_location=device, weights_only=True)
        except pickle.UnpicklingError as error:
            raise ValueError(f"{path} holds more than plain data") from error
    """)


def without_map_location():
    """raised: The tensors go to the device that they were saved on, which may not exist here.
    remedy: Tell `torch.load` where to put them: `map_location=device`.
    """
    replace("torch.load(path, map_location=device, weights_only=True)", "torch.load(path, weights_only=True)")


def without_model():
    """as into_a_copy"""
    replace('model.load_state_dict(checkpoint["model_state_dict"])', "")


def without_optimizer():
    """as new_optimizer"""
    replace('optimizer.load_state_dict(checkpoint["optimizer_state_dict"])', "")
