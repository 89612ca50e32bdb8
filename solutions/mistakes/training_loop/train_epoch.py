"""Known mistakes of train_epoch."""

from collections import defaultdict
from torch.utils.data import DataLoader
from torch.utils.data import default_collate
import torch.nn.functional as F


@change("epoch_in_one_piece")
def batch_means_by_samples():
    """batch-mean: The batches' mean losses are added up unweighted. Divided by the number of samples, the result is far
    too small.
    remedy: Multiply each batch's loss by its number of samples, `len(x)`, before you add it up.
    """
    replace("total += loss.item() * len(x)", "total += loss.item()")


@change("epoch_in_one_piece")
def batch_moved_as_a_whole():
    """raised: A batch is moved as a whole, and it is a list of tensors, which cannot be moved.
    remedy: Take the batch apart into x and y, and call `.to(device)` on each of them.
    """
    replace("""
        for x, y in loader:
            x, y = x.to(device), y.to(device)
    """, """
        for batch in loader:
            x, y = batch.to(device)
    """)


@change("epoch_in_one_piece")
def batch_not_unpacked():
    """raised: An index and a batch are taken for inputs and targets.
    remedy: Loop with `for x, y in loader`. With `enumerate` write `for i, (x, y) in enumerate(loader)`.
    """
    replace("for x, y in loader:", "for x, y in enumerate(loader):")


@change("epoch_in_one_piece")
def batches_not_moved():
    """device-mismatch: Not all of the batch is on the device that is given: inputs or targets stay where the loader
    made them, or go elsewhere.
    remedy: Move both parts of each batch and keep the result: `x, y = x.to(device), y.to(device)`.
    """
    replace("x, y = x.to(device), y.to(device)", "")


@change("epoch_in_one_piece")
def clips_gradients():
    """wrong-values: Gradients are made smaller between backward and the step, which the task does not ask for.
    remedy: Go from `loss.backward()` straight to `optimizer.step()`. Leave the gradients as backward gives them.
    """
    after("loss.backward()", "torch.nn.utils.clip_grad_value_(model.parameters(), 0.01)")


@change("epoch_in_one_piece")
def device_of_its_own():
    """hard-coded-device: The batches go to a device that the code chooses by itself, and not to the one that was given.
    remedy: Move each batch to the argument `device`, with `.to(device)`. Name no device in the code.
    """
    before("model.train()", 'device = torch.device("cuda" if torch.cuda.is_available() else "cpu")')


@change("epoch_in_one_piece")
def every_batch_weighed_as_full():
    """batch-mean: Every batch's loss is multiplied by the loader's batch size, also that of a last batch that is
    smaller.
    remedy: Weigh each batch's loss with the samples that it really has, `len(x)`. The last batch may be smaller.
    """
    replace("total += loss.item() * len(x)", "total += loss.item() * loader.batch_size")


@change("epoch_in_one_piece")
def first_batch_again_and_again():
    """dropped-samples: A new pass over the loader starts for each update, so every update sees the first batch of a
    pass.
    remedy: Loop over the loader once with `for x, y in loader`. Each `iter(loader)` starts again at the first batch.
    """
    replace("for x, y in loader:", """
        for _ in range(len(loader)):
            x, y = next(iter(loader))
    """)


@change("epoch_in_one_piece")
def flattens_to_784():
    """raised: Batches are reshaped to 784 columns, a size that belongs to one data set.
    remedy: Give the model x in the shape that the loader gives. A model that needs flat input flattens by itself.
    """
    replace("x, y = x.to(device), y.to(device)", "x, y = x.view(-1, 784).to(device), y.to(device)")


@change("epoch_in_one_piece")
def full_batches_assumed():
    """batch-mean: The sum is divided by the number of batches times the batch size, as if the last batch were full.
    remedy: Count the samples that you see, `count += len(x)`, and divide by that count.
    """
    replace("return total / seen", "return total / (len(loader) * loader.batch_size)")


