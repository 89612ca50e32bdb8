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
    """epoch-off-by-one: After epoch 0 the function returns 0, so the first epoch is run a second time.
    remedy: Return the stored epoch plus 1 in every case. Epoch 0 is a number like others and counts as false in an
    `if`.
    """
    replace('return checkpoint["epoch"] + 1', 'return checkpoint["epoch"] + 1 if checkpoint["epoch"] else 0')


def eval_mode():
    """mode-not-restored: The model is left in eval mode; the mode must not change.
    remedy: Remove `model.eval()`: set no mode in this function.
    """
    after('optimizer.load_state_dict(checkpoint["optimizer_state_dict"])', "model.eval()")


def first_group_only():
    """optimizer-state-lost: Settings of the optimizer's parameter groups are not restored for each group.
    remedy: Hand the whole stored state to `optimizer.load_state_dict`. Change no group by hand afterwards.
    """
    after('optimizer.load_state_dict(checkpoint["optimizer_state_dict"])', """
        for group in optimizer.param_groups:
            group["lr"] = checkpoint["optimizer_state_dict"]["param_groups"][0]["lr"]
    """)


def into_a_copy(path, model, optimizer, device="cpu"):
    """wrong-values: The model that was given keeps the weights it had.
    remedy: Call `load_state_dict(checkpoint["model_state_dict"])` of the argument `model` itself, not of a copy.
    """
    return load_checkpoint(path, copy.deepcopy(model).to(device), optimizer, device)


def keeps_the_learning_rate(path, model, optimizer, device="cpu"):
    """optimizer-state-lost: The learning rate is not the stored one but what it was before.
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
    """wrong-values: The buffers, such as batch norm's running statistics, keep their old numbers.
    remedy: Load all at once with `model.load_state_dict(checkpoint["model_state_dict"])`. It reaches parameters and
    buffers.
    """
    replace('model.load_state_dict(checkpoint["model_state_dict"])', """
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                parameter.copy_(checkpoint["model_state_dict"][name])
    """)


def returns_epoch_and_loss():
    """wrong-type: More than the epoch is returned; the epoch alone is asked for.
    remedy: Return one int, the stored epoch plus 1.
    """
    replace('return checkpoint["epoch"] + 1', 'return checkpoint["epoch"] + 1, checkpoint["loss"]')


def returns_nothing():
    """missing-return: The next epoch is not returned.
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
    """hard-coded-device: The tensors are loaded to another device than the one that is given.
    remedy: Give `torch.load` the argument: `map_location=device`.
    """
    return load_checkpoint(path, model, optimizer, "cuda")


def train_mode():
    """mode-not-restored: The model is in train mode afterwards, whichever mode it was in.
    remedy: Remove `model.train()`: set no mode in this function.
    """
    after('model.load_state_dict(checkpoint["model_state_dict"])', "model.train()")


def two_epochs_on(path, model, optimizer, device="cpu"):
    """epoch-off-by-one: The returned epoch is one too large, so one epoch is skipped.
    remedy: Add 1 to the stored epoch once.
    """
    return load_checkpoint(path, model, optimizer, device) + 1


def unsafe():
    """unsafe-load: The file is read in a way that runs whatever code it names.
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
    """wrong-exception: A file that may not be read is answered with another exception than pickle.UnpicklingError.
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
