"""Known mistakes of save_checkpoint."""

import numpy as np
import os


@change
def arguments_swapped():
    """raised: `torch.save` gets the path first and the object second; it takes them the other way round."""
    replace("torch.save(checkpoint, path)", "torch.save(path, checkpoint)")


def as_tuple(path, model, optimizer, epoch, loss):
    """wrong-type: The four parts are written as a tuple, without their keys."""
    torch.save((epoch, model.state_dict(), optimizer.state_dict(), loss), path)


@change("state_dict_with_parameters")
def best_loss_only():
    """wrong-values: The file is replaced only when the loss is lower than the one in it, which nobody asked for."""
    replace("def save_checkpoint(path, model, optimizer, epoch, loss):", """
        def save_checkpoint(path, model, optimizer, epoch, loss):
            if os.path.exists(path) and torch.load(path, weights_only=True)["loss"] <= loss:
                return
    """)
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')


@change("state_dict_with_parameters")
def epoch_in_the_name():
    """wrong-values: The epoch is added to the file's name, so nothing lies at the path that was given."""
    before("torch.save(", "path = Path(path)")
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace("path,", 'path.with_name(f"{path.stem}_{epoch}{path.suffix}"),')


def epoch_zero_skipped(path, model, optimizer, epoch, loss):
    """wrong-values: Epoch 0 counts as false, so nothing is written after the first epoch."""
    if epoch:
        torch.save(
            {
                "epoch": epoch,
                "model_state_dict": model.state_dict(),
                "optimizer_state_dict": optimizer.state_dict(),
                "loss": loss,
            },
            path,
        )


@change("state_dict_with_parameters")
def eval_mode():
    """mode-not-restored: The model is put in eval mode for saving and stays there, in the middle of training."""
    before("torch.save(", "model.eval()")
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')


@change("state_dict_with_parameters")
def loss_as_tensor():
    """wrong-type: The loss is written as a tensor and not as it was given."""
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"loss": loss,', '"loss": torch.tensor(loss),')


@change("state_dict_with_parameters")
def loss_from_numpy():
    """wrong-values: The loss is turned into a NumPy number, which a safe load refuses."""
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"loss": loss,', '"loss": np.mean([loss]),')


@change("state_dict_with_parameters")
def loss_rounded():
    """wrong-values: The loss is rounded before it is written."""
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"loss": loss,', '"loss": round(loss, 2),')


@change
def more_keys():
    """wrong-structure: A key is added that is not asked for."""
    after('"loss": loss,', '"lr": optimizer.param_groups[0]["lr"],')


@change("state_dict_with_parameters")
def next_epoch():
    """epoch-off-by-one: The epoch is counted up before it is written; it is to be stored as given."""
    replace('"epoch": epoch,', '"epoch": epoch + 1,')
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')


@change("state_dict_with_parameters")
def not_over_a_file():
    """wrong-values: A file that is there already is kept, so the checkpoint of a later epoch is lost."""
    replace("def save_checkpoint(path, model, optimizer, epoch, loss):", """
        def save_checkpoint(path, model, optimizer, epoch, loss):
            path = Path(path)
            if path.exists():
                return
    """)
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')


@change
def of_a_new_optimizer():
    """optimizer-state-lost: The state of a new optimizer is written, which has not made a step yet."""
    before("checkpoint = {", 'optimizer = type(optimizer)(model.parameters(), lr=optimizer.param_groups[0]["lr"])')


@change("state_dict_with_parameters")
def parameters_only():
    """wrong-structure: Of the model only the parameters are written; its buffers are lost."""
    before("torch.save(", "weights = {name: p.detach().clone() for name, p in model.named_parameters()}")
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": weights,')


@change("state_dict_with_parameters")
def settings_only():
    """optimizer-state-lost: The optimizer's default settings are written, and its running averages are not."""
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict(),')
    replace('"optimizer_state_dict": optimizer.state_dict(),', '"optimizer_state_dict": optimizer.defaults,')


def short_keys(path, model, optimizer, epoch, loss):
    """wrong-structure: The keys have other names than those that are asked for."""
    torch.save({"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict(), "loss": loss}, path)


@change("state_dict_with_parameters")
def state_dicts_not_called():
    """whole-model-saved: The parentheses of `state_dict` are missing, so bound methods are written, and with them the
    objects."""
    replace('"model_state_dict": model.state_dict(keep_vars=True),', '"model_state_dict": model.state_dict,')
    replace('"optimizer_state_dict": optimizer.state_dict(),', '"optimizer_state_dict": optimizer.state_dict,')


def whole_model(path, model, optimizer, epoch, loss):
    """whole-model-saved: The module itself stands in the file, beside the optimizer's state_dict."""
    checkpoint = dict(epoch=epoch, loss=loss)
    checkpoint["model_state_dict"] = model
    checkpoint["optimizer_state_dict"] = optimizer.state_dict()
    torch.save(checkpoint, path)


def whole_objects(path, model, optimizer, epoch, loss):
    """whole-model-saved: Model and optimizer are pickled themselves, where their state_dicts are asked for."""
    torch.save(
        {"epoch": epoch, "model_state_dict": model, "optimizer_state_dict": optimizer, "loss": loss},
        path,
    )


@change
def without_loss():
    """wrong-structure: The loss is not written."""
    replace('"loss": loss,', "")


def without_optimizer(path, model, optimizer, epoch, loss):
    """optimizer-state-lost: The optimizer's state is not written."""
    torch.save({"epoch": epoch, "model_state_dict": model.state_dict(), "loss": loss}, path)
