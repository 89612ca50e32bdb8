"""Known mistakes of train_epoch."""

from collections import defaultdict
from torch.utils.data import DataLoader
from torch.utils.data import default_collate
import statistics
import torch.nn.functional as F


@change("epoch_in_one_piece")
def batch_means_by_samples():
    """batch-mean: The batches' mean losses are added up and divided by the number of samples, so the result is far too
    small."""
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("total += loss.item() * len(x)", "total += loss.item()")
    replace("seen += len(x)", "")
    replace("return total / seen", "return total / len(loader.dataset)")


@change("epoch_in_one_piece")
def batch_moved_as_a_whole():
    """raised: `.to` is called on the batch, which is a list of tensors and cannot be moved as a whole."""
    replace("for x, y in loader:", "for batch in loader:")
    replace("x, y = x.to(device), y.to(device)", "batch = batch.to(device)")
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(batch[0]), batch[1])")
    replace("total += loss.item() * len(x)", "total += loss.item() * len(batch[0])")
    replace("seen += len(x)", "seen += len(batch[0])")


@change("epoch_in_one_piece")
def batch_not_unpacked():
    """raised: `enumerate` gives an index and a batch, and the pair is taken for inputs and targets."""
    replace("for x, y in loader:", "for x, y in enumerate(loader):")


@change("epoch_in_one_piece")
def batches_not_moved():
    """device-mismatch: The batches stay where the loader makes them, and do not meet the model on its device."""
    replace("x, y = x.to(device), y.to(device)", "")


@change("epoch_in_one_piece")
def clips_gradients():
    """wrong-values: Gradients are clipped before each step, which the task does not ask for."""
    after("loss.backward()", "torch.nn.utils.clip_grad_value_(model.parameters(), 0.01)")


@change("epoch_in_one_piece")
def device_of_its_own():
    """hard-coded-device: The function chooses a device by itself and ignores the one that it is given."""
    before("model.train()", 'device = torch.device("cuda" if torch.cuda.is_available() else "cpu")')


@change("epoch_in_one_piece")
def every_batch_weighed_as_full():
    """batch-mean: Every batch's loss is multiplied by the loader's batch size, also that of a last batch that is
    smaller."""
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("total += loss.item() * len(x)", "total += loss.item() * loader.batch_size")
    replace("seen += len(x)", "")
    replace("return total / seen", "return total / len(loader.dataset)")


@change("epoch_in_one_piece")
def first_batch_again_and_again():
    """dropped-samples: `next(iter(loader))` starts a new pass each time, so every update sees the first batch."""
    replace("for x, y in loader:", """
        for _ in range(len(loader)):
            x, y = next(iter(loader))
    """)


@change("epoch_in_one_piece")
def flattens_to_784():
    """raised: Batches are reshaped to 784 columns, a size that belongs to one data set."""
    replace("x, y = x.to(device), y.to(device)", """
        x = x.view(-1, 784).to(device)
        y = y.to(device)
    """)


@change("epoch_in_one_piece")
def full_batches_assumed():
    """batch-mean: The sum is divided by the number of batches times the batch size, as if the last batch were full."""
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("total += loss.item() * len(x)", "total += loss.item() * x.size(0)")
    replace("seen += len(x)", "")
    replace("return total / seen", "return total / (len(loader) * loader.batch_size)")


@change("epoch_in_one_piece")
def in_eval_mode():
    """wrong-mode: The model is put into eval mode, so dropout and batch norm do not work as they should in training."""
    replace("model.train()", "model.eval()")


@change("epoch_in_one_piece")
def last_loss():
    """wrong-values: The loss of the last batch is returned; the mean over all samples is asked for."""
    replace("total, seen = 0.0, 0", "")
    replace("total += loss.item() * len(x)", "")
    replace("seen += len(x)", "")
    replace("return total / seen", "return loss.item()")


@change("epoch_in_one_piece")
def loader_by_index():
    """raised: Batches are taken from the loader by index, which a loader does not offer."""
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("for x, y in loader:", """
        for i in range(len(loader)):
            x, y = loader[i]
    """)
    replace("seen += len(x)", "")
    replace("return total / seen", "return total / len(loader.dataset)")


