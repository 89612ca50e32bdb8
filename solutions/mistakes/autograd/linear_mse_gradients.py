"""Known mistakes of linear_mse_gradients."""


def absolute():
    """wrong-values: The mean of absolute errors is differentiated and not that of squared ones.
    remedy: Square the errors before the mean: `** 2` in place of `abs`.
    """
    replace("square()", "abs()")


def as_tensor():
    """requires-grad-changed: requires_grad is switched on for the caller's own w and b, and stays on.
    remedy: Work on copies: `w.detach().clone().requires_grad_()`, and the same for b.
    """
    replace("w.detach().clone()", "torch.as_tensor(w)")
    replace("b.detach().clone()", "torch.as_tensor(b)")


def assumes_tracking(x, y, w, b):
    """missing-gradient: w and b are taken to require grad; where they do not, there is no graph.
    remedy: Do not rely on the caller's flags. Work on copies: `w.detach().clone().requires_grad_()`, and the same for
    b.
    """
    return torch.autograd.grad(((x @ w + b - y) ** 2).mean(), (w, b))


def backward_after_zeroing(x, y, w, b):
    """gradient-left-behind: backward runs on the caller's own w and b, and the gradients found in them are replaced.
    remedy: Never set `.grad` of w or b. Work on copies: `w.detach().clone().requires_grad_()`, and the same for b.
    """
    w.grad = b.grad = None
    if not w.requires_grad:
        w = w.clone().requires_grad_()
    if not b.requires_grad:
        b = b.clone().requires_grad_()
    torch.nn.functional.mse_loss(x @ w + b, y).backward()
    return w.grad.clone(), b.grad.clone()


def backward_on_the_inputs(x, y, w, b):
    """gradient-left-behind: backward runs on the caller's w and b. It leaves gradients where they require grad, and
    fails where they do not.
    remedy: Run backward on copies: `w.detach().clone().requires_grad_()`, and the same for b.
    """
    ((x @ w + b - y) ** 2).mean().backward()
    return w.grad, b.grad


def bias_as_float():
    """wrong-type: db is made a Python number, as if a single number could be no tensor; b itself is one, with no
    dimensions.
    remedy: Return db as a tensor, without `.item()`.
    """
    replace("return dw, db", "return dw, db.item()")


def bias_of_one_entry():
    """wrong-shape: db gets a dimension of one entry, as from a b made a vector, a slice or a sum that keeps its
    dimension, and nothing takes it away: b has none.
    remedy: Keep b 0-dim throughout, or return db with `.reshape(())`.
    """
    replace("b.detach().clone()", "b.detach().reshape(1).clone()")


def clears_gradients(x, y, w, b):
    """gradient-left-behind: The gradients that w and b hold on entry are cleared, though they belong to the caller.
    remedy: Never set `.grad` of w or b: what it holds belongs to the caller.
    """
    w.grad, b.grad = None, None
    e = (x @ w + b - y).detach()
    return 2 / len(y) * x.T @ e, 2 * e.mean()


def column_gradient():
    """wrong-shape: dw is a column, as when w or the errors are made one for the matrix product, and nothing brings it
    back to the shape of w, (d,).
    remedy: Keep w one-dimensional, or return dw with `.reshape(w.shape)`.
    """
    replace("w.detach().clone()", "w.detach().reshape(-1, 1).clone()")
    replace("bias - y", "bias - y.reshape(-1, 1)")


def column_targets():
    """silent-broadcast: Predictions and targets differ in shape, one (n,) and the other (n, 1), so each prediction
    meets every target.
    remedy: Keep both of shape (n,): `x @ w + b` and y as they are, without `reshape` or `unsqueeze`.
    """
    replace("bias - y", "bias - y.reshape(-1, 1)")


def column_weights():
    """as column_targets"""
    replace("x @ weights", "x @ weights.unsqueeze(1)")


def copies_are_no_leaves(x, y, w, b):
    """missing-gradient: The copies of tracked w and b are no leaves: backward gives the gradients to the caller's
    tensors.
    remedy: Detach before you copy: `w.detach().clone().requires_grad_()`, and the same for b.
    """
    w2 = w.clone().requires_grad_(True)
    b2 = b.clone().requires_grad_(True)
    ((x @ w2 + b2 - y) ** 2).mean().backward()
    return w2.grad, b2.grad


