"""Known mistakes of train_step."""

from torch.nn.utils import clip_grad_norm_
import copy
import torch.nn.functional as F


def anomaly_mode():
    """global-state-changed: Anomaly detection is switched on for the whole process and stays on.
    remedy: Remove `torch.autograd.set_detect_anomaly`. A training step changes nothing outside the model and the
    optimizer.
    """
    before("optimizer.zero_grad()", "torch.autograd.set_detect_anomaly(True)")


def argmax_before_loss():
    """raised: The loss gets predicted classes, which are whole numbers without a gradient, in place of logits.
    remedy: Give the model's output to loss_fn as it is. Predicted classes are for counting hits, not for learning.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x).argmax(dim=1), y)")


def backward_again_without_graph():
    """graph-freed: backward is called a second time, after the first has freed the graph.
    remedy: Call `loss.backward()` exactly once for each forward pass, between the forward pass and the step.
    """
    after("optimizer.step()", "loss.backward()")


def backward_on_a_number():
    """raised: The loss is turned into a Python number before backward is called on it.
    remedy: Keep the loss a tensor until `loss.backward()` is done. Take `.item()` of it only for the return value.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x), y).item()")
    replace("return loss.item()", "return loss")


def backward_twice():
    """backward-twice: backward runs twice on one loss, and both runs add to .grad. The gradients are twice as large as
    they should be.
    remedy: Compute the gradients once: keep a single `loss.backward()` and no other call that adds to .grad.
    """
    after("loss = loss_fn(model(x), y)", "loss.backward(retain_graph=True)")


def before_backward():
    """step-order: The optimizer finds no gradients when it steps: they come later, or are cleared before it. Nothing
    moves.
    remedy: Keep this order: clear the gradients, forward pass, `loss.backward()`, `optimizer.step()`. Clear nothing
    between backward and step.
    """
    replace("optimizer.step()", "")
    before("loss.backward()", "optimizer.step()")


def casts_the_batch():
    """raised: The batch is cast to float32, whatever the dtype of the model.
    remedy: Give x to the model in the dtype that it comes in, without `.float()` or another cast.
    """
    before("optimizer.zero_grad()", "x = x.float()")


def clips_gradients():
    """wrong-values: Gradients are made smaller between backward and the step, which the task does not ask for.
    remedy: Go from `loss.backward()` straight to `optimizer.step()`. Leave the gradients as backward gives them.
    """
    after("loss.backward()", "clip_grad_norm_(model.parameters(), max_norm=0.1)")


def copy_of_the_optimizer():
    """missing-step: The parameters are moved by something else than the optimizer that was given, which never steps.
    remedy: Make no optimizer here and change no parameter by hand. Call `zero_grad` and `step` of the optimizer that is
    passed in.
    """
    before("optimizer.zero_grad()", """
        settings = {key: value for key, value in optimizer.param_groups[0].items() if key != "params"}
        optimizer = type(optimizer)(model.parameters(), **settings)
    """)


def data_of_the_output():
    """missing-gradient: The forward pass is not recorded, or its output or the loss is cut off from it. So the loss has
    no graph behind it, and backward has nothing to start from.
    remedy: Compute the loss from `model(x)` itself, with gradients on. Leave out `torch.no_grad`, `.data` and
    `.detach()`.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x).data, y)")


def detached_output():
    """missing-gradient: backward is not called, or its way from the loss to the parameters is cut, as by a detached
    tensor or a new one of the same number. So the step finds no gradients, and nothing moves.
    remedy: Call `loss.backward()` before `optimizer.step()`, on the very loss that loss_fn gives for `model(x)`. Detach
    nothing and make no new tensor of its number.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x).detach().requires_grad_(), y)")


