"""Known mistakes of backward_twice."""


def detached():
    """missing-gradient: The passes start from a copy that has left the graph, so nothing arrives at the tensors behind
    the loss.
    remedy: Call `loss.backward(...)` two times on the very `loss` that came in: no `detach()`, no `item()`, no new
    tensor.
    """
    before("loss.backward(retain_graph=True)", "loss = loss.detach().requires_grad_()")


def doubled_loss(loss):
    """wrong-values: The gradients are doubled in a single pass, where backward is to run two times.
    remedy: Call `loss.backward(...)` itself two times, without a factor of 2. The first call needs `retain_graph=True`.
    """
    (2 * loss).backward()


def doubled_seed(loss):
    """as doubled_loss"""
    loss.backward(gradient=torch.full_like(loss, 2.0))


def error_swallowed(loss):
    """wrong-values: The gradients are those of a single pass, as when the second one is never called, stops at an error
    that is caught, or comes after the first one's gradients are cleared.
    remedy: Call `loss.backward(...)` two times, with parentheses, without `try`, and clear nothing in between. The
    first call needs `retain_graph=True`.
    """
    try:
        loss.backward()
        loss.backward()
    except RuntimeError:
        pass


def flag_as_gradient():
    """raised: A flag is given in the place of the gradient argument, which must be a tensor.
    remedy: Pass the flag by its name: `retain_graph=True`. The first argument of `backward` is a gradient.
    """
    replace("retain_graph=True", "True")


def in_a_loop(loss):
    """graph-freed: The first pass frees the tensors that the graph has saved, and the second pass needs them.
    remedy: The first call of `backward` must keep the graph: give `retain_graph=True` to that one.
    """
    for i in range(2):
        loss.backward(retain_graph=i > 0)


def not_called():
    """as error_swallowed"""
    replace("loss.backward()", "loss.backward")


def of_a_clone():
    """as in_a_loop"""
    replace("loss.backward(retain_graph=True)", "loss.clone().backward()")


def of_the_number(loss):
    """as detached"""
    total = torch.tensor(loss.item() * 2, requires_grad=True)
    total.backward()


def once(loss):
    """as error_swallowed"""
    loss.backward(retain_graph=True)


def retain_at_the_second(loss):
    """as in_a_loop"""
    loss.backward()
    loss.backward(retain_graph=True)


def retain_misspelled():
    """raised: `backward` is given an argument that it does not have.
    remedy: The argument is called `retain_graph`: pass `retain_graph=True` in the first call.
    """
    replace("retain_graph=True", "retain_grad=True")


def returns_loss():
    """wrong-type: The loss is returned as if it were the result; what backward computes goes to the .grad of the
    tensors behind the loss, and nothing is to come back.
    remedy: Return nothing: remove the `return` line, and the function gives None.
    """
    after("loss.backward()", "return loss")


def returns_number():
    """wrong-type: A number is returned, as if there were a result to report; what backward computes goes to the .grad
    of the tensors behind the loss.
    remedy: Return nothing: remove the `return` line, and the function gives None.
    """
    after("loss.backward()", "return loss.item()")


def seeded_with_the_loss(loss):
    """wrong-values: The loss itself is given as the gradient to begin with, so the gradients are scaled by it.
    remedy: Give `backward` no gradient argument: for a 0-dim loss it begins with 1 by itself.
    """
    loss.backward(loss.detach(), retain_graph=True)
    loss.backward(loss.detach())


def squared_loss():
    """wrong-values: The second pass runs through another function of the loss, so the gradients are not doubled.
    remedy: Call `backward` both times on `loss` itself, and not on a function of it.
    """
    replace("loss.backward()", "(loss**2).backward()")


def three_times(loss):
    """wrong-values: Gradients add up in .grad, and here they are added three times over: by a third pass, or by a
    factor.
    remedy: Call `backward` exactly two times on `loss`, each time without a factor.
    """
    for _ in range(3):
        loss.backward(retain_graph=True)


def two_roots(loss):
    """as doubled_loss"""
    torch.autograd.backward([loss, loss])


def without_retain(loss):
    """as in_a_loop"""
    loss.backward()
    loss.backward()
