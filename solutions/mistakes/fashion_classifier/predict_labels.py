"""Known mistakes of predict_labels."""


def always_back_to_train_mode(model, images):
    """mode-not-restored: The model is put in train mode afterwards, also when it was in eval mode."""
    model.eval()
    with torch.inference_mode():
        labels = model(images).argmax(dim=1)
    model.train()
    return labels.clone()


def argmax_of_everything(model, images):
    """wrong-shape: One position among all logits of the batch is returned."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax()
    model.train(was_training)
    return result


def argmax_over_images(model, images):
    """wrong-shape: The largest entry is looked for among the images, where it is due among the classes."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(0)
    model.train(was_training)
    return result


def as_floats(model, images):
    """float-labels: The labels are converted to floating point."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).float()
    model.train(was_training)
    return result


def as_int32(model, images):
    """wrong-dtype: The labels are converted to int32, where int64 is asked for."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).int()
    model.train(was_training)
    return result


def as_list(model, images):
    """wrong-type: A list is returned, where a tensor is asked for."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).tolist()
    model.train(was_training)
    return result


def device_of_the_parameters(model, images):
    """raised: The device is taken from the model's first parameter, and a model may have none."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        images = images.to(next(model.parameters()).device)
        result = model(images).argmax(1).to(images.device)
    model.train(was_training)
    return result


def eval_not_called(model, images):
    """wrong-mode: The parentheses of `eval` are missing, so the mode stays as it is."""
    model.eval
    with torch.no_grad():
        return model(images).argmax(1)


def flattens(model, images):
    """raised: The images are flattened before the model gets them; it takes images."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images.view(-1, 784)).argmax(1)
    model.train(was_training)
    return result


def gradients_stay_off(model, images):
    """global-state-changed: Gradients are switched off for the whole process and not switched on again."""
    torch.set_grad_enabled(False)
    was_training = model.training
    model.eval()
    labels = model(images).argmax(1)
    model.train(was_training)
    return labels


def in_the_mode_found(model, images):
    """wrong-mode: The model runs in the mode it is in; eval mode is asked for."""
    with torch.no_grad():
        return model(images).argmax(1)


def keepdim(model, images):
    """wrong-shape: The dimension of the classes is kept with size 1."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(dim=1, keepdim=True)
    model.train(was_training)
    return result


def largest_logits(model, images):
    """wrong-dtype: The largest logits are returned, and not the classes that have them."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).max(1).values
    model.train(was_training)
    return result


def moves_to_cuda(model, images):
    """hard-coded-device: Model and images are moved to CUDA, whatever device they are on."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model.cuda()(images.cuda()).argmax(1)
    model.train(was_training)
    return result


def no_grad_not_entered(model, images):
    """graph-kept: `torch.no_grad()` is called and not entered with `with`, so gradients are recorded."""
    was_training = model.training
    model.eval()
    torch.no_grad()
    labels = model(images).argmax(1)
    model.train(was_training)
    return labels


def normalizes_again(model, images):
    """wrong-values: The images are normalised a second time."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model((images - 0.2860) / 0.3530).argmax(1)
    model.train(was_training)
    return result


def normalizes_in_place(model, images):
    """input-modified: The caller's images are normalised in place."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images.sub_(0.2860).div_(0.3530)).argmax(1)
    model.train(was_training)
    return result


def on_the_cpu(model, images):
    """left-on-cpu: The labels are moved to the CPU, where they are due on the images' device."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmax(1).cpu()
    model.train(was_training)
    return result


def probabilities(model, images):
    """wrong-shape: Probabilities of all classes are returned, where the most likely class is asked for."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = torch.softmax(model(images), dim=1)
    model.train(was_training)
    return result


def smallest_logit(model, images):
    """wrong-values: The class with the smallest logit is returned."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).argmin(1)
    model.train(was_training)
    return result


def softmax_over_images(model, images):
    """wrong-values: Softmax runs over the images, so the logits of different images compete."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).softmax(0).argmax(1)
    model.train(was_training)
    return result


def squeezed(model, images):
    """squeezed-too-much: All dimensions of size 1 are removed, that of a single image too."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).topk(1, dim=1).indices.squeeze()
    model.train(was_training)
    return result


def stays_in_eval_mode(model, images):
    """mode-not-restored: The model is left in eval mode."""
    model.eval()
    with torch.no_grad():
        return model(images).argmax(dim=1)


@change
def through_the_cpu():
    """device-mismatch: The images are taken to the CPU, and the model is not there."""
    replace("return model(images).argmax(1)", "return model(images.cpu()).argmax(1)")


def training_flag_set(model, images):
    """wrong-mode: The flag of the outermost module is set; its layers stay in train mode."""
    was, model.training = model.training, False
    with torch.no_grad():
        labels = model(images).argmax(1)
    model.training = was
    return labels


def values_and_indices(model, images):
    """wrong-type: Both results of `max` are returned, where the indices alone are asked for."""
    was_training = model.training
    model.eval()
    with torch.no_grad():
        result = model(images).max(1)
    model.train(was_training)
    return result


def with_a_graph(model, images):
    """graph-kept: Gradients are recorded while the model runs."""
    was_training = model.training
    model.eval()
    labels = model(images).argmax(1)
    model.train(was_training)
    return labels.detach()
