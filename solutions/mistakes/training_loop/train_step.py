"""Known mistakes of train_step."""

from torch.nn.utils import clip_grad_norm_
import copy
import torch.nn.functional as F


@change
def anomaly_mode():
    """global-state-changed: Anomaly detection is switched on for the whole process and stays on."""
    before("optimizer.zero_grad()", "torch.autograd.set_detect_anomaly(True)")


@change
def argmax_before_loss():
    """raised: The loss gets predicted classes, which are whole numbers without a gradient, in place of logits."""
    replace("loss = loss_fn(model(x), y)", """
        predicted = model(x).argmax(dim=1)
        loss = loss_fn(predicted, y)
    """)


@change
def backward_again_without_graph():
    """graph-freed: backward is called a second time, after the first has freed the graph."""
    after("optimizer.step()", "loss.backward()")


@change
def backward_on_a_number():
    """raised: `.item()` turns the loss into a Python number before backward is called on it."""
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x), y).item()")
    replace("return loss.item()", "return loss")


@change
def backward_twice():
    """backward-twice: backward runs twice on the same graph, so the gradients are twice as large as they should be."""
    after("loss = loss_fn(model(x), y)", "loss.backward(retain_graph=True)")


def before_backward(model, x, y, loss_fn, optimizer):
    """step-order: The optimizer finds no gradients when it steps, because the step comes before backward; nothing
    moves."""
    optimizer.zero_grad()
    y_hat = model(x)
    loss = loss_fn(y_hat, y)
    optimizer.step()
    loss.backward()
    return loss.item()


@change
def casts_the_batch():
    """raised: The batch is cast to float32, whatever the dtype of the model."""
    before("optimizer.zero_grad()", "x = x.float()")


@change
def clips_gradients():
    """wrong-values: Gradients are clipped before the step, which the task does not ask for."""
    after("loss.backward()", "clip_grad_norm_(model.parameters(), max_norm=0.1)")


def copy_of_the_optimizer(model, x, y, loss_fn, optimizer):
    """missing-step: Each call builds a new optimizer with the same settings: the one that was given never steps, and
    momentum is lost."""
    settings = {key: value for key, value in optimizer.param_groups[0].items() if key != "params"}
    fresh = type(optimizer)(model.parameters(), **settings)
    fresh.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    fresh.step()
    return loss.item()


@change
def data_of_the_output():
    """missing-gradient: `.data` takes the numbers of the output and leaves the graph behind; backward finds nothing to
    start from."""
    replace("loss = loss_fn(model(x), y)", """
        pred = model(x).data
        loss = loss_fn(pred, y)
    """)


@change
def detached_output():
    """missing-gradient: The model's output is detached and marked as requiring a gradient: backward ends there and
    never reaches the model."""
    replace("loss = loss_fn(model(x), y)", """
        output = model(x).detach().requires_grad_()
        loss = loss_fn(output, y)
    """)


@change
def divided_by_the_batch():
    """wrong-values: The loss, a mean already, is divided by the size of the batch once more, and the gradients shrink
    with it."""
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x), y) / len(x)")


def first_of_all(model, x, y, loss_fn, optimizer):
    """step-order: The step is the first thing that happens, so it follows gradients of earlier work; those of this
    batch come too late."""
    optimizer.step()
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    return loss.item()


@change
def flattens_to_784():
    """raised: The batch is reshaped to 784 columns, a size that belongs to one data set."""
    before("optimizer.zero_grad()", "x = x.view(-1, 28 * 28)")


@change
def gradient_of_the_input():
    """requires-grad-changed: The caller's batch is marked as requiring a gradient; only the parameters need one."""
    before("optimizer.zero_grad()", "x.requires_grad_(True)")


@change
def gradient_times_zero():
    """stale-gradient: Old gradients are multiplied by zero, which clears numbers and leaves NaN as NaN."""
    replace("optimizer.zero_grad()", """
        for p in model.parameters():
            if p.grad is not None:
                p.grad *= 0
    """)


@change
def learning_rate_twice():
    """wrong-values: The loss is multiplied by the learning rate, which the optimizer applies as well."""
    replace("loss.backward()", '(loss * optimizer.param_groups[0]["lr"]).backward()')


@change
def log_softmax():
    """softmax-before-loss: A log_softmax stands in front of the loss. It goes unnoticed with cross entropy and is wrong
    with any other loss."""
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(F.log_softmax(model(x), dim=-1), y)")