@change("linear_formula")
def divided_by_features():
    """wrong-scale: The sum is divided by the number of features and not by the number of samples.
    remedy: Divide by the number of samples, `x.shape[0]`, in both gradients.
    """
    replace("return 2 * x.T @ error / len(y), 2 * error.mean()", "return 2 * x.T @ error / len(w), 2 * error.sum() / len(w)")


def errors_in_place():
    """input-modified: y is changed: the errors are written into its memory.
    remedy: Write the errors into a new tensor, such as `prediction - y`: no `-=` on y, no `sub_`.
    """
    before("return dw, db", "y -= (x @ weights + bias).detach()")


def flag_set_and_left(x, y, w, b):
    """as as_tensor"""
    for p in (w, b):
        p.requires_grad = True
    dw, db = torch.autograd.grad(torch.mean((torch.matmul(x, w) + b - y) ** 2), [w, b])
    return dw, db


def flag_switched_off(x, y, w, b):
    """requires-grad-changed: requires_grad of the caller's own w and b is switched off, and nothing puts back how it
    was found.
    remedy: Leave the flags of w and b alone. Work on copies: `w.detach().clone().requires_grad_()`, and the same for b.
    """
    w.requires_grad_()
    b.requires_grad_()
    grads = torch.autograd.grad((x @ w + b - y).pow(2).mean(), (w, b))
    w.requires_grad_(False)
    b.requires_grad_(False)
    return grads


def float32():
    """wrong-dtype: All is converted to float32, so the gradients are not in the dtype of w and b.
    remedy: Remove the conversion to float32: `w.detach().clone()` keeps the dtype of w, and the same holds for b.
    """
    before("weights = w.detach().clone().requires_grad_()", "x, y, w, b = x.float(), y.float(), w.float(), b.float()")


def gradients_cpu_ones(x, y, w, b):
    """device-mismatch: A new tensor takes part in the computation; it was made on the CPU, and x is elsewhere.
    remedy: Give each new tensor `device=x.device`, or do without: add b with `+ b`.
    """
    ones = torch.ones(len(x), 1, dtype=x.dtype)
    design = torch.cat([x, ones], 1)
    residual = design @ torch.cat([w.detach(), b.detach()[None]]) - y
    gradient = 2 * design.t() @ residual / len(x)
    return gradient[:-1], gradient[-1]


def gradients_on_the_cpu(x, y, w, b):
    """left-on-cpu: The gradients are taken to the CPU, or built there anew, and nothing brings them back to the device
    of w and b.
    remedy: Leave the gradients on the device of w and b: remove `.cpu()`.
    """
    residual = x @ w.detach() + b.detach() - y
    return (2 * x.t() @ residual / len(x)).cpu(), (2 * residual.mean()).cpu()


def inputs_made_to_require_grad(x, y, w, b):
    """gradient-left-behind: w and b themselves are made to require grad and receive the gradients; both stays with the
    caller.
    remedy: Run backward on copies: `w.detach().clone().requires_grad_()`, and the same for b. Never set `.grad` of w or
    b.
    """
    w.requires_grad_(True)
    b.requires_grad_(True)
    w.grad = None
    b.grad = None
    ((x @ w + b - y) ** 2).mean().backward()
    return w.grad, b.grad


def inputs_tracked_and_not_cleared(x, y, w, b):
    """gradient-left-behind: w and b themselves are made to require grad and receive the gradients, which are added to
    what is there and stay with the caller: a second call adds to the first.
    remedy: Run backward on copies: `w.detach().clone().requires_grad_()`, and the same for b. Never use `.grad` of w or
    b.
    """
    w.requires_grad_(True)
    b.requires_grad_(True)
    ((x @ w + b - y) ** 2).mean().backward()
    return w.grad, b.grad


def joined(x, y, w, b):
    """wrong-type: dw and db lie in one tensor, as when b is kept as one more weight, and nothing takes them apart
    again.
    remedy: Return a tuple of two tensors: dw in the shape of w, and db as a 0-dim tensor.
    """
    w2 = torch.cat([w.detach(), b.detach().reshape(1)]).requires_grad_()
    ((torch.cat([x, torch.ones_like(x[:, :1])], dim=1) @ w2 - y) ** 2).mean().backward()
    return w2.grad


def linear_list():
    """wrong-type: The two gradients are gathered in a list, as if it were the same as a tuple, and nothing turns it
    into one.
    remedy: Return a tuple: `dw, db` without brackets, or `tuple(...)` around the list.
    """
    replace("return dw, db", "return [dw, db]")


