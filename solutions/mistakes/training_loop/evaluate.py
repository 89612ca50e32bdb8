"""Known mistakes of evaluate."""


@change
def accuracy_as_tensor():
    """wrong-type: The hits are added up as a tensor, so the accuracy is a tensor; a float is asked for."""
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (logits.argmax(1) == y).sum()")


@change
def all_or_nothing():
    """wrong-values: A batch counts as right only when all of its samples are."""
    replace("correct += (logits.argmax(1) == y).sum().item()", """
        if torch.equal(logits.argmax(1), y):
            correct += len(x)
    """)


@change
def always_back_to_train_mode():
    """mode-not-restored: The model is put into train mode at the end, also when it was found in eval mode."""
    replace("was_training = model.training", "")
    replace("model.train(was_training)", "model.train()")


@change
def argmax_of_everything():
    """wrong-values: argmax without a dimension gives one position in the whole batch of logits, not a class for each
    sample."""
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (torch.argmax(logits) == y).sum().item()")


@change
def argmax_over_the_batch():
    """raised: The argmax runs over the batch and not over the classes, so there is one number a class in place of one a
    sample."""
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (logits.argmax(0) == y).sum().item()")


@change
def batch_losses_by_samples():
    """batch-mean: The batches' mean losses are added up and divided by the number of samples, so the loss is far too
    small."""
    replace("total, correct, count = 0.0, 0, 0", """
        total, correct = 0.0, 0
        count = len(loader.dataset)
    """)
    replace("total += loss_fn(logits, y).item() * len(x)", "total += loss_fn(logits, y).item()")
    replace("count += len(x)", "")


@change
def batches_not_moved():
    """device-mismatch: The batches stay where the loader makes them, and do not meet the model on its device."""
    replace("x, y = x.to(device), y.to(device)", "")


def calls_backward(model, loader, loss_fn, device):
    """gradient-left-behind: backward is called on each loss, which adds to the gradients of the model that is only to
    be measured."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            loss = loss_fn(logits, y)
            loss.backward()
            total += loss.item() * len(x)
            correct += (logits.argmax(1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


@change
def clears_gradients():
    """gradient-left-behind: The model's gradients are cleared, although an evaluation has nothing to do with them."""
    after("model.eval()", "model.zero_grad()")


@change
def correct_by_batches():
    """batch-mean: The number of right answers is divided by the number of batches, which can give more than 1."""
    replace("total, correct, count = 0.0, 0, 0", "total, correct = 0.0, 0")
    replace("count += len(x)", "")
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": total / len(loader.dataset), "accuracy": correct / len(loader)}',
    )