def divided_by_the_batch():
    """wrong-scale: The loss, a mean already, is divided by the size of the batch once more. The gradients shrink with
    it.
    remedy: Use what loss_fn returns as it is: it is the mean over the batch. Divide neither it nor the gradients.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x), y) / len(x)")


def first_of_all():
    """step-order: The step is the first thing that happens, so it follows gradients of earlier work. Those of this
    batch come too late.
    remedy: Move `optimizer.step()` behind `loss.backward()`, and clear the gradients at the start.
    """
    replace("optimizer.step()", "")
    before("optimizer.zero_grad()", "optimizer.step()")


def flattens_to_784():
    """raised: The batch is reshaped to 784 columns, a size that belongs to one data set.
    remedy: Call the model with x in the shape that it has. A model that needs flat input flattens by itself.
    """
    before("optimizer.zero_grad()", "x = x.view(-1, 28 * 28)")


def gradient_of_the_input():
    """requires-grad-changed: The caller's batch is marked as requiring a gradient; only the parameters need one.
    remedy: Leave x as it is: remove `requires_grad_` and `requires_grad=True`. backward reaches the parameters without
    it.
    """
    before("optimizer.zero_grad()", "x.requires_grad_(True)")


def gradient_times_zero():
    """stale-gradient: Old gradients are cleared by arithmetic, which leaves a stale NaN as NaN.
    remedy: Clear gradients with `optimizer.zero_grad()`, or set each .grad to None. Both remove NaN as well.
    """
    replace("optimizer.zero_grad()", """
        for p in model.parameters():
            if p.grad is not None:
                p.grad *= 0
    """)


def learning_rate_twice():
    """wrong-values: The loss is multiplied by the learning rate, which the optimizer applies as well.
    remedy: Call backward on the loss as loss_fn returns it. `optimizer.step()` applies the learning rate.
    """
    replace("loss.backward()", '(loss * optimizer.param_groups[0]["lr"]).backward()')


def log_softmax():
    """softmax-before-loss: A log-softmax stands between the model's output and the loss. With cross entropy it changes
    nothing, with other losses it does.
    remedy: Give `model(x)` to loss_fn as it is. Whatever the loss needs, such as a softmax, is its own work.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(F.log_softmax(model(x), dim=-1), y)")


def loss_after_the_update(model, x, y, loss_fn, optimizer):
    """loss-after-update: The loss is computed again with the updated model; the loss before the update is asked for.
    remedy: Compute the loss once, before `optimizer.step()`, and return the float of that loss.
    """
    optimizer.zero_grad()
    loss_fn(model(x), y).backward()
    optimizer.step()
    with torch.no_grad():
        return loss_fn(model(x), y).item()