@change("epoch_in_one_piece")
def in_eval_mode():
    """wrong-mode: The model is put into eval mode, so dropout and batch norm do not work as they should in training.
    remedy: Call `model.train()` before the loop, and no `model.eval()` in this function.
    """
    replace("model.train()", "model.eval()")


@change("epoch_in_one_piece")
def last_loss():
    """dropped-samples: The loss of the last batch is returned; the mean over all samples is asked for.
    remedy: Add up `loss.item() * len(x)` in the loop, and divide by the number of samples after it.
    """
    replace("return total / seen", "return loss.item()")


@change("epoch_in_one_piece")
def loader_by_index():
    """raised: Batches are taken from the loader by index, which a loader does not offer.
    remedy: Loop with `for x, y in loader`. A DataLoader has no index; only its data set has.
    """
    replace("for x, y in loader:", """
        for i in range(len(loader)):
            x, y = loader[i]
    """)


@change("epoch_in_one_piece")
def loss_after_each_update():
    """loss-after-update: Each batch's loss is taken after its update; the loss before it is asked for.
    remedy: Take the loss from the forward pass that backward runs on. Compute no second loss after the step.
    """
    replace("total += loss.item() * len(x)", """
        with torch.no_grad():
            total += loss_fn(model(x), y).item() * len(x)
    """)


@change("epoch_in_one_piece")
def loss_after_training():
    """loss-after-update: The loss is measured when the epoch is over; the mean of the losses during training is asked
    for.
    remedy: Add up each batch's loss while you train, from the forward pass before its update. Drop the second pass.
    """
    before("return total / seen", """
        with torch.no_grad():
            total = sum(loss_fn(model(x.to(device)), y.to(device)).item() * len(x) for x, y in loader)
    """)


@change("epoch_in_one_piece")
def loss_made_anew():
    """missing-gradient: backward is not called, or its way from the loss to the parameters is cut, as by a detached
    tensor or a new one of the same number. So the step finds no gradients, and nothing moves.
    remedy: Call `loss.backward()` before `optimizer.step()`, on the very loss that loss_fn gives for `model(x)`. Detach
    nothing and make no new tensor of its number.
    """
    replace("loss = loss_fn(model(x), y)", "loss = torch.tensor(loss_fn(model(x), y).item(), requires_grad=True)")


@change("epoch_in_one_piece")
def loss_of_its_own():
    """wrong-loss-function: The loss is computed by a function of the code's own choice, and not by the loss_fn that was
    given.
    remedy: Compute the loss with the argument loss_fn, whatever the model's output and the targets are.
    """
    replace("loss = loss_fn(model(x), y)", "loss = F.cross_entropy(model(x), y)")


@change("epoch_weighted_average")
def mean_of_a_list():
    """batch-mean: The batches' mean losses are averaged with equal weight. A short last batch counts as much as a full
    one.
    remedy: Weigh each batch's loss with `len(x)`, add these up, and divide by the number of samples.
    """
    replace("return float(np.average(losses, weights=sizes))", "return float(np.average(losses))")


@change("epoch_in_one_piece")
def mean_of_batch_means():
    """as mean_of_a_list"""
    replace("total += loss.item() * len(x)", "total += loss.item()")
    replace("return total / seen", "return total / len(loader)")


@change("epoch_in_one_piece")
def mode_as_found():
    """wrong-mode: The model trains in the mode that it is found in; train mode is never switched on.
    remedy: Call `model.train()` before the loop, with the parentheses: without them nothing is called.
    """
    replace("model.train()", "")


@change("epoch_in_one_piece")
def gradients_of_all_batches():
    """missing-step: The gradients of all batches add up, and one update follows the loop; one update a batch is asked
    for.
    remedy: Move clearing and `optimizer.step()` into the loop: each batch is cleared, gets its backward and its step.
    """
    replace("optimizer.zero_grad()", "")
    after("model.train()", "optimizer.zero_grad()")
    replace("optimizer.step()", "")
    before("return total / seen", "optimizer.step()")