@change("epoch_in_one_piece")
def loss_after_each_update():
    """wrong-values: Each batch's loss is taken after its update; the loss before it is asked for."""
    replace("loss = loss_fn(model(x), y)", "loss_fn(model(x), y).backward()")
    replace("loss.backward()", "")
    replace("total += loss.item() * len(x)", """
        with torch.no_grad():
            total += loss_fn(model(x), y).item() * len(x)
    """)


def loss_after_training(model, loader, loss_fn, optimizer, device):
    """wrong-values: The loss is measured again when the epoch is over; the mean of the losses met during training is
    asked for."""
    model.train()
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss_fn(model(x), y).backward()
        optimizer.step()
    total = 0.0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            total += loss_fn(model(x), y).item() * len(x)
    return total / len(loader.dataset)


@change("epoch_in_one_piece")
def loss_made_anew():
    """missing-gradient: backward is called on a new tensor that holds the number of the loss and knows nothing of the
    model."""
    replace("loss = loss_fn(model(x), y)", """
        number = loss_fn(model(x), y).item()
        loss = torch.tensor(number, requires_grad=True)
    """)
    replace("total += loss.item() * len(x)", "total += number * len(x)")


@change("epoch_in_one_piece")
def loss_of_its_own():
    """wrong-values: Cross entropy is computed whatever loss was given."""
    replace("loss = loss_fn(model(x), y)", "loss = F.cross_entropy(model(x), y)")


def mean_of_a_list(model, loader, loss_fn, optimizer, device):
    """batch-mean: One loss a batch is collected and the list is averaged, so a short last batch counts as much as a
    full one."""
    model.train()
    losses = []
    for inputs, labels in loader:
        inputs = inputs.to(device)
        labels = labels.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(inputs), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return statistics.fmean(losses)


@change("epoch_in_one_piece")
def mean_of_batch_means():
    """batch-mean: The losses of batches are averaged with equal weight, so a short last batch counts as much as a full
    one."""
    replace("total, seen = 0.0, 0", "running_loss = 0.0")
    replace("total += loss.item() * len(x)", "running_loss += loss.item()")
    replace("seen += len(x)", "")
    replace("return total / seen", "return running_loss / len(loader)")


@change("epoch_in_one_piece")
def mode_as_found():
    """wrong-mode: The model trains in whatever mode it is found in; after an evaluation that is eval mode."""
    replace("model.train()", "")


@change("epoch_in_one_piece")
def new_optimizer_each_batch():
    """missing-step: A new optimizer is made for each batch: the one that was given never steps, and its state is lost.
    """
    after("model.train()", 'settings = {k: v for k, v in optimizer.param_groups[0].items() if k != "params"}')
    replace("optimizer.zero_grad()", """
        opt = optimizer.__class__(model.parameters(), **settings)
        opt.zero_grad()
    """)
    replace("optimizer.step()", "opt.step()")


@change("epoch_in_one_piece")
def next_of_the_loader():
    """raised: `next` is called on the loader, which can be looped over and is no iterator itself."""
    replace("for x, y in loader:", """
        for _ in range(len(loader)):
            x, y = next(loader)
    """)


@change("epoch_in_one_piece")
def on_cuda():
    """hard-coded-device: Batches are moved to an accelerator that is named in the code, whatever device was given."""
    replace("x, y = x.to(device), y.to(device)", 'x, y = x.to("cuda"), y.to("cuda")')


def one_backward_for_all(model, loader, loss_fn, optimizer, device):
    """missing-step: The losses of all batches are added up for one backward and one step; one update a batch is asked
    for."""
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
    """missing-step: An Adam with a learning rate of its own is made for the epoch; the optimizer that was given never
    steps."""
    before("model.train()", "optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)")
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("total += loss.item() * len(x)", "total += loss.item() * x.size(0)")
    replace("seen += len(x)", "")
    replace("return total / seen", "return total / len(loader.dataset)")


@change("epoch_in_one_piece")
def resets_momentum():
    """optimizer-state-lost: The optimizer's state is emptied at the start of each epoch, so momentum starts from
    nothing again."""
    after("model.train()", "optimizer.state = defaultdict(dict)")


