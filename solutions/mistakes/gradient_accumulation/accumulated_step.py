"""Known mistakes of accumulated_step."""


def again_for_the_rest():
    """extra-step: There is more than one update: the rest of a batch that does not divide is stepped for itself.
    remedy: Call `optimizer.step()` once, behind the loop over all micro-batches, the short last one included.
    """
    before("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", """
        if len(xs) < micro_batch_size < len(x):
            optimizer.step()
            optimizer.zero_grad()
    """)


def chunks_of_another_size():
    """full-batch-forward: Micro-batches can be larger than micro_batch_size, which is a number of samples and not of
    parts.
    remedy: Cut with `x.split(micro_batch_size)`: its argument is the size of a part. `chunk` takes the number of parts.
    """
    replace(
        "for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size), strict=True):",
        "for xs, ys in zip(torch.chunk(x, micro_batch_size), torch.chunk(y, micro_batch_size)):",
    )


def cleared_before_the_step():
    """step-order: The optimizer finds no gradients when it steps: they come later, or are cleared before it. Nothing
    moves.
    remedy: Clear the gradients before the loop, and call `optimizer.step()` once behind it. Clear nothing between
    backward and step.
    """
    replace("optimizer.zero_grad()", "")
    before("optimizer.step()", "optimizer.zero_grad()")


def cleared_in_the_loop():
    """wrong-values: Gradients are cleared for each micro-batch, so only the gradient of the last one is left at the
    step.
    remedy: Clear the gradients once, before the loop.
    """
    replace("optimizer.zero_grad()", "")
    before("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", "optimizer.zero_grad()")


def cleared_only_afterwards():
    """stale-gradient: Gradients are cleared after the step only. What is there on entry becomes part of the update.
    remedy: Call `optimizer.zero_grad()` at the start, before the first backward.
    """
    replace("optimizer.zero_grad()", "")
    after("optimizer.step()", "optimizer.zero_grad()")


def divided_by_the_part():
    """unscaled-accumulation: The mean of each micro-batch is divided by the micro-batch's size once more. That is no
    share of the batch.
    remedy: Multiply each mean by its share of the batch: its samples divided by all samples, before backward.
    """
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", "loss = loss_fn(model(xs), ys)")
    replace("loss.backward()", "(loss / len(xs)).backward()")
    replace("total += loss.item()", "total += loss.item() * len(xs) / len(x)")


def equal_weights():
    """unscaled-accumulation: Every micro-batch counts the same, the short last one too. Its samples then weigh more
    than the others.
    remedy: Multiply each mean by its share of the batch: its samples divided by all samples, before backward.
    """
    replace("loss_fn(model(xs), ys) * (len(xs) / len(x))", "loss_fn(model(xs), ys) / len(x.split(micro_batch_size))")


def eval_and_back():
    """wrong-mode: The model runs in eval mode during the step; it should run in the mode that it is found in.
    remedy: Remove every call that sets the mode, `model.eval()` and `model.train(...)`.
    """
    before("optimizer.zero_grad()", """
        was_training = model.training
        model.eval()
    """)
    after("optimizer.step()", "model.train(was_training)")


def in_the_loop():
    """extra-step: The optimizer steps for each micro-batch; one update for the whole batch is asked for.
    remedy: Move `optimizer.step()` behind the loop.
    """
    replace("optimizer.step()", "")
    after("loss.backward()", "optimizer.step()")


def last_loss():
    """dropped-samples: The loss of the last micro-batch is returned; the mean over the whole batch is asked for.
    remedy: Add up each mean times its share (its samples divided by all samples), as Python numbers. Return the sum.
    """
    replace("return total", "return loss.item() * len(x) / len(xs)")


def loss_after_the_update():
    """loss-after-update: The returned loss is that of parameters that have already moved; the loss before the update is
    asked for.
    remedy: Add up the loss in the loop, from the forward passes that backward runs on. Compute none after the step.
    """
    replace("return total", """
        with torch.no_grad():
            parts = zip(x.split(micro_batch_size), y.split(micro_batch_size))
            return sum(loss_fn(model(xs), ys).item() * len(xs) for xs, ys in parts) / len(x)
    """)


def mean_of_part_means():
    """batch-mean: The gradient is right. The returned loss is a mean over micro-batches, so a short last one counts as
    much as a full one.
    remedy: Add up each mean times its share (its samples divided by all samples), and return that sum.
    """
    replace("total += loss.item()", "total += loss.item() * len(x) / len(xs)")
    replace("return total", "return total / len(x.split(micro_batch_size))")


def never_cleared():
    """stale-gradient: Gradients are never cleared, so those of the previous call are part of the next step.
    remedy: Call `optimizer.zero_grad()` at the start, before the loop, with the parentheses.
    """
    replace("optimizer.zero_grad()", "")


def new_optimizer():
    """missing-step: A new optimizer is made and stepped. The one that was given never runs, and its settings and state
    are not used.
    remedy: Make no optimizer here. Call `zero_grad` and `step` of the optimizer that is passed in.
    """
    before("optimizer.zero_grad()", """
        optimizer = torch.optim.SGD(model.parameters(), lr=optimizer.param_groups[0]["lr"])
    """)


