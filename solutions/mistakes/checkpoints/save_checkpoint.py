"""Known mistakes of save_checkpoint."""

import numpy as np
import os


def arguments_swapped():
    """raised: `torch.save` gets the path first and the object second; it takes them the other way round.
    remedy: Give `torch.save` the dict first and the path second.
    """
    replace("torch.save(checkpoint, path)", "torch.save(path, checkpoint)")


def as_tuple(path, model, optimizer, epoch, loss):
    """wrong-type: What is written is not a dict with the four keys.
    remedy: Write a dict with the keys `epoch`, `model_state_dict`, `optimizer_state_dict` and `loss`.
    """
    torch.save((epoch, model.state_dict(), optimizer.state_dict(), loss), path)


@change("state_dict_with_parameters")
def best_loss_only():
    """wrong-values: A file that is there already is not always replaced, so a later checkpoint is lost.
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
    """wrong-values: Nothing is written for epoch 0.
    remedy: Write the file in each call, without a condition. Epoch 0 is an epoch, but counts as false in an `if`.
    """
    replace('with open(path, "wb") as file:', "if epoch:")
    replace("file,", "path,")


@change("state_dict_with_parameters")
def eval_mode():
    """mode-not-restored: The function puts the model into eval mode, and leaves it there in the middle of training.
    remedy: Remove `model.eval()`: saving needs no mode.
    """
    before("torch.save(", "model.eval()")
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')


@change("state_dict_with_parameters")
def loss_as_tensor():
    """wrong-type: The loss is written as a tensor and not as it was given.
    remedy: Put the argument loss into the dict as it is.
    """
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"loss": loss,', '"loss": torch.tensor(loss),')


@change("state_dict_with_parameters")
def loss_from_numpy():
    """wrong-values: The loss is written as an object that a safe load refuses.
    remedy: Put the argument loss into the dict as it is.
    """
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"loss": loss,', '"loss": np.mean([loss]),')


@change("state_dict_with_parameters")
def loss_rounded():
    """wrong-values: The loss is not written exactly as it was given.
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
    """epoch-off-by-one: The stored epoch is one more than the given one.
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
    """optimizer-state-lost: The optimizer's running averages are not in the file.
    remedy: Write `optimizer.state_dict()` of the argument optimizer. It holds its settings and its running averages.
    """
    before("checkpoint = {", 'optimizer = type(optimizer)(model.parameters(), lr=optimizer.param_groups[0]["lr"])')


@change("state_dict_with_parameters")
def parameters_only():
    """wrong-structure: The buffers of the model are not in the file.
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
    """whole-model-saved: Whole objects are written, and not their state_dicts.
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
    """optimizer-state-lost: The optimizer's state is not written.
    remedy: Put `optimizer.state_dict()` into the dict, under the key `optimizer_state_dict`.
    """
    torch.save({"epoch": epoch, "model_state_dict": model.state_dict(), "loss": loss}, path)