def detached_afterwards(model, loader, loss_fn, device):
    """graph-kept: The outputs are detached after the forward pass has recorded its graph."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x).detach()
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


@change
def device_of_its_own():
    """hard-coded-device: The function chooses a device by itself and ignores the one that it is given."""
    before("was_training = model.training", 'device = "cuda" if torch.cuda.is_available() else "cpu"')


@change
def error_rate():
    """wrong-values: The wrong answers are counted, which gives the error rate and not the accuracy."""
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (logits.argmax(1) != y).sum().item()")


@change
def eval_not_called():
    """wrong-mode: `model.eval` is named and not called: without parentheses the mode stays as it is."""
    replace("model.eval()", "model.eval")


@torch.no_grad()
def explicit_train_mode(model, loader, loss_fn, device):
    """wrong-mode: The model is put into train mode for the evaluation."""
    was_training = model.training
    model.train()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return dict(loss=total / count, accuracy=correct / count)


def first_batch(model, loader, loss_fn, device):
    """dropped-samples: Only the first batch is evaluated."""
    was_training = model.training
    model.eval()
    try:
        with torch.no_grad():
            x, y = next(iter(loader))
            x, y = x.to(device), y.to(device)
            logits = model(x)
            loss = loss_fn(logits, y).item()
            accuracy = (logits.argmax(dim=1) == y).double().mean().item()
    finally:
        model.train(was_training)
    return {"loss": loss, "accuracy": accuracy}


@change
def floor_division():
    """wrong-type: The accuracy is computed with `//`, which gives a whole number: 0 unless every answer is right."""
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": total / count, "accuracy": correct // count}',
    )


def freezes(model, loader, loss_fn, device):
    """requires-grad-changed: The parameters are frozen to keep a graph from being recorded, and stay frozen."""
    was_training = model.training
    model.eval()
    for p in model.parameters():
        p.requires_grad_(False)
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


@change
def full_batches_assumed():
    """batch-mean: The sums are divided by the number of batches times the batch size, as if the last batch were full.
    """
    replace("total, correct, count = 0.0, 0, 0", """
        total, correct = 0.0, 0
        count = len(loader) * loader.batch_size
    """)
    replace("count += len(x)", "")


def gradients_stay_off(model, loader, loss_fn, device):
    """global-state-changed: Gradients are switched off for the whole process and never switched on again."""
    torch.set_grad_enabled(False)
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


def gradients_switched_on(model, loader, loss_fn, device):
    """global-state-changed: Gradients are switched on at the end, also where the caller had switched them off or an
    exception skips the line."""
    was_training = model.training
    model.eval()
    torch.set_grad_enabled(False)
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
        torch.set_grad_enabled(True)
    return {"loss": total / count, "accuracy": correct / count}


def in_train_mode(model, loader, loss_fn, device):
    """wrong-mode: The model is not put into eval mode, so dropout and batch norm work as in training."""
    total, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    return {"loss": total / count, "accuracy": correct / count}


@change
def keepdim():
    """silent-broadcast: Predictions of shape (n, 1) are compared with labels of shape (n,): every prediction meets
    every label."""
    replace("correct += (logits.argmax(1) == y).sum().item()", """
        predicted = logits.argmax(dim=1, keepdim=True)
        correct += (predicted == y).sum().item()
    """)


@change
def labels_as_floats():
    """raised: The labels are cast to float, which makes them something else than class numbers for the loss."""
    replace("x, y = x.to(device), y.to(device)", "x, y = x.to(device), y.float().to(device)")


@change
def labels_not_moved():
    """device-mismatch: Only the inputs are moved to the device; the labels stay where the loader makes them."""
    replace("x, y = x.to(device), y.to(device)", "")
    replace("logits = model(x)", "logits = model(x.to(device))")


@change
def largest_logits():
    """wrong-values: `max` gives values and indices; the values, which are logits, are compared with the labels."""
    replace("correct += (logits.argmax(1) == y).sum().item()", """
        predicted, _ = torch.max(logits, 1)
        correct += (predicted == y).sum().item()
    """)


def last_batch(model, loader, loss_fn, device):
    """wrong-values: Loss and hits are overwritten in each pass of the loop and not added up; those of the last batch
    remain."""
    was_training = model.training
    model.eval()
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                loss = loss_fn(logits, y).item()
                accuracy = (logits.argmax(dim=1) == y).double().mean().item()
    finally:
        model.train(was_training)
    return {"loss": loss, "accuracy": accuracy}


@change
def loss_as_tensor():
    """wrong-type: The losses are added up as tensors, so the loss is a tensor; a float is asked for."""
    replace("total += loss_fn(logits, y).item() * len(x)", "total += loss_fn(logits, y) * len(x)")


@change
def loss_of_its_own():
    """wrong-values: Cross entropy, added up over samples, is computed whatever loss was given."""
    after("model.eval()", 'criterion = nn.CrossEntropyLoss(reduction="sum")')
    replace("total += loss_fn(logits, y).item() * len(x)", """
        loss_fn(logits, y)
        total += criterion(logits, y).item()
    """)


@change
def mean_of_batch_accuracies():
    """batch-mean: The batches' accuracies are averaged with equal weight, while the loss is rightly a mean over
    samples."""
    replace("total, correct, count = 0.0, 0, 0", "total, accuracy = 0.0, 0.0")
    replace("""
        correct += (logits.argmax(1) == y).sum().item()
        count += len(x)
    """, "accuracy += (logits.argmax(dim=1) == y).double().mean().item()")
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": total / len(loader.dataset), "accuracy": accuracy / len(loader)}',
    )


@change
def mean_of_batch_losses():
    """batch-mean: The batches' losses are averaged with equal weight, while the accuracy is rightly one over samples.
    """
    replace("total, correct, count = 0.0, 0, 0", "total, correct = 0.0, 0")
    replace("total += loss_fn(logits, y).item() * len(x)", "total += loss_fn(logits, y).item()")
    replace("count += len(x)", "")
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": total / len(loader), "accuracy": correct / len(loader.dataset)}',
    )


@change
def mean_of_batches():
    """batch-mean: Loss and accuracy are averaged over batches with equal weight, so a short last batch counts as much
    as a full one."""
    replace("total, correct, count = 0.0, 0, 0", "losses, accuracies = [], []")
    replace("total += loss_fn(logits, y).item() * len(x)", "losses.append(loss_fn(logits, y).item())")
    replace(
        "correct += (logits.argmax(1) == y).sum().item()",
        "accuracies.append((logits.argmax(dim=1) == y).float().mean().item())",
    )
    replace("count += len(x)", "")
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": sum(losses) / len(losses), "accuracy": sum(accuracies) / len(accuracies)}',
    )


@change
def mean_of_booleans():
    """raised: A mean is taken of booleans, which have none; they have to become numbers first."""
    replace("total, correct, count = 0.0, 0, 0", "total, correct, count = 0.0, 0.0, 0")
    replace(
        "correct += (logits.argmax(1) == y).sum().item()",
        "correct += (logits.argmax(1) == y).mean().item() * len(x)",
    )


def mode_back_after_some_exceptions(model, loader, loss_fn, device):
    """mode-not-restored: Only exceptions of the forward pass and the loss are guarded; one that the loader raises
    leaves eval mode behind."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    for x, y in loader:
        try:
            with torch.no_grad():
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(dim=1) == y).sum().item()
        except Exception:
            model.train(was_training)
            raise
        count += len(x)
    model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


