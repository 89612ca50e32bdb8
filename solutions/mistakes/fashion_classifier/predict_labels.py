"""Known mistakes of predict_labels."""


def always_back_to_train_mode(model, images):
    """mode-not-restored: The model is in train mode afterwards, also when it came in eval mode.

    Keep `model.training` before `model.eval()`. At the end call `model.train(...)` with that value.
    """
    model.eval()
    with torch.inference_mode():
        labels = model(images).argmax(dim=1)
    model.train()
    return labels.clone()


def argmax_of_everything(model, images):
    """wrong-shape: One position among all logits of the batch is returned; a label for each image is asked for.

    Take the argmax over dimension 1, the classes.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax()
    model.train(was_training)
    return result


def argmax_over_images(model, images):
    """wrong-shape: The largest entry is looked for among the images, where it is due among the classes.

    Take the argmax over dimension 1: rows are images, columns are classes.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(0)
    model.train(was_training)
    return result


def as_floats(model, images):
    """float-labels: The labels are floating-point numbers; int64 is asked for.

    Return what `argmax` gives, which is int64, without `.float()`.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).float()
    model.train(was_training)
    return result


def as_int32(model, images):
    """wrong-dtype: The labels have another whole-number dtype than int64, which is asked for.

    Return what `argmax` gives, which is int64, and convert it no further.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).int()
    model.train(was_training)
    return result


def as_list(model, images):
    """wrong-type: The labels do not come back as a tensor.

    Return the tensor itself, without `.tolist()` or `.numpy()`.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).tolist()
    model.train(was_training)
    return result


def device_of_the_parameters(model, images):
    """raised: The code needs a model with parameters, and a model may have none.

    Leave out `next(model.parameters())`. The images lie beside the model already, so nothing has to be moved.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        images = images.to(next(model.parameters()).device)
        result = model(images).argmax(1).to(images.device)
    model.train(was_training)
    return result


def eval_not_called(model, images):
    """wrong-mode: The layers of the model are not in eval mode, which is asked for.

    Call `model.eval()` first, with the parentheses: it reaches all layers. Put the mode found back with
    `model.train(...)` afterwards.
    """
    model.eval
    with torch.no_grad():
        return model(images).argmax(1)


def flattens(model, images):
    """raised: The model gets the images in another shape than (N, 1, 28, 28).

    Call the model with images in their shape (N, 1, 28, 28). It flattens by itself.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images.view(-1, 784)).argmax(1)
    model.train(was_training)
    return result


def gradients_stay_off(model, images):
    """global-state-changed: Gradients are switched off for the whole process and not switched on again.

    Run the model in `with torch.no_grad():`, which switches gradients back by itself.
    """
    torch.set_grad_enabled(False)
    was_training = model.training
    model.eval()
    labels = model(images).argmax(1)
    model.train(was_training)
    return labels


def in_the_mode_found(model, images):
    """wrong-mode: The layers of the model are not in eval mode, which is asked for.

    Call `model.eval()` first, with the parentheses: it reaches all layers. Put the mode found back with
    `model.train(...)` afterwards.
    """
    with torch.no_grad():
        return model(images).argmax(1)


def keepdim(model, images):
    """wrong-shape: The labels keep the dimension of the classes, with size 1: their shape is (N, 1) and not (N,).

    Take the argmax over dimension 1 without `keepdim`.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(dim=1, keepdim=True)
    model.train(was_training)
    return result


def largest_logits(model, images):
    """wrong-dtype: The largest logits are returned, and not the classes that have them.

    Return their positions: `argmax(1)`, or the second result of `max(1)`.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).max(1).values
    model.train(was_training)
    return result


def moves_to_cuda(model, images):
    """hard-coded-device: Model and images are moved to another device than the one they are on.

    Run the model on images where both are: leave out `.cuda()` and `.to(...)`.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model.cuda()(images.cuda()).argmax(1)
    model.train(was_training)
    return result


def no_grad_not_entered(model, images):
    """graph-kept: The model runs with gradients on, so a graph is recorded.

    Run the model inside `with torch.no_grad():`. It acts only on what stands inside the `with`.
    """
    was_training = model.training
    model.eval()
    torch.no_grad()
    labels = model(images).argmax(1)
    model.train(was_training)
    return labels


def normalizes_again(model, images):
    """wrong-values: The model gets other numbers than those in images, as when they are normalized a second time.

    Call the model with images as they are: they come normalized.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model((images - 0.2860) / 0.3530).argmax(1)
    model.train(was_training)
    return result


def normalizes_in_place(model, images):
    """input-modified: The caller's images are changed in place.

    Call the model with images as they are. Use no in-place operation on them (`-=`, methods with `_` at the end).
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images.sub_(0.2860).div_(0.3530)).argmax(1)
    model.train(was_training)
    return result


def on_the_cpu(model, images):
    """left-on-cpu: The labels are on the CPU; they are asked for on the images' device.

    Return the labels where the model makes them: leave out `.cpu()` and `.numpy()`.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).cpu()
    model.train(was_training)
    return result


def probabilities(model, images):
    """wrong-shape: Numbers for all classes come back, shape (N, 10); one label for each image is asked for.

    Return the position of the largest one in each row: `argmax(1)`.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = torch.softmax(model(images), dim=1)
    model.train(was_training)
    return result


def smallest_logit(model, images):
    """wrong-values: The class with the smallest logit is returned.

    Take the class with the largest logit: `argmax(1)`.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmin(1)
    model.train(was_training)
    return result


def softmax_over_images(model, images):
    """wrong-values: Softmax runs over the images, so the logits of different images compete.

    Take `argmax(1)` of the logits themselves. If you need softmax, take it over dimension 1.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).softmax(0).argmax(1)
    model.train(was_training)
    return result


def squeezed(model, images):
    """squeezed-too-much: For a single image the labels lose their only dimension: the shape is () and not (1,).

    Leave out `squeeze()`: `argmax(1)` has shape (N,) for every N.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).topk(1, dim=1).indices.squeeze()
    model.train(was_training)
    return result


def stays_in_eval_mode(model, images):
    """mode-not-restored: The model is left in eval mode.

    Keep `model.training` before `model.eval()`. At the end call `model.train(...)` with that value.
    """
    model.eval()
    with torch.no_grad():
        return model(images).argmax(dim=1)


@change
def through_the_cpu():
    """device-mismatch: The images are taken to another device, and the model is not there.

    Call the model with images where they are: leave out `.cpu()` and `.to(...)`.
    """
    replace("return model(images).argmax(1)", "return model(images.cpu()).argmax(1)")


def training_flag_set(model, images):
    """wrong-mode: The layers of the model are not in eval mode, which is asked for.

    Call `model.eval()` first, with the parentheses: it reaches all layers. Put the mode found back with
    `model.train(...)` afterwards.
    """
    was, model.training = model.training, False
    with torch.no_grad():
        labels = model(images).argmax(1)
    model.training = was
    return labels


def values_and_indices(model, images):
    """wrong-type: A pair of values and labels comes back; the labels alone are asked for.

    Return one tensor: `argmax(1)`, or the second result of `max(1)`.
    """
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).max(1)
    model.train(was_training)
    return result


def with_a_graph(model, images):
    """graph-kept: The model runs with gradients on, so a graph is recorded.

    Run the model inside `with torch.no_grad():`. It acts only on what stands inside the `with`.
    """
    was_training = model.training
    model.eval()
    labels = model(images).argmax(1)
    model.train(was_training)
    return labels.detach()