@change("epoch_in_one_piece")
def new_optimizer_each_batch():
    """missing-step: The parameters are moved by another optimizer than the one that was given, which never steps.
    remedy: Make no optimizer here. Call `zero_grad` and `step` of the optimizer that is passed in.
    """
    after("model.train()", 'settings = {k: v for k, v in optimizer.param_groups[0].items() if k != "params"}')
    before("optimizer.zero_grad()", "optimizer = optimizer.__class__(model.parameters(), **settings)")


@change("epoch_in_one_piece")
def next_of_the_loader():
    """raised: A batch is taken from the loader as from an iterator, which a loader is not.
    remedy: Loop with `for x, y in loader`. Only `iter(loader)` gives an iterator for `next`, and it is made once.
    """
    replace("for x, y in loader:", """
        for _ in range(len(loader)):
            x, y = next(loader)
    """)


@change("epoch_in_one_piece")
def on_cuda():
    """as device_of_its_own"""
    replace("x, y = x.to(device), y.to(device)", 'x, y = x.to("cuda"), y.to("cuda")')


def one_backward_for_all(model, loader, loss_fn, optimizer, device):
    """missing-step: The losses of all batches get one backward and one step; one update a batch is asked for.
    remedy: Move clearing, `loss.backward()` and `optimizer.step()` into the loop. Add up the losses as floats.
    """
    model.train()
    optimizer.zero_grad()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        total = total + loss_fn(model(x), y) * len(x)
        seen += len(x)
    mean = total / seen
    mean.backward()
    optimizer.step()
    return mean.item()


@change("epoch_in_one_piece")
def optimizer_of_its_own():
    """as new_optimizer_each_batch"""
    before("model.train()", "optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)")


@change("epoch_in_one_piece")
def resets_momentum():
    """optimizer-state-lost: The optimizer's state is emptied for the epoch, so momentum starts from nothing again.
    remedy: Leave the state of the optimizer as it is. Clear only gradients, with `optimizer.zero_grad()`.
    """
    after("model.train()", "optimizer.state = defaultdict(dict)")


@change("epoch_in_one_piece")
def result_of_to_dropped():
    """as batches_not_moved"""
    replace("x, y = x.to(device), y.to(device)", """
        x.to(device)
        y.to(device)
    """)


@change("epoch_weighted_average")
def returns_a_list():
    """wrong-type: The losses of the batches are collected and returned as they are, one a batch: nothing makes one mean
    of them.
    remedy: Return one float: the sum of the losses, each times its number of samples, divided by all samples.
    """
    replace("return float(np.average(losses, weights=sizes))", "return losses")


@change("epoch_in_one_piece")
def returns_a_tensor():
    """wrong-type: The losses are put together as tensors and not as numbers, so the result is a tensor too, which holds
    on to the graph of every batch.
    remedy: Add up `loss.item() * len(x)`. Then the sum is a Python float, and no graph is kept.
    """
    replace("total += loss.item() * len(x)", "total += loss * len(x)")


@change("epoch_in_one_piece")
def returns_accuracy_too():
    """wrong-type: The mean loss comes back in a pair with another number; the loss alone is asked for.
    remedy: Return the mean loss alone, as a float.
    """
    replace("total, seen = 0.0, 0", "total, right, seen = 0.0, 0, 0")
    replace("loss = loss_fn(model(x), y)", """
        logits = model(x)
        loss = loss_fn(logits, y)
    """)
    after("total += loss.item() * len(x)", "right += (logits.argmax(1) == y).sum().item()")
    replace("return total / seen", "return total / seen, right / seen")


@change("epoch_in_one_piece")
def returns_in_the_loop():
    """missing-step: The function returns inside the loop, so the epoch ends after the first batch.
    remedy: Move the `return` behind the loop: indent it like the `for`.
    """
    after("seen += len(x)", "return total / seen")


@change("epoch_in_one_piece")
def returns_nothing():
    """missing-return: The mean loss stays inside the function: no return hands it on, and what a function prints or
    keeps is not its result.
    remedy: End with a `return` of the mean loss. Printing gives nothing to the caller.
    """
    replace("return total / seen", 'print("train loss", total / seen)')


