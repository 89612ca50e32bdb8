"""Known mistakes of accumulated_step."""


def again_for_the_rest(model, loss_fn, optimizer, x, y, micro_batch_size):
    """extra-step: Full parts end in one step and the rest of the batch in another, so a batch that does not divide is
    stepped twice."""
    optimizer.zero_grad()
    n, total = len(x), 0.0
    full = n // micro_batch_size * micro_batch_size
    for i in range(0, n, micro_batch_size):
        xs, ys = x[i:i + micro_batch_size], y[i:i + micro_batch_size]
        loss = loss_fn(model(xs), ys) * len(xs) / n
        loss.backward()
        total += loss.item()
        if i + micro_batch_size == full:
            optimizer.step()
            optimizer.zero_grad()
    if full < n:
        optimizer.step()
    return total


@change
def chunks_of_another_size():
    """full-batch-forward: chunk takes the number of parts and split their size; with chunk the parts may be larger than
    micro_batch_size."""
    replace(
        "for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size), strict=True):",
        "for xs, ys in zip(torch.chunk(x, micro_batch_size), torch.chunk(y, micro_batch_size)):",
    )
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", "loss = loss_fn(model(xs), ys) * len(xs) / len(x)")


@change
def cleared_before_the_step():
    """step-order: zero_grad stands between the last backward and the step, which finds no gradient and moves nothing.
    """
    replace("optimizer.zero_grad()", "")
    before("optimizer.step()", "optimizer.zero_grad()")