@change("epoch_in_one_piece")
def result_of_to_dropped():
    """device-mismatch: `.to(device)` returns moved tensors, and they are not kept."""
    replace("x, y = x.to(device), y.to(device)", """
        x.to(device)
        y.to(device)
    """)


@change("epoch_in_one_piece")
def returns_a_list():
    """wrong-type: A list of one loss a batch is returned; one mean is asked for."""
    replace("total, seen = 0.0, 0", "history = []")
    replace("total += loss.item() * len(x)", "")
    replace("seen += len(x)", "")
    replace("return total / seen", """
            history.append(loss.item())
        return history
    """)


@change("epoch_in_one_piece")
def returns_a_tensor():
    """wrong-type: Losses are added up as tensors, so the result is a tensor that holds on to the graph of every batch.
    """
    replace("total, seen = 0.0, 0", "total, seen = 0, 0")
    replace("total += loss.item() * len(x)", "total += loss * len(x)")


@change("epoch_in_one_piece")
def returns_accuracy_too():
    """wrong-type: The mean loss comes back in a pair with an accuracy; the loss alone is asked for."""
    replace("total, seen = 0.0, 0", "total, right, seen = 0.0, 0, 0")
    replace("loss = loss_fn(model(x), y)", """
        logits = model(x)
        loss = loss_fn(logits, y)
    """)
    after("total += loss.item() * len(x)", "right += (logits.argmax(1) == y).sum().item()")
    replace("return total / seen", "return total / seen, right / seen")


def returns_in_the_loop(model, loader, loss_fn, optimizer, device):
    """missing-step: The `return` stands inside the loop, so the epoch ends after the first batch."""
    model.train()
    total, seen = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        seen += len(x)
        return total / seen


@change("epoch_in_one_piece")
def returns_nothing():
    """wrong-type: The mean loss is printed and not returned."""
    replace("return total / seen", 'print("train loss", total / seen)')


@change("epoch_in_one_piece")
def running_average():
    """wrong-values: A moving average is kept, in which late batches weigh more; the mean over samples is asked for."""
    replace("total, seen = 0.0, 0", "average = None")
    replace("total += loss.item() * len(x)", "")
    replace("seen += len(x)", "average = loss.item() if average is None else 0.9 * average + 0.1 * loss.item()")
    replace("return total / seen", "return average")


@change("epoch_in_one_piece")
def seeds():
    """global-state-changed: The global generator is seeded at the start of each epoch, so that all later random numbers
    repeat."""
    before("model.train()", "torch.manual_seed(0)")


@change("epoch_in_one_piece")
def short_batch_skipped():
    """dropped-samples: A batch that is not full is skipped, so its samples are never learned from."""
    replace("for x, y in loader:", """
        for x, y in loader:
            if len(x) < loader.batch_size:
                continue
    """)
    replace("return total / seen", "return total / max(seen, 1)")


@change("epoch_in_one_piece")
def shuffles_again():
    """wrong-values: The epoch runs over a shuffled loader of its own, and not over the batches of the one that was
    given."""
    after("model.train()", "shuffled = DataLoader(loader.dataset, batch_size=loader.batch_size, shuffle=True)")
    replace("for x, y in loader:", "for x, y in shuffled:")


@change("epoch_in_one_piece")
def softmax():
    """softmax-before-loss: A softmax stands between the model's output and the loss, which expects the output itself.
    """
    replace("loss = loss_fn(model(x), y)", """
        probabilities = model(x).softmax(dim=1)
        loss = loss_fn(probabilities, y)
    """)


@change("epoch_in_one_piece")
def step_after_the_loop():
    """missing-step: The step stands behind the loop: one update an epoch, on the last batch alone, where one a batch is
    asked for."""
    replace("optimizer.step()", "")
    before("return total / seen", "optimizer.step()")


@change
def step_before_backward():
    """step-order: Each step comes before its backward and after the gradients were cleared, so it finds none and
    nothing moves."""
    replace("loss = train_step(model, x.to(device), y.to(device), loss_fn, optimizer)", """
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        optimizer.step()
        loss.backward()
    """)
    replace("total += loss * len(x)", "total += loss.item() * len(x)")


