"""Known mistakes of backward_twice."""


def detached(loss):
    """missing-gradient: The passes start from a detached copy of the loss, so nothing arrives at the tensors behind it.
    """
    loss = loss.detach().requires_grad_()
    loss.backward(retain_graph=True)
    loss.backward()


def doubled_loss(loss):
    """wrong-values: The gradients are doubled in a single pass, where backward is to run two times."""
    (2 * loss).backward()


def doubled_seed(loss):
    """wrong-values: The gradients are doubled in a single pass, where backward is to run two times."""
    loss.backward(gradient=torch.full_like(loss, 2.0))


def error_swallowed(loss):
    """wrong-values: Only one backward pass gets through, so the gradients are not doubled."""
    try:
        loss.backward()
        loss.backward()
    except RuntimeError:
        pass


def flag_as_gradient(loss):
    """raised: The flag is given in the place of the gradient argument."""
    loss.backward(True)
    loss.backward()


def in_a_loop(loss):
    """graph-freed: The first pass frees the tensors that the graph has saved, and the second pass needs them."""
    for i in range(2):
        loss.backward(retain_graph=i > 0)


def not_called(loss):
    """wrong-values: Only one backward pass gets through, so the gradients are not doubled."""
    loss.backward(retain_graph=True)
    loss.backward


def of_a_clone(loss):
    """graph-freed: The first pass frees the tensors that the graph has saved, and the second pass needs them."""
    loss.clone().backward()
    loss.backward()


def of_the_number(loss):
    """missing-gradient: The passes start from a detached copy of the loss, so nothing arrives at the tensors behind it.
    """
    total = torch.tensor(loss.item() * 2, requires_grad=True)
    total.backward()


def once(loss):
    """wrong-values: Only one backward pass gets through, so the gradients are not doubled."""
    loss.backward(retain_graph=True)


def retain_at_the_second(loss):
    """graph-freed: The first pass frees the tensors that the graph has saved, and the second pass needs them."""
    loss.backward()
    loss.backward(retain_graph=True)


def retain_misspelled(loss):
    """raised: `backward` is given an argument that it does not have."""
    loss.backward(retain_grad=True)
    loss.backward()


def returns_loss(loss):
    """wrong-type: The loss comes back, where None is asked for."""
    loss.backward(retain_graph=True)
    loss.backward()
    return loss


def returns_number(loss):
    """wrong-type: A number comes back, where None is asked for."""
    loss.backward(retain_graph=True)
    loss.backward()
    return loss.item()


def seeded_with_the_loss(loss):
    """wrong-values: The loss itself is given as the gradient to begin with, so the gradients are scaled by it."""
    loss.backward(loss.detach(), retain_graph=True)
    loss.backward(loss.detach())


def squared_loss(loss):
    """wrong-values: The second pass runs through another function of the loss, so the gradients are not doubled."""
    loss.backward(retain_graph=True)
    (loss**2).backward()


def three_times(loss):
    """wrong-values: Three backward passes run and not two."""
    for _ in range(3):
        loss.backward(retain_graph=True)


def two_roots(loss):
    """wrong-values: The gradients are doubled in a single pass, where backward is to run two times."""
    torch.autograd.backward([loss, loss])


def without_retain(loss):
    """graph-freed: The first pass frees the tensors that the graph has saved, and the second pass needs them."""
    loss.backward()
    loss.backward()