def mode_back_without_exception(model, loader, loss_fn, device):
    """mode-not-restored: The mode is put back at the end of the function, which an exception never reaches."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


def mode_noted_too_late(model, loader, loss_fn, device):
    """mode-not-restored: The mode is noted after `eval()`, so what is put back is eval mode."""
    model.eval()
    mode = model.training
    total, correct, count = 0.0, 0, 0
    with torch.inference_mode():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    model.train(mode)
    return {"loss": total / count, "accuracy": correct / count}


@change
def more_keys():
    """wrong-structure: The result has a third key beside loss and accuracy."""
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": total / count, "accuracy": correct / count, "samples": count}',
    )


def moves_parameters(model, loader, loss_fn, device):
    """input-modified: Every parameter is moved a little against its gradient: the evaluation trains the model."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            loss = loss_fn(logits, y)
            wanted = [p for p in model.parameters() if p.requires_grad]
            for p, g in zip(wanted, torch.autograd.grad(loss, wanted)):
                p.data -= 0.01 * g
            total += loss.item() * len(x)
            correct += (logits.argmax(1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


def no_grad_for_the_loss_only(model, loader, loss_fn, device):
    """graph-kept: Only the loss and the counting run under no_grad; the forward pass before them records a graph."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            with torch.no_grad():
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


def no_grad_not_entered(model, loader, loss_fn, device):
    """graph-kept: `torch.no_grad()` stands on a line of its own; without `with` it has no effect."""
    was_training = model.training
    model.eval()
    torch.no_grad()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


@change
def nothing_returned():
    """wrong-type: The results are printed and not returned."""
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'print(f"loss {total / count:.4f}, accuracy {correct / count:.2%}")',
    )


@change
def on_cuda():
    """hard-coded-device: Batches are moved to an accelerator that is named in the code, whatever device was given."""
    replace("x, y = x.to(device), y.to(device)", "x, y = x.cuda(), y.cuda()")


def other_exception(model, loader, loss_fn, device):
    """wrong-exception: Every exception is turned into a RuntimeError; the one that was raised should come through."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(dim=1) == y).sum().item()
                count += len(x)
    except Exception as error:
        raise RuntimeError("evaluation failed") from error
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}


@change
def other_keys():
    """wrong-structure: The keys of the result are other ones than loss and accuracy."""
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"val_loss": total / count, "val_acc": correct / count}',
    )