@change
def cleared_in_the_loop():
    """wrong-values: zero_grad stands inside the loop, so only the gradient of the last part is left at the step."""
    replace("optimizer.zero_grad()", "")
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", """
        optimizer.zero_grad()
        loss = loss_fn(model(xs), ys) * len(xs) / len(x)
    """)


@change
def cleared_only_afterwards():
    """stale-gradient: Gradients are cleared after the step only: a call clears up behind itself and still takes in what
    it finds."""
    replace("optimizer.zero_grad()", "")
    after("optimizer.step()", "optimizer.zero_grad()")


@change
def divided_by_the_part():
    """unscaled-accumulation: The mean of each part is divided by the size of the part once more, which is no share of
    the batch."""
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", "loss = loss_fn(model(xs), ys)")
    replace("loss.backward()", "(loss / len(xs)).backward()")
    replace("total += loss.item()", "total += loss.item() * len(xs) / len(x)")


def equal_weights(model, loss_fn, optimizer, x, y, micro_batch_size):
    """unscaled-accumulation: Every micro-batch counts for one part in k, the short last one too, so that its samples
    weigh more than the others."""
    optimizer.zero_grad()
    parts = list(zip(torch.split(x, micro_batch_size), torch.split(y, micro_batch_size)))
    total = 0.0
    for xb, yb in parts:
        loss = loss_fn(model(xb), yb) / len(parts)
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total


@change
def eval_and_back():
    """wrong-mode: The model runs in eval mode during the step. The mode is put back; layers that depend on it have
    computed something else."""
    before("optimizer.zero_grad()", """
        was_training = model.training
        model.eval()
    """)
    after("optimizer.step()", "model.train(was_training)")


def in_the_loop(model, loss_fn, optimizer, x, y, micro_batch_size):
    """extra-step: optimizer.step stands inside the loop, so each micro-batch makes an update of its own."""
    optimizer.zero_grad()
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys) * len(xs) / len(x)
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total


def last_loss(model, loss_fn, optimizer, x, y, micro_batch_size):
    """wrong-values: The loss of the last micro-batch is returned in place of the mean over the whole batch."""
    optimizer.zero_grad()
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        loss = loss_fn(model(xs), ys)
        (loss * len(xs) / len(x)).backward()
    optimizer.step()
    return loss.item()


def loss_after_the_update(model, loss_fn, optimizer, x, y, micro_batch_size):
    """wrong-values: The returned loss is computed once more after the step, from parameters that have already moved."""
    def parts():
        return zip(x.split(micro_batch_size), y.split(micro_batch_size))

    optimizer.zero_grad()
    for xs, ys in parts():
        (loss_fn(model(xs), ys) * len(xs) / len(x)).backward()
    optimizer.step()
    with torch.no_grad():
        return sum(loss_fn(model(xs), ys).item() * len(xs) for xs, ys in parts()) / len(x)


@change
def mean_of_part_means():
    """batch-mean: The gradient is weighed rightly; the returned loss is the mean over parts, in which a short last part
    counts as much as a full one."""
    replace("total = 0.0", "losses = []")
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", "loss = loss_fn(model(xs), ys)")
    replace("loss.backward()", "(loss * len(xs) / len(x)).backward()")
    replace("total += loss.item()", "losses.append(loss.item())")
    replace("return total", "return sum(losses) / len(losses)")


@change
def never_cleared():
    """stale-gradient: Gradients are never cleared, so those of the previous call are part of the next step."""
    replace("optimizer.zero_grad()", "")


@change
def new_optimizer():
    """missing-step: A new SGD optimizer is made and stepped; the one that was given never runs, and its settings and
    state are not used."""
    replace("optimizer.zero_grad()", """
        new = torch.optim.SGD(model.parameters(), lr=optimizer.param_groups[0]["lr"])
        new.zero_grad()
    """)
    replace("optimizer.step()", "new.step()")


@change
def output_squeezed():
    """silent-broadcast: The output is squeezed from (n, 1) to (n,); against targets of shape (n, 1) the loss compares
    each prediction with each target."""
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", """
        output = model(xs)
        if output.shape[1] == 1:
            output = output.squeeze(1)
        loss = loss_fn(output, ys) * (len(xs) / len(x))
    """)


@change
def parts_on_the_cpu():
    """device-mismatch: The micro-batches are taken to the CPU, and the model is not there."""
    replace("for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size), strict=True):", """
        for begin in range(0, len(x), micro_batch_size):
            xs, ys = x[begin : begin + micro_batch_size].cpu(), y[begin : begin + micro_batch_size].cpu()
    """)


def rest_dropped(model, loss_fn, optimizer, x, y, micro_batch_size):
    """dropped-samples: The loop runs over whole micro-batches only, so the samples behind the last whole one are left
    out."""
    optimizer.zero_grad()
    n = x.size(0)
    total = 0.0
    for i in range(n // micro_batch_size):
        part = slice(i * micro_batch_size, (i + 1) * micro_batch_size)
        loss = loss_fn(model(x[part]), y[part]) * micro_batch_size / n
        loss.backward()
        total += loss.item()
    optimizer.step()
    return total


@change
def tensor():
    """wrong-type: The total is kept as a tensor, and a tensor is returned where a float is asked for."""
    replace("total = 0.0", "total = torch.zeros(())")
    replace("total += loss.item()", "total = total + loss.detach()")


@change
def train_mode_afterwards():
    """mode-not-restored: model.train() is called at the start, and a model that came in eval mode leaves in train mode.
    """
    before("optimizer.zero_grad()", "model.train()")


def trains_on_each_part(model, loss_fn, optimizer, x, y, micro_batch_size):
    """extra-step: Each micro-batch is trained on as a batch of its own: cleared, backward, step. That makes several
    small updates."""
    total = 0.0
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        optimizer.zero_grad()
        loss = loss_fn(model(xs), ys)
        loss.backward()
        optimizer.step()
        total += loss.item() * xs.shape[0]
    return total / x.shape[0]


@change
def unscaled():
    """unscaled-accumulation: The mean losses of the micro-batches are added up as they are, so the gradient is too
    large by about their number."""
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", "loss = loss_fn(model(xs), ys)")
    replace("total += loss.item()", "total += loss.item() * len(xs)")
    replace("return total", "return total / len(x)")


def whole_batch(model, loss_fn, optimizer, x, y, micro_batch_size):
    """full-batch-forward: The whole batch goes through the model at once; micro_batch_size is not used."""
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


def whole_batch_for_the_loss(model, loss_fn, optimizer, x, y, micro_batch_size):
    """full-batch-forward: The gradient comes from micro-batches, and the returned loss from a forward pass over the
    whole batch."""
    with torch.no_grad():
        full_loss = loss_fn(model(x), y).item()
    optimizer.zero_grad()
    for xs, ys in zip(x.split(micro_batch_size), y.split(micro_batch_size)):
        (loss_fn(model(xs), ys) * len(xs) / len(x)).backward()
    optimizer.step()
    return full_loss


@change
def without_step():
    """missing-step: The gradients are accumulated, and optimizer.step is never called."""
    replace("optimizer.step()", "")


@change
def all_losses_first():
    """graphs-held-together: The losses of all micro-batches are collected with their graphs before the one backward, so
    that all graphs are in memory together."""
    replace("total = 0.0", "losses = []")
    replace("loss.backward()", "losses.append(loss)")
    replace("total += loss.item()", "")
    replace("optimizer.step()", """
        torch.stack(losses).sum().backward()
        optimizer.step()
    """)
    replace("return total", "return sum(loss.item() for loss in losses)")


def one_backward(model, loss_fn, optimizer, x, y, micro_batch_size):
    """graphs-held-together: The weighted losses are added up as tensors for one backward behind the loop, and the graph
    of every micro-batch lives until then."""
    n = x.size(0)
    parts = zip(x.split(micro_batch_size), y.split(micro_batch_size))
    loss = sum(loss_fn(model(xb), yb) * (xb.size(0) / n) for xb, yb in parts)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def outputs_joined(model, loss_fn, optimizer, x, y, micro_batch_size):
    """graphs-held-together: The outputs of the micro-batches are put together for one loss, which needs all their
    graphs at once."""
    optimizer.zero_grad()
    loss = loss_fn(torch.cat([model(part) for part in x.split(micro_batch_size)]), y)
    loss.backward()
    optimizer.step()
    return loss.item()


@change
def retained():
    """graph-retained: Every backward keeps its graph for another one, so the next micro-batch runs beside what the last
    one saved."""
    replace("loss.backward()", "loss.backward(retain_graph=True)")


def retained_but_for_the_last(model, loss_fn, optimizer, x, y, micro_batch_size):
    """graph-retained: All graphs but the last are kept for a backward that never comes."""
    optimizer.zero_grad()
    parts = list(zip(x.split(micro_batch_size), y.split(micro_batch_size)))
    total = 0.0
    for i, (xs, ys) in enumerate(parts):
        loss = loss_fn(model(xs), ys) * (len(xs) / len(x))
        torch.autograd.backward(loss, retain_graph=i < len(parts) - 1)
        total += loss.item()
    optimizer.step()
    return total


@change
def backward_two_times():
    """backward-twice: backward runs two times on each loss, so the gradient is twice as large as it should be."""
    before("loss.backward()", "loss.backward(retain_graph=True)")


@change
def backward_for_loss_and_share():
    """backward-twice: One backward comes from the loss itself and one from its share, and both add to .grad."""
    replace("loss = loss_fn(model(xs), ys) * (len(xs) / len(x))", """
        full = loss_fn(model(xs), ys)
        full.backward(retain_graph=True)
        loss = full * (len(xs) / len(x))
    """)


@change
def step_first():
    """step-order: The step comes before the loop, where there are no gradients of this batch yet."""
    replace("optimizer.step()", "")
    after("optimizer.zero_grad()", "optimizer.step()")