@change
def step_every_second_batch():
    """missing-step: The optimizer steps at every second batch; one update a batch is asked for."""
    after("model.train()", "optimizer.zero_grad()")
    replace("for x, y in loader:", "for i, (x, y) in enumerate(loader, start=1):")
    replace("loss = train_step(model, x.to(device), y.to(device), loss_fn, optimizer)", """
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        if i % 2 == 0:
            optimizer.step()
            optimizer.zero_grad()
    """)
    replace("total += loss * len(x)", "total += loss.item() * len(x)")


@change
def step_of_the_batch_before():
    """step-order: Each step comes at the head of the loop, so it follows the gradient of the batch before, and the
    last one is lost."""
    replace("loss = train_step(model, x.to(device), y.to(device), loss_fn, optimizer)", """
        x, y = x.to(device), y.to(device)
        optimizer.step()
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
    """)
    replace("total += loss * len(x)", "total += loss.item() * len(x)")


@change("epoch_in_one_piece")
def sum_by_batches():
    """batch-mean: Losses are weighed by batch size and the sum is divided by the number of batches, not of samples."""
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("total += loss.item() * len(x)", "total += loss.item() * len(y)")
    replace("seen += len(x)", "")
    replace("return total / seen", "return total / len(loader)")


@change("epoch_in_one_piece")
def sum_over_samples():
    """wrong-values: Losses are weighed by batch size and added up; the division by the number of samples is missing."""
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("seen += len(x)", "")
    replace("return total / seen", "return total")


@change("epoch_in_one_piece")
def targets_not_moved():
    """device-mismatch: Only the inputs are moved to the device; the targets stay where the loader makes them."""
    replace("x, y = x.to(device), y.to(device)", "x = x.to(device)")


@change("epoch_in_one_piece")
def total_not_divided():
    """wrong-values: The batches' losses are added up and never divided."""
    replace("total, seen = 0.0, 0", "running = 0.0")
    replace("total += loss.item() * len(x)", "running += loss.item()")
    replace("seen += len(x)", "")
    replace("return total / seen", "return running")


@change("epoch_in_one_piece")
def total_reset_in_the_loop():
    """wrong-values: The sum is set to zero again in every pass of the loop, so only the last batch is in it."""
    replace("total, seen = 0.0, 0", "")
    before("x, y = x.to(device), y.to(device)", "total_loss = 0.0")
    replace("total += loss.item() * len(x)", "total_loss += loss.item() * x.shape[0]")
    replace("seen += len(x)", "")
    replace("return total / seen", "return total_loss / len(loader.dataset)")


@change("epoch_in_one_piece")
def train_mode_after_the_first_batch():
    """wrong-mode: Train mode is switched on at the end of the loop's body, so the first batch runs in the mode found.
    """
    replace("model.train()", "")
    after("seen += len(x)", "model.train()")


@change("epoch_in_one_piece")
def train_not_called():
    """wrong-mode: `model.train` is named and not called: without parentheses the mode stays as it is."""
    replace("model.train()", "model.train")


@change("epoch_in_one_piece")
def training_flag_set():
    """wrong-mode: The flag of the outermost module is set by hand; its layers stay in the mode they are in."""
    replace("model.train()", "model.training = True")


def two_passes(model, loader, loss_fn, optimizer, device):
    """extra-step: The loader is gone through twice; an epoch is one pass."""
    model.train()
    total, seen = 0.0, 0
    for _ in range(2):
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
            seen += len(x)
    return total / seen


@change("epoch_in_one_piece")
def two_steps_a_batch():
    """extra-step: The optimizer steps twice for each batch; one update a batch is asked for."""
    after("seen += len(x)", "optimizer.step()")


def under_no_grad(model, loader, loss_fn, optimizer, device):
    """missing-gradient: The whole epoch runs under no_grad, so there is no graph that backward could start from."""
    model.train()
    total, seen = 0.0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
            seen += len(x)
    return total / seen


def walks_the_dataset(model, loader, loss_fn, optimizer, device):
    """wrong-values: The samples are taken from the data set in its own order, past the loader and its shuffling."""
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
    """missing-gradient: backward is never called, so every step finds no gradients and nothing moves."""
    replace("loss.backward()", "")


