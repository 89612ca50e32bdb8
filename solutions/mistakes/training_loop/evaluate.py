"""Known mistakes of evaluate."""


def accuracy_as_tensor():
    """wrong-type: Sums and means of tensors are tensors too, also of a single number, and nothing turns the accuracy
    into a Python number at the end.
    remedy: Make a Python float of the accuracy: `.item()` of the number of hits gives a Python number.
    """
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (logits.argmax(1) == y).sum()")


def all_or_nothing():
    """wrong-values: A batch counts as right only when all of its samples are.
    remedy: Compare the classes with y one by one, and add up how many are equal with `.sum()`.
    """
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += torch.equal(logits.argmax(1), y) * len(x)")


def always_back_to_train_mode():
    """mode-not-restored: The model is put into train mode at the end, also when it was found in eval mode.
    remedy: Keep `model.training` before `model.eval()`. At the end call `model.train(...)` with that value, in a
    `finally`.
    """
    replace("model.train(was_training)", "model.train()")


def argmax_of_everything():
    """wrong-values: The position of the largest logit is taken over the whole batch, not a class for each sample.
    remedy: Take the argmax over dimension 1, the classes.
    """
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (torch.argmax(logits) == y).sum().item()")


def argmax_over_the_batch():
    """wrong-axis: The largest logit is looked for over the batch and not over the classes. That gives a number for each
    class, not for each sample.
    remedy: Take the argmax over dimension 1: rows are samples, columns are classes.
    """
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (logits.argmax(0) == y).sum().item()")


def batch_losses_by_samples():
    """batch-mean: The batches' mean losses are added up unweighted. Divided by the number of samples, the loss is far
    too small.
    remedy: Multiply each batch's loss by its number of samples, `len(x)`, before you add it up.
    """
    replace("total += loss_fn(logits, y).item() * len(x)", "total += loss_fn(logits, y).item()")


def batches_not_moved():
    """device-mismatch: Not all of the batch is on the device that is given: inputs or labels stay where the loader made
    them, or go elsewhere.
    remedy: Move both parts of each batch and keep the result: `x, y = x.to(device), y.to(device)`.
    """
    replace("x, y = x.to(device), y.to(device)", "")


@change("evaluate_detached_parameters")
def calls_backward():
    """gradient-left-behind: backward is called on each loss, which adds to the gradients of the model that is only to
    be measured.
    remedy: Remove `loss.backward()`. Measuring needs no gradients: run the loop in `with torch.no_grad():`.
    """
    replace("logits = functional_call(model, plain, (x,))", "logits = model(x)")
    replace("total += loss_fn(logits, y).item() * len(x)", """
        loss = loss_fn(logits, y)
        loss.backward()
        total += loss.item() * len(x)
    """)


def clears_gradients():
    """gradient-left-behind: The model's gradients are cleared, although an evaluation has nothing to do with them.
    remedy: Remove `zero_grad`: an evaluation leaves the .grad of all parameters as it is.
    """
    after("model.eval()", "model.zero_grad()")


def correct_by_batches():
    """batch-mean: The number of right answers is divided by the number of batches, which can give more than 1.
    remedy: Divide the number of hits by the number of samples, and not by `len(loader)`.
    """
    replace("correct / count", "correct / len(loader)")


def detached_afterwards():
    """graph-kept: The forward pass runs with gradients on, so a graph is recorded that nobody uses.
    remedy: Put the loop, forward pass included, into `with torch.no_grad():`. It acts only on what stands inside the
    `with`.
    """
    replace("with torch.no_grad():", "with torch.enable_grad():")
    replace("logits = model(x)", "logits = model(x).detach()")


def device_of_its_own():
    """hard-coded-device: The batches go to a device that the code chooses by itself, and not to the one that was given.
    remedy: Move each batch to the argument `device`, with `.to(device)`. Name no device in the code.
    """
    before("was_training = model.training", 'device = "cuda" if torch.cuda.is_available() else "cpu"')