@change("epoch_in_one_piece")
def running_average():
    """wrong-values: A moving average is kept, in which late batches weigh more; the mean over samples is asked for.
    remedy: Add up `loss.item() * len(x)` and the samples, and divide once after the loop.
    """
    replace("total, seen = 0.0, 0", "average = None")
    replace("""
        total += loss.item() * len(x)
        seen += len(x)
    """, "average = loss.item() if average is None else 0.9 * average + 0.1 * loss.item()")
    replace("return total / seen", "return average")


@change("epoch_in_one_piece")
def seeds():
    """global-state-changed: The global generator is seeded in each epoch, so that all later random numbers repeat.
    remedy: Remove `torch.manual_seed` from this function. Who calls it decides about the seed.
    """
    before("model.train()", "torch.manual_seed(0)")


@change("epoch_in_one_piece")
def short_batch_skipped():
    """dropped-samples: A batch that is not full is skipped, so its samples are never learned from.
    remedy: Train on every batch of the loader, the short last one too. Remove the condition that skips it.
    """
    replace("for x, y in loader:", """
        for x, y in loader:
            if len(x) < loader.batch_size:
                continue
    """)
    replace("return total / seen", "return total / max(seen, 1)")


@change("epoch_in_one_piece")
def shuffles_again():
    """wrong-values: The epoch does not run over the batches of the loader that was given, but over batches of its own.
    remedy: Loop over the argument `loader`. Make no DataLoader in this function.
    """
    replace("for x, y in loader:", "for x, y in DataLoader(loader.dataset, loader.batch_size, shuffle=True):")


