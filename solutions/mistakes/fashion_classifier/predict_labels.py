"""Known mistakes of predict_labels."""


def always_back_to_train_mode():
    """mode-not-restored: Train mode is switched on at the end, as if every model came in it: the mode found is not
    kept, or not used.
    remedy: Keep `model.training` before `model.eval()`. At the end call `model.train(...)` with that value.
    """
    replace("model.train(was_training)", "model.train()")


def argmax_of_everything():
    """wrong-shape: One position among all logits of the batch is returned; a label for each image is asked for.
    remedy: Take the argmax over dimension 1, the classes.
    """
    replace("return model(images).argmax(1)", "return model(images).argmax()")


def argmax_over_images():
    """wrong-axis: The largest entry is looked for among the images, where it is due among the classes.
    remedy: Take the argmax over dimension 1: rows are images, columns are classes.
    """
    replace("return model(images).argmax(1)", "return model(images).argmax(0)")


def as_floats():
    """float-labels: The position of the largest logit is int64 by itself; the labels are converted to floats
    afterwards, or written into a tensor of floats.
    remedy: Return what `argmax` gives, which is int64, without `.float()`.
    """
    replace("return model(images).argmax(1)", "return model(images).argmax(1).float()")


def as_int32():
    """wrong-dtype: The position of the largest logit is int64 by itself; the labels are converted to another
    whole-number dtype afterwards, or written into a tensor of one.
    remedy: Return what `argmax` gives, which is int64, and convert it no further.
    """
    replace("return model(images).argmax(1)", "return model(images).argmax(1).int()")


def as_list():
    """wrong-type: The labels are turned into something else than a tensor at the end, or collected in it, such as a
    Python list or a NumPy array.
    remedy: Return the tensor itself, without `.tolist()` or `.numpy()`.
    """
    replace("return model(images).argmax(1)", "return model(images).argmax(1).tolist()")


def device_of_the_parameters():
    """raised: The code needs a model with parameters, and a model may have none.
    remedy: Leave out `next(model.parameters())`. The images lie beside the model already, so nothing has to be moved.
    """
    before("return model(images).argmax(1)", "images = images.to(next(model.parameters()).device)")


def eval_not_called():
    """wrong-mode: Nothing puts all layers of the model into eval mode before they run.
    remedy: Call `model.eval()` first, with the parentheses: it reaches all layers. Put the mode found back with
    `model.train(...)` afterwards.
    """
    replace("model.eval()", "model.eval")


def flattens():
    """raised: The model gets the images in another shape than (N, 1, 28, 28).
    remedy: Call the model with images in their shape (N, 1, 28, 28). It flattens by itself.
    """
    replace("return model(images).argmax(1)", "return model(images.view(-1, 784)).argmax(1)")


def gradients_stay_off():
    """global-state-changed: Gradients are switched off for the whole process and not switched on again.
    remedy: Run the model in `with torch.no_grad():`, which switches gradients back by itself.
    """
    before("was_training = model.training", "torch.set_grad_enabled(False)")


def in_the_mode_found():
    """as eval_not_called"""
    replace("model.eval()", "")


def keepdim():
    """wrong-shape: The labels keep the dimension of the classes, with size 1: their shape is (N, 1) and not (N,).
    remedy: Take the argmax over dimension 1 without `keepdim`.
    """
    replace("return model(images).argmax(1)", "return model(images).argmax(1, keepdim=True)")


def largest_logits():
    """wrong-dtype: The largest logits are returned, and not the classes that have them.
    remedy: Return their positions: `argmax(1)`, or the second result of `max(1)`.
    """
    replace("return model(images).argmax(1)", "return model(images).max(1).values")


def largest_logits_as_labels():
    """wrong-values: The largest logits are returned as whole numbers, and not the classes that have them.
    remedy: Return their positions: `argmax(1)`, or the second result of `max(1)`.
    """
    replace("return model(images).argmax(1)", "return model(images).max(1).values.long()")