def error_rate():
    """wrong-values: The wrong answers are counted, which gives the error rate and not the accuracy.
    remedy: Count the samples whose class is equal to y, with `==`.
    """
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (logits.argmax(1) != y).sum().item()")


def eval_not_called():
    """wrong-mode: Nothing puts all layers into eval mode, so dropout and batch norm work as in training.
    remedy: Call `model.eval()` before the loop, with the parentheses: it reaches all layers. Put the mode found back in
    a `finally`, with `model.train(...)`.
    """
    replace("model.eval()", "model.eval")


def explicit_train_mode():
    """as eval_not_called"""
    replace("model.eval()", "model.train()")


def first_batch():
    """dropped-samples: One batch alone is taken from the loader, or the loop over it ends in its first pass, so all
    batches behind the first are never measured.
    remedy: Loop over the whole loader, and add up loss, hits and samples of every batch.
    """
    after("count += len(x)", "break")


def floor_division():
    """wrong-type: The share of hits is made a whole number, as by floor division, int or round, and its fraction is
    lost.
    remedy: Divide hits by samples with `/`, which keeps the fraction, and convert nothing to int.
    """
    replace("correct / count", "correct // count")


def freezes():
    """requires-grad-changed: The parameters are frozen and stay frozen: they require no gradients afterwards.
    remedy: Leave `requires_grad` of the parameters alone. `with torch.no_grad():` around the loop keeps a graph from
    being recorded.
    """
    after("model.eval()", "model.requires_grad_(False)")


def full_batches_assumed():
    """batch-mean: The sums are divided by the number of batches times the batch size, as if the last batch were full.
    remedy: Count the samples that you see, `count += len(x)`, and divide by that count.
    """
    before('return {"loss": total / count, "accuracy": correct / count}', "count = len(loader) * loader.batch_size")


def gradients_stay_off():
    """global-state-changed: Gradients are switched off for the whole process and never switched on again.
    remedy: Use `with torch.no_grad():` around the loop. It switches gradients back by itself, after an exception too.
    """
    before("was_training = model.training", "torch.set_grad_enabled(False)")


def gradients_switched_on():
    """global-state-changed: Gradients are switched on at the end, also where the caller had switched them off.
    remedy: Use `with torch.no_grad():` around the loop. It puts back what it found.
    """
    after("model.train(was_training)", "torch.set_grad_enabled(True)")


def gradients_switched_by_hand():
    """global-state-changed: Gradients are switched off and on by hand. They stay off after an exception, and are on
    afterwards where they were off before.
    remedy: Use `with torch.no_grad():` around the loop. It puts back what it found, after an exception too.
    """
    before("was_training = model.training", "torch.set_grad_enabled(False)")
    before('return {"loss": total / count, "accuracy": correct / count}', "torch.set_grad_enabled(True)")


def in_train_mode():
    """as eval_not_called"""
    replace("model.eval()", "")


def keepdim():
    """silent-broadcast: Predictions of shape (n, 1) are compared with labels of shape (n,): every prediction meets
    every label.
    remedy: Compare predictions of shape (n,) with y: take the argmax over dimension 1 without `keepdim`.
    """
    replace("logits.argmax(1)", "logits.argmax(1, keepdim=True)")


def labels_as_floats():
    """raised: The labels are cast to float, which makes them something else than class numbers for the loss.
    remedy: Give y to loss_fn in the dtype that it comes in, without `.float()`.
    """
    replace("x, y = x.to(device), y.to(device)", "x, y = x.to(device), y.float().to(device)")


def labels_not_moved():
    """as batches_not_moved"""
    replace("x, y = x.to(device), y.to(device)", "")
    replace("logits = model(x)", "logits = model(x.to(device))")