def output_squeezed():
    """silent-broadcast: The output loses a dimension. Against targets of shape (n, 1) the loss compares each prediction
    with each target.
    remedy: Give `model(xs)` and the targets to loss_fn in the shapes they have: no `squeeze`, `flatten` or `view`.
    """
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", """
        output = model(xs)
        if output.shape[1] == 1:
            output = output.squeeze(1)
        loss = loss_fn(output, ys) * (len(xs) / len(x))
    """)


def parts_on_the_cpu():
    """device-mismatch: The micro-batches are taken to another device, and the model is not there.
    remedy: Leave the micro-batches on the device of x and y: no `.cpu()` and no `.to(...)`.
    """
    replace("for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size), strict=True):", """
        for begin in range(0, len(x), micro_batch_size):
            xs, ys = x[begin : begin + micro_batch_size].cpu(), y[begin : begin + micro_batch_size].cpu()
    """)


def rest_dropped():
    """dropped-samples: The batch is walked through in whole micro-batches only, as when their number is rounded down,
    so the samples behind the last whole one are left out.
    remedy: Cut with `x.split(micro_batch_size)`, whose last part may be shorter. Or loop with `range(0, len(x),
    micro_batch_size)`.
    """
    before("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", """
        if len(xs) < micro_batch_size:
            break
    """)


def tensor():
    """wrong-type: A loss is a tensor, also where it holds a single number; it is added up or returned so, and nothing
    makes a Python float of it.
    remedy: Add up `loss.item()`, so that the sum is a Python float.
    """
    replace("total = 0.0", "total = torch.zeros(())")
    replace("total += loss.item()", "total = total + loss.detach()")


def train_mode_afterwards():
    """mode-not-restored: Train mode is switched on, as much training code does, and nothing puts back the mode that the
    model came in.
    remedy: Remove `model.train()`. The step runs in the mode that it finds, and leaves it.
    """
    before("optimizer.zero_grad()", "model.train()")


def trains_on_each_part(model, loss_fn, optimizer, x, y, micro_batch_size):
    """extra-step: Each micro-batch is trained on as a batch of its own. That makes several updates in place of one.
    remedy: Clear once before the loop, step once behind it. In the loop weigh each loss with its share of the samples.
    """
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        optimizer.zero_grad()
        loss = loss_fn(model(xs), ys)
        loss.backward()
        optimizer.step()
        total += loss.item() * xs.shape[0]
    return total / x.shape[0]


def unscaled():
    """unscaled-accumulation: The mean losses of the micro-batches are added up unweighted, so the gradient is too large
    by about their number.
    remedy: Multiply each mean by its share of the batch: its samples divided by all samples, before backward.
    """
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", "loss = loss_fn(model(xs), ys)")
    replace("total += loss.item()", "total += loss.item() * len(xs)")
    replace("return total", "return total / len(x)")


def whole_batch(model, loss_fn, optimizer, x, y, micro_batch_size):
    """full-batch-forward: The model is called on the whole of x, or on parts of it that are too large, for the gradient
    or for the returned loss.
    remedy: Cut x and y with `split(micro_batch_size)`. Give the model one part at a time, for the gradient and for the
    returned loss.
    """
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def whole_batch_for_the_loss():
    """as whole_batch"""
    before("optimizer.zero_grad()", """
        with torch.no_grad():
            full_loss = loss_fn(model(x), y).item()
    """)
    replace("return total", "return full_loss")


def without_step():
    """missing-step: The gradients are accumulated, and the optimizer never steps.
    remedy: Call `optimizer.step()` once, behind the loop, with the parentheses.
    """
    replace("optimizer.step()", "")


def all_losses_first():
    """graphs-held-together: There is one backward, after all micro-batches, so the graphs of all of them are in memory
    together.
    remedy: Call backward inside the loop, on each weighted loss. Keep only a Python number, `loss.item()`, of it.
    """
    replace("total = 0.0", "losses = []")
    replace("loss.backward()", "losses.append(loss)")
    replace("total += loss.item()", "")
    replace("optimizer.step()", """
        torch.stack(losses).sum().backward()
        optimizer.step()
    """)
    replace("return total", "return sum(loss.item() for loss in losses)")


def one_backward(model, loss_fn, optimizer, x, y, micro_batch_size):
    """as all_losses_first"""
    n = x.size(0)
    parts = zip(x.split(micro_batch_size), y.split(micro_batch_size))
    loss = sum(loss_fn(model(xb), yb) * (xb.size(0) / n) for xb, yb in parts)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def outputs_joined(model, loss_fn, optimizer, x, y, micro_batch_size):
    """as all_losses_first"""
    optimizer.zero_grad()
    loss = loss_fn(torch.cat([model(part) for part in x.split(micro_batch_size)]), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def retained():
    """graph-retained: backward keeps the graph for another one, so the next micro-batch runs beside what the last one
    saved.
    remedy: Remove `retain_graph=True`: one backward for each loss needs no kept graph.
    """
    replace("loss.backward()", "loss.backward(retain_graph=True)")


def retained_but_for_the_last():
    """as retained"""
    replace("for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size), strict=True):", """
        parts = list(zip(x.split(micro_batch_size), y.split(micro_batch_size)))
        for i, (xs, ys) in enumerate(parts):
    """)
    replace("loss.backward()", "loss.backward(retain_graph=i < len(parts) - 1)")


def backward_two_times():
    """backward-twice: backward runs twice on each loss, so the gradient is twice as large as it should be.
    remedy: Compute the gradients once for each micro-batch: keep a single `loss.backward()`.
    """
    before("loss.backward()", "loss.backward(retain_graph=True)")


def backward_for_loss_and_share():
    """backward-twice: For each micro-batch there are two backwards, of the loss itself and of its share, and both add
    to .grad.
    remedy: Keep one backward for each micro-batch, that of the loss times its share of the samples.
    """
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", """
        full = loss_fn(model(xs), ys)
        full.backward(retain_graph=True)
        loss = full * (len(xs) / len(x))
    """)


def step_first():
    """as cleared_before_the_step"""
    replace("optimizer.step()", "")
    after("optimizer.zero_grad()", "optimizer.step()")