def moves_to_cuda():
    """hard-coded-device: Model and images are moved to another device than the one they are on.
    remedy: Run the model on images where both are: leave out `.cuda()` and `.to(...)`.
    """
    replace("return model(images).argmax(1)", "return model.cuda()(images.cuda()).argmax(1)")


def no_grad_not_entered():
    """graph-kept: The model runs with gradients on, so a graph is recorded.
    remedy: Run the model inside `with torch.no_grad():`. It acts only on what stands inside the `with`.
    """
    replace("""
        with torch.no_grad():
            return model(images).argmax(1)
    """, """
        torch.no_grad()
        return model(images).argmax(1)
    """)


def normalizes_again():
    """wrong-values: The model gets other numbers than those in images, as when they are normalized a second time.
    remedy: Call the model with images as they are: they come normalized.
    """
    replace("return model(images).argmax(1)", "return model((images - 0.2860) / 0.3530).argmax(1)")


def normalizes_in_place():
    """input-modified: The images are computed with in place, as where they are normalized, and a tensor that is passed
    in is the caller's own and no copy.
    remedy: Call the model with images as they are. Use no in-place operation on them (`-=`, methods with `_` at the
    end).
    """
    replace("return model(images).argmax(1)", "return model(images.sub_(0.2860).div_(0.3530)).argmax(1)")


def on_the_cpu():
    """left-on-cpu: The labels are taken to the CPU on the way, or put together there, and not taken back to the images'
    device.
    remedy: Return the labels where the model makes them: leave out `.cpu()` and `.numpy()`.
    """
    replace("return model(images).argmax(1)", "return model(images).argmax(1).cpu()")


def probabilities():
    """wrong-shape: Numbers for all classes come back, shape (N, 10); one label for each image is asked for.
    remedy: Return the position of the largest one in each row: `argmax(1)`.
    """
    replace("return model(images).argmax(1)", "return model(images).softmax(1)")


def smallest_logit():
    """wrong-values: The class with the smallest logit is returned.
    remedy: Take the class with the largest logit: `argmax(1)`.
    """
    replace("return model(images).argmax(1)", "return model(images).argmin(1)")


def softmax_over_images():
    """wrong-axis: Softmax runs over the images, so the logits of different images compete.
    remedy: Take `argmax(1)` of the logits themselves. If you need softmax, take it over dimension 1.
    """
    replace("return model(images).argmax(1)", "return model(images).softmax(0).argmax(1)")


def squeezed():
    """squeezed-too-much: Dimensions of size 1 are dropped, and for a single image the only dimension of the labels is
    one: the shape is () and not (1,).
    remedy: Leave out `squeeze()`: `argmax(1)` has shape (N,) for every N.
    """
    replace("return model(images).argmax(1)", "return model(images).topk(1, dim=1).indices.squeeze()")


def stays_in_eval_mode(model, images):
    """mode-not-restored: The function puts the model into eval mode, and does not put back the mode that it found.
    remedy: Keep `model.training` before `model.eval()`. At the end call `model.train(...)` with that value.
    """
    return predict_labels(model.eval(), images)


def through_the_cpu():
    """device-mismatch: The images are taken to another device, and the model is not there.
    remedy: Call the model with images where they are: leave out `.cpu()` and `.to(...)`.
    """
    replace("return model(images).argmax(1)", "return model(images.cpu()).argmax(1)")


def training_flag_set():
    """as eval_not_called"""
    replace("model.eval()", "model.training = False")
    replace("model.train(was_training)", "model.training = was_training")


def values_and_indices():
    """wrong-type: The largest values are returned beside their positions, as max over a dimension gives both in one
    pair; only the positions are labels.
    remedy: Return one tensor: `argmax(1)`, or the second result of `max(1)`.
    """
    replace("return model(images).argmax(1)", "return model(images).max(1)")


def with_a_graph():
    """as no_grad_not_entered"""
    replace("with torch.no_grad():", "with torch.enable_grad():")