def largest_logits():
    """wrong-values: The largest logits themselves are compared with the labels, and not the classes that they stand
    for.
    remedy: Compare y with the positions of the largest logits: `argmax(1)`, or the second result of `max(1)`.
    """
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (logits.max(1).values == y).sum().item()")


def last_batch():
    """dropped-samples: Nothing is carried from batch to batch: the sums start again in the loop, or are overwritten in
    it. So the results tell of the last batch alone.
    remedy: Start with sums of 0 before the loop and add to them with `+=`. Divide by all samples after it.
    """
    before("x, y = x.to(device), y.to(device)", "total, correct, count = 0.0, 0, 0")


def hits_of_the_last_batch():
    """dropped-samples: Only the last batch's right answers count: each batch overwrites those of the batches before it.
    remedy: Add up the right answers with `correct += ...`, and divide by the number of samples after the loop.
    """
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct = (logits.argmax(1) == y).sum().item()")


def loss_of_the_last_batch():
    """dropped-samples: Only the last batch's loss counts: each batch overwrites the sum of the batches before it.
    remedy: Add up the losses with `total += loss * len(x)`, and divide by the number of samples after the loop.
    """
    replace("total += loss_fn(logits, y).item() * len(x)", "total = loss_fn(logits, y).item() * len(x)")


def loss_as_tensor():
    """wrong-type: Sums and means of tensors are tensors too, also of a single number, and nothing turns the loss into a
    Python number at the end.
    remedy: Make a Python float of the loss: take `.item()` of each batch's loss before you add it up.
    """
    replace("total += loss_fn(logits, y).item() * len(x)", "total += loss_fn(logits, y) * len(x)")


def loss_of_its_own():
    """wrong-loss-function: The loss is computed by a function of the code's own choice, and not by the loss_fn that was
    given.
    remedy: Add up what the argument loss_fn returns, times `len(x)`.
    """
    replace("total += loss_fn(logits, y).item() * len(x)", """
        loss_fn(logits, y)
        total += nn.functional.cross_entropy(logits, y).item() * len(x)
    """)


def mean_of_batch_accuracies():
    """batch-mean: The batches' accuracies are averaged with equal weight, while the loss is rightly a mean over
    samples.
    remedy: Add up the hits of all batches as a number, and divide once by all samples.
    """
    replace("(logits.argmax(1) == y).sum()", "(logits.argmax(1) == y).double().mean()")
    replace("correct / count", "correct / len(loader)")


def mean_of_batch_losses():
    """batch-mean: The batches' losses are averaged with equal weight, while the accuracy is rightly one over samples.
    remedy: Multiply each batch's loss by `len(x)`, add these up, and divide by the number of samples.
    """
    replace("total += loss_fn(logits, y).item() * len(x)", "total += loss_fn(logits, y).item()")
    replace("total / count", "total / len(loader)")


def mean_of_batches():
    """batch-mean: Loss and accuracy are averaged over batches with equal weight. A short last batch counts as much as a
    full one.
    remedy: Add up `loss * len(x)`, hits and samples over all batches. Divide both sums by the samples at the end.
    """
    replace("total += loss_fn(logits, y).item() * len(x)", "total += loss_fn(logits, y).item()")
    replace("(logits.argmax(1) == y).sum()", "(logits.argmax(1) == y).float().mean()")
    replace("count += len(x)", "count += 1")


def mean_of_booleans():
    """raised: A mean is taken of booleans, which have none; they have to become numbers first.
    remedy: Count with `.sum()`, which works on booleans, or convert them with `.float()` before `.mean()`.
    """
    replace("(logits.argmax(1) == y).sum().item()", "(logits.argmax(1) == y).mean().item() * len(x)")


def mode_back_after_some_exceptions(model, loader, loss_fn, device):
    """mode-not-restored: Not every exception is guarded: one that the loader raises leaves eval mode behind.
    remedy: Put the whole loop, its `for` line too, into a `try`. Put the mode back in its `finally`.
    """
    was_training = model.training
    model.eval()
    batches = list(loader)
    model.train(was_training)
    return evaluate(model, batches, loss_fn, device)