@change("epoch_in_one_piece")
def softmax():
    """softmax-before-loss: A softmax stands between the model's output and the loss, which expects the output itself.
    remedy: Give `model(x)` to loss_fn as it is, without softmax or another activation.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x).softmax(dim=1), y)")


@change("epoch_in_one_piece")
def step_after_the_loop():
    """missing-step: The step comes behind the loop: one update an epoch, on the last batch alone. One update a batch is
    asked for.
    remedy: Move `optimizer.step()` into the loop, right behind `loss.backward()`.
    """
    replace("optimizer.step()", "")
    before("return total / seen", "optimizer.step()")


@change("epoch_in_one_piece")
def step_before_backward():
    """step-order: The optimizer finds no gradients when it steps: they come later, or are cleared before it. Nothing
    moves.
    remedy: Keep this order for each batch: clear the gradients, forward pass, `loss.backward()`, `optimizer.step()`.
    Clear nothing between backward and step.
    """
    replace("optimizer.step()", "")
    before("loss.backward()", "optimizer.step()")


@change("epoch_in_one_piece")
def step_every_second_batch():
    """missing-step: The step is left out at some batches, as when it hangs on a condition, or when the gradients of
    several batches are collected for one update.
    remedy: Call `optimizer.step()` in every pass of the loop, without a condition. Clear the gradients just as often.
    """
    replace("optimizer.zero_grad()", "")
    after("model.train()", "optimizer.zero_grad()")
    replace("for x, y in loader:", "for i, (x, y) in enumerate(loader, start=1):")
    replace("optimizer.step()", """
        if i % 2 == 0:
            optimizer.step()
            optimizer.zero_grad()
    """)


@change("epoch_in_one_piece")
def step_of_the_batch_before():
    """step-order: Each step comes before backward and follows the gradient of the batch before. The gradient of the
    last batch is lost.
    remedy: Move `optimizer.step()` to the end of the loop's body, behind `loss.backward()`.
    """
    replace("optimizer.step()", "")
    before("optimizer.zero_grad()", "optimizer.step()")


@change("epoch_in_one_piece")
def sum_by_batches():
    """batch-mean: Losses are weighed by batch size and the sum is divided by the number of batches, not of samples.
    remedy: Divide the sum by the number of samples. `len(loader)` is the number of batches.
    """
    replace("return total / seen", "return total / len(loader)")


@change("epoch_in_one_piece")
def sum_over_samples():
    """wrong-scale: Losses are weighed by batch size and added up; the division by the number of samples is missing.
    remedy: After the loop, divide the sum by the number of samples that you counted.
    """
    replace("return total / seen", "return total")


@change("epoch_in_one_piece")
def targets_not_moved():
    """as batches_not_moved"""
    replace("x, y = x.to(device), y.to(device)", "x = x.to(device)")


@change("epoch_in_one_piece")
def total_not_divided():
    """wrong-scale: The batches' losses are added up and never divided.
    remedy: Multiply each batch's loss by `len(x)` before you add it up. Divide the sum by the number of samples.
    """
    replace("total += loss.item() * len(x)", "total += loss.item()")
    replace("return total / seen", "return total")


@change("epoch_in_one_piece")
def total_reset_in_the_loop():
    """dropped-samples: The sum is set to zero in every pass of the loop, so only the last batch is in it.
    remedy: Set the sum to zero once, before the loop.
    """
    before("x, y = x.to(device), y.to(device)", "total = 0.0")


@change("epoch_in_one_piece")
def train_mode_after_the_first_batch():
    """wrong-mode: The first batch runs in the mode found; train mode is switched on only after it.
    remedy: Call `model.train()` before the loop.
    """
    replace("model.train()", "")
    after("seen += len(x)", "model.train()")


@change("epoch_in_one_piece")
def train_not_called():
    """as mode_as_found"""
    replace("model.train()", "model.train")


@change("epoch_in_one_piece")
def training_flag_set():
    """wrong-mode: Only the flag of the outermost module is set; its layers stay in the mode they are in.
    remedy: Call `model.train()`: it sets the flag of the model and of all layers inside it.
    """
    replace("model.train()", "model.training = True")


@change("epoch_in_one_piece")
def two_passes():
    """extra-step: The loader is gone through more than once; an epoch is one pass.
    remedy: Remove the outer loop, so that `for x, y in loader` runs once.
    """
    replace("for x, y in loader:", "for x, y in (batch for _ in range(2) for batch in loader):")


@change("epoch_in_one_piece")
def two_steps_a_batch():
    """extra-step: The optimizer steps twice for each batch; one update a batch is asked for.
    remedy: Call `optimizer.step()` once in each pass of the loop.
    """
    after("seen += len(x)", "optimizer.step()")


@change("epoch_in_one_piece")
def under_no_grad():
    """missing-gradient: The forward pass records no graph, so there is nothing that backward could start from.
    remedy: Train with gradients on: remove `torch.no_grad` (or `inference_mode`) around the loop.
    """
    before("def train_epoch(model, loader, loss_fn, optimizer, device):", "@torch.no_grad()")


def walks_the_dataset(model, loader, loss_fn, optimizer, device):
    """wrong-values: The batches are not those of the loader: the samples come in the order of the data set.
    remedy: Take the batches from the loader with `for x, y in loader`. Leave `loader.dataset` alone.
    """
    model.train()
    data, size = loader.dataset, loader.batch_size
    total = 0.0
    for start in range(0, len(data), size):
        x, y = default_collate([data[i] for i in range(start, min(start + size, len(data)))])
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
    return total / len(data)


@change("epoch_in_one_piece")
def without_backward():
    """as loss_made_anew"""
    replace("loss.backward()", "")


@change("epoch_in_one_piece")
def without_step():
    """missing-step: Gradients alone move nothing: backward fills .grad, and the optimizer's step, which changes the
    parameters by it, is never called.
    remedy: Call `optimizer.step()` for each batch, behind `loss.backward()`, with the parentheses.
    """
    replace("optimizer.step()", "")


@change("epoch_in_one_piece")
def without_zero_grad():
    """stale-gradient: backward adds to what is in .grad, and nothing ever clears it, so each update also follows the
    gradients of all earlier batches.
    remedy: Call `optimizer.zero_grad()` in the loop, before `loss.backward()`, with the parentheses.
    """
    replace("optimizer.zero_grad()", "")


@change("epoch_in_one_piece")
def zero_grad_after_each_step():
    """stale-gradient: Gradients are cleared after each step only, so one that is there on entry becomes part of the
    first update.
    remedy: Move `optimizer.zero_grad()` in front of `loss.backward()`, inside the loop.
    """
    replace("optimizer.zero_grad()", "")
    after("optimizer.step()", "optimizer.zero_grad()")


@change("epoch_in_one_piece")
def zero_grad_after_the_loop():
    """stale-gradient: Gradients are cleared when the epoch is over; within it they pile up from batch to batch.
    remedy: Move `optimizer.zero_grad()` into the loop, in front of `loss.backward()`.
    """
    replace("optimizer.zero_grad()", "")
    before("return total / seen", "optimizer.zero_grad()")


@change("epoch_in_one_piece")
def zero_grad_before_step():
    """as step_before_backward"""
    replace("optimizer.zero_grad()", "")
    after("loss.backward()", "optimizer.zero_grad()")


@change("epoch_in_one_piece")
def zero_grad_every_other_batch():
    """stale-gradient: Gradients are not cleared for every batch, so some updates follow more than one batch.
    remedy: Call `optimizer.zero_grad()` in every pass of the loop, without a condition, before `loss.backward()`.
    """
    replace("for x, y in loader:", "for i, (x, y) in enumerate(loader):")
    replace("optimizer.zero_grad()", """
        if i % 2 == 0:
            optimizer.zero_grad()
    """)


@change("epoch_in_one_piece")
def zero_grad_once():
    """stale-gradient: Gradients are cleared once, before the loop; from the second batch on they pile up.
    remedy: Move `optimizer.zero_grad()` into the loop, in front of `loss.backward()`.
    """
    replace("optimizer.zero_grad()", "")
    after("model.train()", "optimizer.zero_grad()")


@change("epoch_in_one_piece")
def graph_in_the_sum():
    """history-kept: Tensors of each batch are kept beyond its update, and with them the graphs that led to them.
    remedy: Keep only Python numbers of a batch, such as `loss.item()`. Then each graph is freed after its update.
    """
    replace("total += loss.item() * len(x)", "total += loss * len(x)")
    replace("return total / seen", "return float(total / seen)")


@change("epoch_weighted_average")
def losses_in_a_list():
    """as graph_in_the_sum"""
    replace("losses.append(loss.item())", "losses.append(loss)")
    replace("np.average(losses, weights=sizes)", "np.average([loss.item() for loss in losses], weights=sizes)")


@change("epoch_in_one_piece")
def outputs_in_a_list():
    """as graph_in_the_sum"""
    before("model.train()", "outputs = []")
    replace("loss = loss_fn(model(x), y)", """
        outputs.append(model(x))
        loss = loss_fn(outputs[-1], y)
    """)


@change("epoch_in_one_piece")
def graph_retained():
    """graph-retained: The gradients are computed with the order to keep the graph, as for a second pass that never
    comes. What it saved stays in memory while the next batch runs.
    remedy: Remove `retain_graph=True`: one backward for each loss needs no kept graph.
    """
    replace("loss.backward()", "loss.backward(retain_graph=True)")


@change("epoch_in_one_piece")
def graph_retained_by_grad():
    """as graph_retained"""
    replace("loss.backward()", """
        wanted = [p for p in model.parameters() if p.requires_grad]
        for p, gradient in zip(wanted, torch.autograd.grad(loss, wanted, retain_graph=True)):
            p.grad = gradient
    """)


@change("epoch_in_one_piece")
def backward_twice():
    """backward-twice: backward runs twice on each loss, and both runs add to .grad. Every gradient is twice as large as
    it should be.
    remedy: Compute the gradients once for each batch: keep a single `loss.backward()`.
    """
    before("loss.backward()", "loss.backward(retain_graph=True)")