@change("epoch_in_one_piece")
def without_step():
    """missing-step: Gradients are computed for each batch, and the optimizer never steps."""
    replace("optimizer.step()", "")


@change("epoch_in_one_piece")
def without_zero_grad():
    """stale-gradient: Gradients are never cleared, so each update also follows those of all earlier batches."""
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("optimizer.zero_grad()", "")
    replace("seen += len(x)", "")
    replace("return total / seen", "return total / len(loader.dataset)")


@change("epoch_in_one_piece")
def zero_grad_after_each_step():
    """stale-gradient: Gradients are cleared after each step only, so one that is there on entry becomes part of the
    first update."""
    replace("optimizer.zero_grad()", "")
    after("optimizer.step()", "optimizer.zero_grad()")


@change("epoch_in_one_piece")
def zero_grad_after_the_loop():
    """stale-gradient: Gradients are cleared when the epoch is over; within it they pile up from batch to batch."""
    replace("optimizer.zero_grad()", "")
    before("return total / seen", "optimizer.zero_grad()")


@change("epoch_in_one_piece")
def zero_grad_before_step():
    """step-order: The optimizer finds no gradients when it steps, because they are cleared between backward and step;
    nothing moves."""
    replace("optimizer.zero_grad()", "")
    after("loss.backward()", "optimizer.zero_grad()")


@change("epoch_in_one_piece")
def zero_grad_every_other_batch():
    """stale-gradient: Gradients are cleared at every second batch only, so every other update follows two batches."""
    replace("for x, y in loader:", "for i, (x, y) in enumerate(loader):")
    replace("optimizer.zero_grad()", """
        if i % 2 == 0:
            optimizer.zero_grad()
    """)


@change
def zero_grad_once():
    """stale-gradient: Gradients are cleared once, before the loop; from the second batch on they pile up."""
    after("model.train()", "optimizer.zero_grad()")
    replace("loss = train_step(model, x.to(device), y.to(device), loss_fn, optimizer)", """
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
    """)
    replace("total += loss * len(x)", "total += loss.item() * len(x)")


@change("epoch_in_one_piece")
def graph_in_the_sum():
    """history-kept: The losses are added up with their graphs, so the graph of every batch lives until the end."""
    replace("total, seen = 0.0, 0", "total, seen = 0, 0")
    replace("total += loss.item() * len(x)", "total = total + loss * len(x)")
    replace("return total / seen", "return float(total / seen)")


@change("epoch_in_one_piece")
def losses_in_a_list():
    """history-kept: The losses are put into a list as they are, and each holds on to the graph of its batch."""
    replace("total, seen = 0.0, 0", "losses, seen = [], 0")
    replace("total += loss.item() * len(x)", "losses.append(loss * len(x))")
    replace("return total / seen", "return torch.stack(losses).sum().item() / seen")


@change("epoch_in_one_piece")
def outputs_in_a_list():
    """history-kept: The outputs of all batches are kept in a list, with the graphs that led to them."""
    replace("total, seen = 0.0, 0", "total, seen, outputs = 0.0, 0, []")
    replace("loss = loss_fn(model(x), y)", """
        outputs.append(model(x))
        loss = loss_fn(outputs[-1], y)
    """)


@change("epoch_in_one_piece")
def graph_retained():
    """graph-retained: backward keeps the graph for another one, so the next batch runs beside what this one saved."""
    replace("loss.backward()", "loss.backward(retain_graph=True)")


@change("epoch_in_one_piece")
def graph_retained_by_grad():
    """graph-retained: The gradients are asked for with retain_graph=True, and what the graph saved stays in memory while
    the next batch runs."""
    replace("loss.backward()", """
        wanted = [p for p in model.parameters() if p.requires_grad]
        for p, gradient in zip(wanted, torch.autograd.grad(loss, wanted, retain_graph=True)):
            p.grad = gradient
    """)


@change("epoch_in_one_piece")
def backward_twice():
    """backward-twice: backward runs two times for each batch, so every update is twice as large."""
    before("loss.backward()", "loss.backward(retain_graph=True)")