def mode_back_without_exception(model, loader, loss_fn, device):
    """mode-not-restored: The mode is put back at the end of the function, which an exception never reaches.
    remedy: Put the loop into a `try`, and the mode back in its `finally`, which also runs after an exception.
    """
    was_training = model.training
    result = evaluate(model.eval(), loader, loss_fn, device)
    model.train(was_training)
    return result


def mode_noted_too_late():
    """mode-not-restored: Eval mode is switched on and nothing puts back the mode found: it is not kept, or noted too
    late, or kept and not used.
    remedy: Keep `model.training` in a name before `model.eval()`. Put it back in a `finally`, with `model.train(...)`.
    """
    replace("was_training = model.training", "")
    after("model.eval()", "was_training = model.training")


def more_keys():
    """wrong-structure: The result has other keys beside loss and accuracy.
    remedy: Return a dict with exactly two keys, `loss` and `accuracy`.
    """
    replace('"accuracy": correct / count', '"accuracy": correct / count, "samples": count')


@change("evaluate_detached_parameters")
def moves_parameters():
    """input-modified: The parameters are changed: the evaluation trains the model.
    remedy: Remove backward, gradients and updates. An evaluation only runs the model, in `with torch.no_grad():`.
    """
    replace("logits = functional_call(model, plain, (x,))", "logits = model(x)")
    replace("total += loss_fn(logits, y).item() * len(x)", """
        loss = loss_fn(logits, y)
        wanted = [p for p in model.parameters() if p.requires_grad]
        for p, g in zip(wanted, torch.autograd.grad(loss, wanted)):
            p.data -= 0.01 * g
        total += loss.item() * len(x)
    """)


def no_grad_for_the_loss_only():
    """as detached_afterwards"""
    replace("with torch.no_grad():", "with torch.enable_grad():")
    replace("total += loss_fn(logits, y).item() * len(x)", """
        with torch.no_grad():
            total += loss_fn(logits, y).item() * len(x)
    """)


@change("evaluate_detached_parameters")
def no_grad_not_entered():
    """as detached_afterwards"""
    replace("plain = {name: p.detach() for name, p in model.named_parameters()}", "torch.no_grad()")
    replace("logits = functional_call(model, plain, (x,))", "logits = model(x)")


def nothing_returned():
    """missing-return: The results stay inside the function: no return hands them on, and what a function prints or
    keeps is not its result.
    remedy: End with a `return` of the dict with `loss` and `accuracy`. Printing gives nothing to the caller.
    """
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'print(f"loss {total / count:.4f}, accuracy {correct / count:.2%}")',
    )


def on_cuda():
    """as device_of_its_own"""
    replace("x, y = x.to(device), y.to(device)", "x, y = x.cuda(), y.cuda()")


def other_exception():
    """wrong-exception: An exception is answered with a new one on its way out, and the caller gets the last one that is
    raised.
    remedy: Remove the `except`. A `finally` that puts the mode back lets the exception through.
    """
    before("finally:", """
        except Exception as error:
            raise RuntimeError("evaluation failed") from error
    """)


def other_keys():
    """wrong-structure: The keys of the result are other ones than loss and accuracy.
    remedy: Name the keys exactly `loss` and `accuracy`.
    """
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"val_loss": total / count, "val_acc": correct / count}',
    )


def outer_flag_put_back():
    """mode-not-restored: Only the flag of the outermost module is put back; its layers stay in eval mode.
    remedy: Call `model.train(...)` with the mode that you kept. It sets the layers inside too.
    """
    replace("model.train(was_training)", "model.training = was_training")