def loss_arguments_swapped():
    """raised: The loss gets the targets first and the model's output second.
    remedy: Call `loss_fn(model(x), y)`: the model's output comes first, the targets second.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(y, model(x))")


def loss_made_anew():
    """as detached_output"""
    replace("loss = loss_fn(model(x), y)", "loss = torch.tensor(loss_fn(model(x), y).item(), requires_grad=True)")


def loss_of_its_own():
    """wrong-loss-function: The loss is computed by a function of the code's own choice, and not by the loss_fn that was
    given.
    remedy: Compute the loss with the argument loss_fn, for every kind of model output and target.
    """
    replace("loss = loss_fn(model(x), y)", "loss = F.cross_entropy(model(x), y)")


def moves_to_cuda():
    """hard-coded-device: The batch is moved to another device than the one it is on.
    remedy: Leave x and y on the device they are on: remove `.cuda()` and `.to(...)`. The caller has put them beside the
    model.
    """
    before("optimizer.zero_grad()", "x, y = x.cuda(), y.cuda()")


def normalizes_in_place():
    """input-modified: The caller's batch is changed in place, and the model sees the changed numbers.
    remedy: Give x to the model unchanged. Use no in-place operation on it (`-=`, `/=`, methods with `_` at the end).
    """
    before("optimizer.zero_grad()", "x -= x.mean()")


def not_called():
    """missing-step: Gradients alone move nothing: backward fills .grad, and the optimizer's step, which changes the
    parameters by it, is never called.
    remedy: Call `optimizer.step()` after `loss.backward()`, with the parentheses: without them nothing is called.
    """
    replace("optimizer.step()", "optimizer.step")


def only_computes_the_loss(model, x, y, loss_fn, optimizer):
    """missing-step: The loss is computed and returned; no gradients are computed from it and no step is made.
    remedy: Between the loss and the `return`, compute the gradients with `loss.backward()` and then call
    `optimizer.step()`. Clear old gradients first.
    """
    return loss_fn(model(x), y).item()


def optimizer_of_its_own():
    """as copy_of_the_optimizer"""
    before("optimizer.zero_grad()", "optimizer = torch.optim.SGD(model.parameters(), lr=0.01)")


def returns_a_pair():
    """wrong-type: The loss comes back together with the model's output; the loss alone is asked for.
    remedy: Return the float of the loss alone, without the output beside it.
    """
    replace("loss = loss_fn(model(x), y)", """
        output = model(x)
        loss = loss_fn(output, y)
    """)
    replace("return loss.item()", "return loss.item(), output")


def returns_detached():
    """wrong-type: The loss loses its graph and stays a tensor: to detach it makes no Python number of it, and nothing
    else does.
    remedy: Return `loss.item()`: it makes a Python float of the tensor.
    """
    replace("return loss.item()", "return loss.detach().cpu()")


def returns_nothing():
    """missing-return: The loss stays inside the function: no return hands it on, and what a function prints or keeps is
    not its result.
    remedy: End with a `return` of the loss as a float. Printing gives nothing to the caller.
    """
    replace("return loss.item()", 'print(f"loss: {loss.item():.4f}")')


def returns_numpy():
    """wrong-type: The loss goes by way of NumPy, which makes values of its own types; they print like Python's numbers,
    but a float32 of NumPy is no Python float.
    remedy: Return `loss.item()`: it makes Python's own float of the tensor.
    """
    replace("return loss.item()", "return loss.detach().numpy()")


def returns_the_tensor():
    """wrong-type: A loss function gives a tensor, which holds on to its graph, and nothing makes a Python number of it
    before the return.
    remedy: Return `loss.item()`: it makes a Python float and keeps no graph.
    """
    replace("return loss.item()", "return loss")


def rounds_the_loss():
    """wrong-values: The returned loss is rounded to a few digits.
    remedy: Return the float of the loss as it is, without `round`. Round only where you print.
    """
    replace("return loss.item()", "return round(loss.item(), 3)")


def sample_by_sample(model, x, y, loss_fn, optimizer):
    """extra-step: One update is made for each sample; one update for the whole batch is asked for.
    remedy: Give the whole x to the model at once, with one loss, one backward and one step.
    """
    losses = [train_step(model, x[i : i + 1], y[i : i + 1], loss_fn, optimizer) for i in range(len(x))]
    return sum(losses) / len(x)


def seeds():
    """global-state-changed: The global generator is seeded again in each step, so that all later random numbers repeat.
    remedy: Remove `torch.manual_seed` from this function. Who calls it decides about the seed.
    """
    before("optimizer.zero_grad()", "torch.manual_seed(42)")


def softmax():
    """softmax-before-loss: A softmax stands between the model's output and the loss, which expects the output itself.
    remedy: Give `model(x)` to loss_fn as it is, without softmax or another activation.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x).softmax(dim=1), y)")


def sum_of_losses():
    """wrong-scale: The returned loss is multiplied by the size of the batch; the mean is asked for.
    remedy: Return the float of loss_fn as it is, not multiplied by the number of samples.
    """
    replace("return loss.item()", "return loss.item() * x.size(0)")


def switches_to_eval_mode():
    """wrong-mode: The step puts the model into eval mode; which mode it runs in is the caller's choice.
    remedy: Remove the call that sets the mode (`model.eval()` or `model.train()`). The step runs in the mode that it
    finds.
    """
    before("optimizer.zero_grad()", "model.eval()")


def switches_to_train_mode():
    """wrong-mode: The step puts the model into train mode; which mode it runs in is the caller's choice.
    remedy: Remove the call that sets the mode (`model.eval()` or `model.train()`). The step runs in the mode that it
    finds.
    """
    before("optimizer.zero_grad()", "model.train()")


def targets_as_labels():
    """wrong-values: The targets are cast to whole numbers, which cuts off their fractions when they are no labels.
    remedy: Give y to loss_fn in the dtype that it comes in, without `.long()` or `.int()`.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x), y.long())")


def train_mode_afterwards():
    """mode-not-restored: Eval mode is switched on behind the forward pass, as if the training ended here, and nothing
    puts the mode found back.
    remedy: Remove the call that sets the mode. The model leaves this function in the mode in which it came.
    """
    after("optimizer.step()", "model.eval()")


def trains_a_copy():
    """wrong-values: A copy of the model computes the loss, so the gradients belong to the copy. The model's own
    parameters stay.
    remedy: Run `model` itself, without a copy: the optimizer holds its parameters.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(copy.deepcopy(model)(x), y)")