@change
def outer_flag_put_back():
    """mode-not-restored: Only the flag of the outermost module is put back; its layers stay in eval mode."""
    replace("model.train(was_training)", "model.training = was_training")


@change
def pair():
    """wrong-type: Loss and accuracy come back as a tuple; a dict is asked for."""
    replace('return {"loss": total / count, "accuracy": correct / count}', "return total / count, correct / count")


@change
def percent():
    """wrong-values: The accuracy is given in percent; a fraction is asked for."""
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": total / count, "accuracy": 100.0 * correct / count}',
    )


def returns_in_finally(model, loader, loss_fn, device):
    """missing-exception: The `return` stands in the `finally`, which discards the exception that is under way."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(dim=1) == y).sum().item()
                count += len(x)
    finally:
        model.train(was_training)
        return {"loss": total / max(count, 1), "accuracy": correct / max(count, 1)}


@change
def rounded():
    """wrong-values: Loss and accuracy are rounded to two digits."""
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": round(total / count, 2), "accuracy": round(correct / count, 2)}',
    )


@change
def seeds():
    """global-state-changed: The global generator is seeded before the evaluation, so that all later random numbers
    repeat."""
    before("was_training = model.training", "torch.manual_seed(1234)")


@change
def short_batch_skipped():
    """dropped-samples: A batch that is not full is skipped, so its samples count nowhere."""
    replace("for x, y in loader:", """
        for x, y in loader:
            if x.size(0) != loader.batch_size:
                break
    """)
    before('return {"loss": total / count, "accuracy": correct / count}', "count = count or 1")


@change
def smallest_logit():
    """wrong-values: The class with the smallest logit is taken for the prediction."""
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (logits.argmin(1) == y).sum().item()")


@change
def softmax():
    """softmax-before-loss: A softmax stands between the model's output and the loss, which expects the output itself.
    """
    replace("logits = model(x)", "logits = model(x).softmax(dim=1)")


def stays_in_eval_mode(model, loader, loss_fn, device):
    """mode-not-restored: The model is put into eval mode and left there."""
    model.eval()
    total, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    return {"loss": total / count, "accuracy": correct / count}


@change
def sums():
    """wrong-values: The sums over samples are returned without dividing them."""
    replace("total, correct, count = 0.0, 0, 0", "total, correct = 0.0, 0.0")
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += float((logits.argmax(dim=1) == y).sum())")
    replace("count += len(x)", "")
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": total, "accuracy": correct}',
    )


def swallows_exceptions(model, loader, loss_fn, device):
    """missing-exception: An exception of the model, the loss or the loader is caught and kept from the caller."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                logits = model(x)
                total += loss_fn(logits, y).item() * len(x)
                correct += (logits.argmax(dim=1) == y).sum().item()
                count += len(x)
    except Exception as error:
        print("evaluation failed:", error)
    finally:
        model.train(was_training)
    return {"loss": total / max(count, 1), "accuracy": correct / max(count, 1)}


@change
def swapped_results():
    """wrong-values: Loss and accuracy stand under each other's key."""
    replace('return {"loss": total / count, "accuracy": correct / count}', """
        accuracy, loss = total / count, correct / count
        return {"loss": loss, "accuracy": accuracy}
    """)


@change
def threshold():
    """wrong-values: The first logit is compared with one half, as for two classes; the class with the largest logit is
    the prediction."""
    replace("correct += (logits.argmax(1) == y).sum().item()", """
        predicted = (logits[:, 0] > 0.5).long()
        correct += (predicted == y).sum().item()
    """)


@change
def training_flag_set():
    """wrong-mode: The flag of the outermost module is set by hand; its layers stay in train mode."""
    replace("model.eval()", "model.training = False")
    replace("model.train(was_training)", "model.training = was_training")


def with_a_graph(model, loader, loss_fn, device):
    """graph-kept: Gradients are on during the evaluation, so a graph is recorded that nobody uses."""
    was_training = model.training
    model.eval()
    total, correct, count = 0.0, 0, 0
    try:
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            logits = model(x)
            total += loss_fn(logits, y).item() * len(x)
            correct += (logits.argmax(dim=1) == y).sum().item()
            count += len(x)
    finally:
        model.train(was_training)
    return {"loss": total / count, "accuracy": correct / count}