def loss_after_the_update(model, x, y, loss_fn, optimizer):
    """wrong-values: The loss is computed again with the updated model; the loss before the update is asked for."""
    optimizer.zero_grad()
    loss_fn(model(x), y).backward()
    optimizer.step()
    with torch.no_grad():
        return loss_fn(model(x), y).item()


@change
def loss_arguments_swapped():
    """raised: The loss gets the targets first and the model's output second."""
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(y, model(x))")


@change
def loss_made_anew():
    """missing-gradient: A new tensor is made from the number of the loss. Its backward reaches that tensor and nothing
    else."""
    replace("loss = loss_fn(model(x), y)", """
        out = model(x)
        loss = torch.tensor(loss_fn(out, y).item(), requires_grad=True)
    """)


@change
def loss_of_its_own():
    """wrong-loss-function: Cross entropy is computed whatever loss was given."""
    before("optimizer.zero_grad()", "criterion = nn.CrossEntropyLoss()")
    replace("loss = loss_fn(model(x), y)", "loss = criterion(model(x), y)")


@change
def moves_to_cuda():
    """hard-coded-device: The batch is moved to an accelerator that is named in the code."""
    before("optimizer.zero_grad()", "x, y = x.cuda(), y.cuda()")


@change
def normalizes_in_place():
    """input-modified: The batch is normalised in place, which changes the caller's data and what the model sees."""
    before("optimizer.zero_grad()", "x -= x.mean()")


@change
def not_called():
    """missing-step: `optimizer.step` is named and not called: without parentheses no parameter changes."""
    replace("optimizer.step()", "optimizer.step")


def only_computes_the_loss(model, x, y, loss_fn, optimizer):
    """missing-step: The loss is computed and returned; no gradients are computed from it and no step is made."""
    return loss_fn(model(x), y).item()


@change
def optimizer_of_its_own():
    """missing-step: Each call makes a new SGD with a learning rate of its own; the optimizer that was given never
    steps."""
    before("optimizer.zero_grad()", "optimizer = torch.optim.SGD(model.parameters(), lr=0.01)")


def returns_a_pair(model, x, y, loss_fn, optimizer):
    """wrong-type: The loss comes back together with the model's output; the loss alone is asked for."""
    optimizer.zero_grad()
    output = model(x)
    loss = loss_fn(output, y)
    loss.backward()
    optimizer.step()
    return loss.item(), output


@change
def returns_detached():
    """wrong-type: The loss is detached and still a tensor; a float is asked for."""
    replace("return loss.item()", "return loss.detach().cpu()")


@change
def returns_nothing():
    """wrong-type: The loss is printed and not returned."""
    replace("return loss.item()", 'print(f"loss: {loss.item():.4f}")')


@change
def returns_numpy():
    """wrong-type: The loss is returned as a NumPy value; Python's own float is asked for."""
    replace("return loss.item()", "return loss.detach().numpy()")


@change
def returns_the_tensor():
    """wrong-type: The loss is returned as a tensor with its graph; a float is asked for."""
    replace("return loss.item()", "return loss")


@change
def rounds_the_loss():
    """wrong-values: The returned loss is rounded to a few digits."""
    replace("return loss.item()", "return round(loss.item(), 3)")


def sample_by_sample(model, x, y, loss_fn, optimizer):
    """extra-step: One update is made for each sample; one update for the whole batch is asked for."""
    total = 0.0
    for i in range(len(x)):
        optimizer.zero_grad()
        loss = loss_fn(model(x[i : i + 1]), y[i : i + 1])
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total / len(x)


@change
def seeds():
    """global-state-changed: The global generator is seeded anew in each step, so that all later random numbers repeat.
    """
    before("optimizer.zero_grad()", "torch.manual_seed(42)")


@change
def softmax():
    """softmax-before-loss: A softmax stands between the model's output and the loss, which expects the output itself.
    """
    replace("loss = loss_fn(model(x), y)", """
        probs = torch.softmax(model(x), dim=1)
        loss = loss_fn(probs, y)
    """)


@change
def sum_of_losses():
    """wrong-values: The returned loss is multiplied by the size of the batch; the mean is asked for."""
    replace("return loss.item()", "return loss.item() * x.size(0)")


@change
def switches_to_eval_mode():
    """wrong-mode: The step puts the model into eval mode; which mode it runs in is the caller's choice."""
    before("optimizer.zero_grad()", "model.eval()")