def twice():
    """extra-step: The optimizer steps twice on one gradient; one update is asked for.
    remedy: Call `optimizer.step()` once in each call of this function.
    """
    after("optimizer.step()", "optimizer.step()")


def two_rounds(model, x, y, loss_fn, optimizer):
    """extra-step: Forward pass, backward and step run more than once on one batch; one update is asked for.
    remedy: Remove the loop around it: one forward pass, one backward, one `optimizer.step()`.
    """
    train_step(model, x, y, loss_fn, optimizer)
    return train_step(model, x, y, loss_fn, optimizer)


def under_no_grad():
    """as data_of_the_output"""
    before("def train_step(", "@torch.no_grad()")


def unfreezes():
    """requires-grad-changed: Every parameter is made to require a gradient, frozen ones too.
    remedy: Leave `requires_grad` of the parameters as it is. Frozen ones have to stay frozen.
    """
    replace(") -> float:", """
        ) -> float:
            for p in model.parameters():
                p.requires_grad = True
    """)


def update_by_hand():
    """as copy_of_the_optimizer"""
    replace("optimizer.step()", """
        lr = optimizer.param_groups[0]["lr"]
        with torch.no_grad():
            for p in model.parameters():
                if p.grad is not None:
                    p -= lr * p.grad
    """)


def without_backward():
    """as detached_output"""
    replace("loss.backward()", "")


def without_step():
    """as not_called"""
    replace("optimizer.step()", "")


def without_zero_grad():
    """stale-gradient: backward adds to what is in .grad, and nothing ever clears it, so each step also follows the
    gradients of earlier batches.
    remedy: Call `optimizer.zero_grad()` before `loss.backward()`, with the parentheses: without them nothing is called.
    """
    replace("optimizer.zero_grad()", "")


def zero_grad_before_step():
    """as before_backward"""
    replace("optimizer.zero_grad()", "")
    after("loss.backward()", "optimizer.zero_grad()")


def zero_grad_first_parameter():
    """stale-gradient: Gradients are cleared for some of the parameters only; those of the others pile up.
    remedy: Clear all gradients with `optimizer.zero_grad()`. A loop over the parameters must not end early.
    """
    replace("optimizer.zero_grad()", """
        for param in model.parameters():
            param.grad = None
            break
    """)


def zero_grad_not_called():
    """as without_zero_grad"""
    replace("optimizer.zero_grad()", "optimizer.zero_grad")


def zero_grad_only_afterwards():
    """stale-gradient: Gradients are cleared only after the step. One that is there on entry becomes part of the first
    update.
    remedy: Move `optimizer.zero_grad()` in front of `loss.backward()`, at the start of the function.
    """
    replace("optimizer.zero_grad()", "")
    after("optimizer.step()", "optimizer.zero_grad()")


def zero_grad_then_backward():
    """step-order: The step comes before backward, so it follows the gradients of the batch before. Those of this batch
    are left for the next.
    remedy: Move `optimizer.step()` to the end, behind `loss.backward()`. Clear the gradients before backward.
    """
    replace("optimizer.zero_grad()", "")
    replace("optimizer.step()", "")
    before("loss.backward()", """
        optimizer.step()
        optimizer.zero_grad()
    """)


def zeroes_missing_gradients():
    """raised: A gradient is set to zero in place where there is none yet: .grad is None before the first backward.
    remedy: Clear gradients with `optimizer.zero_grad()`, which skips those that are None.
    """
    replace("optimizer.zero_grad()", """
        for p in model.parameters():
            p.grad.zero_()
    """)


def backward_twice_by_function():
    """as backward_twice"""
    before("loss.backward()", "torch.autograd.backward(loss, retain_graph=True)")


def loss_by_the_targets():
    """as loss_of_its_own"""
    replace("loss_fn(model(x), y)", "(F.mse_loss if y.is_floating_point() else F.cross_entropy)(model(x), y)")


def output_squeezed_throughout():
    """raised: Every dimension of size 1 is dropped from the model's output. Of one sample no row is left,
    and an output of one column no longer fits its targets.
    remedy: Give the model's output to loss_fn as it is, without `squeeze`.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x).squeeze(), y)")


def output_squeezed():
    """silent-broadcast: The model's output (n, 1) loses its last dimension. With targets (n, 1) the loss broadcasts the
    two to (n, n).
    remedy: Give the model's output to loss_fn as it is, without `squeeze`.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x).squeeze(-1), y)")
