"""Known mistakes of save_checkpoint."""

import numpy as np
import os


def arguments_swapped():
    """raised: `torch.save` gets the path first and the object second; it takes them the other way round.
    remedy: Give `torch.save` the dict first and the path second.
    """
    replace("torch.save(checkpoint, path)", "torch.save(path, checkpoint)")


def as_tuple(path, model, optimizer, epoch, loss):
    """wrong-type: The parts are told apart by their places, as in a tuple, and not by keys, as in a dict, under which
    they are looked for.
    remedy: Write a dict with the keys `epoch`, `model_state_dict`, `optimizer_state_dict` and `loss`.
    """
    torch.save((epoch, model.state_dict(), optimizer.state_dict(), loss), path)


@change("state_dict_with_parameters")
def best_loss_only():
    """wrong-values: Where a file is there already, writing hangs on a condition or is left out, so a later checkpoint
    can get lost.
    remedy: Write the file in each call, without a condition: `torch.save` replaces an older one.
    """
    replace("def save_checkpoint(path, model, optimizer, epoch, loss):", """
        def save_checkpoint(path, model, optimizer, epoch, loss):
            if os.path.exists(path) and torch.load(path, weights_only=True)["loss"] <= loss:
                return
    """)
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')


@change("state_dict_with_parameters")
def epoch_in_the_name():
    """wrong-values: Nothing lies at the path that was given: no file is written, or one of another name.
    remedy: Write to `path` exactly as it is given.
    """
    before("torch.save(", "path = Path(path)")
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace("path,", 'path.with_name(f"{path.stem}_{epoch}{path.suffix}"),')


@change("open_files")
def epoch_zero_skipped():
    """wrong-values: Writing hangs on a condition that epoch 0 does not meet, as where 0 counts as false.
    remedy: Write the file in each call, without a condition. Epoch 0 is an epoch, but counts as false in an `if`.
    """
    replace('with open(path, "wb") as file:', "if epoch:")
    replace("file,", "path,")


@change("state_dict_with_parameters")
def eval_mode():
    """mode-not-restored: The function puts the model into eval mode, and leaves it there in the middle of training.
    remedy: Leave the mode as it is: saving needs none. No `eval()`, and no `train(...)` either.
    """
    before("torch.save(", "model.eval()")
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')


@change("state_dict_with_parameters")
def loss_as_tensor():
    """wrong-type: The loss is made a tensor before it is written, as if a file could hold tensors only.
    remedy: Put the argument loss into the dict as it is.
    """
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"loss": loss,', '"loss": torch.tensor(loss),')


@change("state_dict_with_parameters")
def loss_from_numpy():
    """wrong-values: The loss becomes an object of another kind on its way, such as a number of NumPy. A safe load takes
    plain data and tensors only.
    remedy: Put the argument loss into the dict as it is.
    """
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"loss": loss,', '"loss": np.mean([loss]),')


@change("state_dict_with_parameters")
def loss_rounded():
    """wrong-values: The loss is changed on its way into the file, as by rounding or by a type with fewer digits.
    remedy: Put the argument loss into the dict as it is, without `round`.
    """
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"loss": loss,', '"loss": round(loss, 2),')


def more_keys():
    """wrong-structure: Keys are written that are not asked for.
    remedy: Write exactly the keys `epoch`, `model_state_dict`, `optimizer_state_dict` and `loss`.
    """
    after('"loss": loss,', '"lr": optimizer.param_groups[0]["lr"],')


@change("state_dict_with_parameters")
def next_epoch():
    """epoch-off-by-one: 1 is added when the epoch is stored, as if the next one were asked for. It is added when the
    file is loaded.
    remedy: Put the argument epoch into the dict as it is. load_checkpoint adds the 1.
    """
    replace('"epoch": epoch,', '"epoch": epoch + 1,')
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')


@change("state_dict_with_parameters")
def not_over_a_file():
    """as best_loss_only"""
    replace("def save_checkpoint(path, model, optimizer, epoch, loss):", """
        def save_checkpoint(path, model, optimizer, epoch, loss):
            path = Path(path)
            if path.exists():
                return
    """)
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')


def of_a_new_optimizer():
    """optimizer-state-lost: What is written is not the whole state of this optimizer, but that of a new one, or its
    settings alone. So its running averages are not in the file.
    remedy: Write `optimizer.state_dict()` of the argument optimizer. It holds its settings and its running averages.
    """
    before("checkpoint = {", 'optimizer = type(optimizer)(model.parameters(), lr=optimizer.param_groups[0]["lr"])')


@change("state_dict_with_parameters")
def parameters_only():
    """wrong-structure: Only the parameters are written. Buffers, such as batch norm's running statistics, belong to the
    state_dict but are no parameters.
    remedy: Write `model.state_dict()`: it holds parameters and buffers.
    """
    before("torch.save(", "weights = {name: p.detach().clone() for name, p in model.named_parameters()}")
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": weights,')


@change("state_dict_with_parameters")
def settings_only():
    """as of_a_new_optimizer"""
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"optimizer_state_dict": optimizer.state_dict(),', '"optimizer_state_dict": optimizer.defaults,')


def short_keys(path, model, optimizer, epoch, loss):
    """wrong-structure: The keys have other names than those that are asked for.
    remedy: Name the keys exactly `epoch`, `model_state_dict`, `optimizer_state_dict` and `loss`.
    """
    torch.save({"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict(), "loss": loss}, path)


@change("state_dict_with_parameters")
def state_dicts_not_called():
    """whole-model-saved: Something is put into the file that brings its whole object along: the model or the optimizer
    itself, or a method of it that is not called.
    remedy: Write `model.state_dict()` and `optimizer.state_dict()`, with the parentheses.
    """
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict,')
    replace('"optimizer_state_dict": optimizer.state_dict(),', '"optimizer_state_dict": optimizer.state_dict,')


def whole_model(path, model, optimizer, epoch, loss):
    """as state_dicts_not_called"""
    checkpoint = dict(epoch=epoch, loss=loss)
    checkpoint["model_state_dict"] = model
    checkpoint["optimizer_state_dict"] = optimizer.state_dict()
    torch.save(checkpoint, path)


def whole_objects(path, model, optimizer, epoch, loss):
    """as state_dicts_not_called"""
    torch.save(
        {"epoch": epoch, "model_state_dict": model, "optimizer_state_dict": optimizer, "loss": loss},
        path,
    )


def without_loss():
    """wrong-structure: The loss is not written.
    remedy: Put the argument loss into the dict, under the key `loss`.
    """
    replace('"loss": loss,', "")


def without_optimizer(path, model, optimizer, epoch, loss):
    """optimizer-state-lost: The optimizer's state is left out, as if training went on from the model's weights alone;
    it also needs the running averages and settings.
    remedy: Put `optimizer.state_dict()` into the dict, under the key `optimizer_state_dict`.
    """
    torch.save({"epoch": epoch, "model_state_dict": model.state_dict(), "loss": loss}, path)