@change
def switches_to_train_mode():
    """wrong-mode: The step puts the model into train mode; which mode it runs in is the caller's choice."""
    before("optimizer.zero_grad()", "model.train()")


@change
def targets_as_labels():
    """wrong-values: The targets are cast to int64, which cuts off their fractions when they are no labels."""
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x), y.long())")


@change
def train_mode_afterwards():
    """mode-not-restored: The step leaves the model in eval mode at its end."""
    after("optimizer.step()", "model.eval()")


@change
def trains_a_copy():
    """wrong-values: A copy of the model computes the loss, so the gradients belong to the copy and the model's own
    parameters stay."""
    before("optimizer.zero_grad()", "net = copy.deepcopy(model)")
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(net(x), y)")


@change
def twice():
    """extra-step: The optimizer steps twice on one gradient; one update is asked for."""
    after("optimizer.step()", "optimizer.step()")


def two_rounds(model, x, y, loss_fn, optimizer):
    """extra-step: The whole round of forward, backward and step runs twice on one batch; one update is asked for."""
    for _ in range(2):
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
    return loss.item()


@change
def under_no_grad():
    """missing-gradient: The forward pass runs under no_grad, so there is no graph that backward could start from."""
    before("def train_step(", "@torch.no_grad()")


@change
def unfreezes():
    """requires-grad-changed: Every parameter is made to require a gradient, frozen ones too."""
    replace(") -> float:", """
        ) -> float:
            for p in model.parameters():
                p.requires_grad = True
    """)


@change
def update_by_hand():
    """missing-step: The parameters are changed by hand with the plain update rule; the optimizer that was given never
    steps."""
    replace("optimizer.step()", """
        lr = optimizer.param_groups[0]["lr"]
        with torch.no_grad():
            for p in model.parameters():
                if p.grad is not None:
                    p -= lr * p.grad
    """)


@change
def without_backward():
    """missing-gradient: backward is never called, so the optimizer steps without gradients and nothing moves."""
    replace("loss.backward()", "")


@change
def without_step():
    """missing-step: The gradients are computed, and the optimizer never steps: no parameter changes."""
    replace("optimizer.step()", "")


@change
def without_zero_grad():
    """stale-gradient: Gradients are never cleared, so each step also follows the gradients of earlier batches."""
    replace("optimizer.zero_grad()", "")


@change
def zero_grad_before_step():
    """step-order: The optimizer finds no gradients when it steps, because they are cleared between backward and step;
    nothing moves."""
    replace("optimizer.zero_grad()", "")
    after("loss.backward()", "optimizer.zero_grad()")


@change
def zero_grad_first_parameter():
    """stale-gradient: Only the gradient of the first parameter is cleared; those of the others pile up."""
    replace("optimizer.zero_grad()", """
        for param in model.parameters():
            param.grad = None
            break
    """)


def zero_grad_not_called(model, x, y, loss_fn, optimizer):
    """stale-gradient: `optimizer.zero_grad` is named and not called: without parentheses nothing is cleared."""
    optimizer.zero_grad
    prediction = model(x)
    loss = loss_fn(prediction, y)
    loss.backward()
    optimizer.step()
    return loss.item()


def zero_grad_only_afterwards(model, x, y, loss_fn, optimizer):
    """stale-gradient: Gradients are cleared only after the step, so one that is there on entry becomes part of the
    first update."""
    outputs = model(x)
    loss = loss_fn(outputs, y)
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    return float(loss)


def zero_grad_then_backward(model, x, y, loss_fn, optimizer):
    """step-order: The step comes first, so it follows the gradients of the batch before; those of this batch are
    left for the next."""
    loss = loss_fn(model(x), y)
    optimizer.step()
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


@change
def zeroes_missing_gradients():
    """raised: `.grad.zero_()` is called on every parameter, although .grad is None before the first backward."""
    replace("optimizer.zero_grad()", """
        for p in model.parameters():
            p.grad.zero_()
    """)


@change
def backward_twice_by_function():
    """backward-twice: The gradients are computed by torch.autograd.backward and by the loss's own backward, and both
    add to .grad."""
    before("loss.backward()", "torch.autograd.backward(loss, retain_graph=True)")


@change
def loss_by_the_targets():
    """wrong-loss-function: The loss is chosen by the kind of the targets, and the one that is given is not used."""
    replace("loss = loss_fn(model(x), y)", """
        criterion = F.mse_loss if y.is_floating_point() else F.cross_entropy
        loss = criterion(model(x), y)
    """)