def no_grad(x, y, w, b):
    """missing-gradient: The loss has no graph to go back through: gradients are off, or the copies do not require any.
    remedy: Compute the loss outside of `torch.no_grad()`, from copies of w and b that require grad.
    """
    w2, b2 = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()
    with torch.no_grad():
        loss = ((x @ w2 + b2 - y) ** 2).mean()
    loss.backward()
    return w2.grad, b2.grad


def per_sample(x, y, w, b):
    """wrong-shape: The gradients of the samples come back one by one; they are to be summed over the samples.
    remedy: Sum over the samples: `x.T @ error` gives dw in shape (d,), and `error.sum()` a 0-dim db.
    """
    error = (x @ w + b - y).detach()
    return 2 / len(y) * x * error[:, None], 2 / len(y) * error


def retained_copies(x, y, w, b):
    """gradient-left-behind: The copies of tracked w and b still hang on the caller's tensors, so backward leaves
    gradients there too.
    remedy: Detach before you copy: `w.detach().clone().requires_grad_()`, and the same for b.
    """
    w2 = w.clone().requires_grad_(True)
    b2 = b.clone().requires_grad_(True)
    w2.retain_grad()
    b2.retain_grad()
    ((x @ w2 + b2 - y) ** 2).mean().backward()
    return w2.grad, b2.grad


def root():
    """wrong-values: The root of the mean squared error is differentiated.
    remedy: Differentiate the mean squared error itself, without the root.
    """
    replace("square().mean()", "square().mean().sqrt()")


@change("linear_formula")
def sign():
    """wrong-values: Both gradients have the wrong sign, as when the error is y minus the prediction.
    remedy: Turn the sign of both around. In a formula by hand, the error is `x @ w + b - y`.
    """
    replace("error = x @ w + b - y", "error = y - (x @ w + b)")


def linear_sum():
    """wrong-scale: The squared errors are summed and not averaged.
    remedy: Use the mean and not the sum. In a formula by hand, divide by the number of samples, `x.shape[0]`.
    """
    replace("mean()", "sum()")


def swapped():
    """wrong-shape: The two gradients come back in the wrong order, db first.
    remedy: Return dw first and db second. `torch.autograd.grad(loss, (w, b))` keeps the order of the tuple that you
    give it.
    """
    replace("return dw, db", "return db, dw")


def update(x, y, w, b):
    """input-modified: w and b are changed, as by a descent step, where only their gradients are asked for.
    remedy: Remove the update of w and b: compute their gradients and return them.
    """
    error = (x @ w + b - y).detach()
    dw, db = 2 * x.T @ error / len(y), 2 * error.mean()
    with torch.no_grad():
        w -= 0.1 * dw
        b -= 0.1 * db
    return dw, db


def weights_only():
    """wrong-type: dw comes back alone, as if w were the only parameter; the loss depends on b too, and its gradient is
    not returned.
    remedy: Return both gradients: the tuple `dw, db`.
    """
    replace("return dw, db", "return dw")


def weights_rebuilt():
    """raised: The copies of w and b are float32, whatever the dtype of x is.
    remedy: Copy w and b with `.detach().clone()`, which keeps dtype and device, and not by way of Python numbers.
    """
    replace("w.detach().clone().requires_grad_()", "torch.tensor(w.tolist(), requires_grad=True)")
    replace("b.detach().clone().requires_grad_()", "torch.tensor(b.item(), requires_grad=True)")


def with_loss():
    """wrong-structure: The loss comes back beside the two gradients.
    remedy: Return the two gradients alone, without the loss.
    """
    replace("return dw, db", "return loss.item(), dw, db")


def without_bias(x, y, w, b):
    """wrong-values: The prediction leaves b out, so both gradients belong to another line.
    remedy: Add b to the prediction: `x @ w + b`.
    """
    error = (x @ w - y).detach()
    return 2 * x.T @ error / len(x), 2 * error.mean()


@change("linear_formula")
def without_two():
    """wrong-scale: The factor 2 of the square's derivative is missing.
    remedy: The derivative of e ** 2 is 2 * e: multiply both gradients by 2. If your loss has a factor 1/2, remove it.
    """
    replace("return 2 * x.T @ error / len(y), 2 * error.mean()", "return x.T @ error / len(y), error.mean()")