def pair():
    """wrong-type: Loss and accuracy are told apart by their places, as in the tuple that a comma in the return makes,
    and not by keys, as in a dict.
    remedy: Return a dict with the keys `loss` and `accuracy`.
    """
    replace('return {"loss": total / count, "accuracy": correct / count}', "return total / count, correct / count")


def percent():
    """wrong-scale: The accuracy is given in percent; a fraction is asked for.
    remedy: Divide hits by samples and leave the fraction as it is, without the factor 100.
    """
    replace("correct / count", "100.0 * correct / count")


def returns_in_finally():
    """missing-exception: An exception of the model, the loss or the loader ends inside the function: it is caught and
    not raised again, or leaving a finally early, as by a return, throws it away.
    remedy: Use `try` with `finally` and no `except`. In `finally` only put the mode back; the `return` comes after it.
    """
    after("model.train(was_training)", 'return {"loss": total / max(count, 1), "accuracy": correct / max(count, 1)}')


def rounded():
    """wrong-values: The results are rounded.
    remedy: Return both numbers without `round`. Round only where you print.
    """
    replace(
        'return {"loss": total / count, "accuracy": correct / count}',
        'return {"loss": round(total / count, 2), "accuracy": round(correct / count, 2)}',
    )


def seeds():
    """global-state-changed: The global generator is seeded, so that all later random numbers repeat.
    remedy: Remove `torch.manual_seed` from this function: an evaluation needs no seed.
    """
    before("was_training = model.training", "torch.manual_seed(1234)")


def short_batch_skipped():
    """dropped-samples: A batch that is not full is skipped, so its samples count nowhere.
    remedy: Measure every batch of the loader, the short last one too. Remove the condition that skips it.
    """
    replace("for x, y in loader:", """
        for x, y in loader:
            if x.size(0) != loader.batch_size:
                break
    """)
    before('return {"loss": total / count, "accuracy": correct / count}', "count = count or 1")


def smallest_logit():
    """wrong-values: The class with the smallest logit is taken for the prediction.
    remedy: Take the class with the largest logit: `argmax(1)`.
    """
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += (logits.argmin(1) == y).sum().item()")


def softmax():
    """softmax-before-loss: A softmax stands between the model's output and the loss, which expects the output itself.
    remedy: Give the model's output to loss_fn as it is. The largest logit gives the class without softmax.
    """
    replace("logits = model(x)", "logits = model(x).softmax(dim=1)")


def stays_in_eval_mode(model, loader, loss_fn, device):
    """as mode_noted_too_late"""
    return evaluate(model.eval(), loader, loss_fn, device)


def sums():
    """wrong-scale: The sums over samples are returned without dividing them.
    remedy: Divide both sums by the number of samples before you return them.
    """
    replace('{"loss": total / count, "accuracy": correct / count}', '{"loss": total, "accuracy": float(correct)}')


def swallows_exceptions():
    """as returns_in_finally"""
    before("finally:", """
        except Exception as error:
            print("evaluation failed:", error)
    """)
    before('return {"loss": total / count, "accuracy": correct / count}', "count = count or 1")


def swapped_results():
    """wrong-values: Loss and accuracy stand under each other's key.
    remedy: Put the mean loss under `loss`, and hits divided by samples under `accuracy`.
    """
    replace('"loss": total / count, "accuracy": correct / count', '"loss": correct / count, "accuracy": total / count')


def threshold():
    """wrong-values: The first logit is compared with a number, as for two classes. The largest logit gives the class.
    remedy: Take the class with the largest logit for each sample: `argmax(1)`. That works for any number of classes.
    """
    replace("correct += (logits.argmax(1) == y).sum().item()", "correct += ((logits[:, 0] > 0.5) == y).sum().item()")


def training_flag_set():
    """as eval_not_called"""
    replace("model.eval()", "model.training = False")
    replace("model.train(was_training)", "model.training = was_training")


def with_a_graph():
    """as detached_afterwards"""
    replace("with torch.no_grad():", "with torch.enable_grad():")
