"""Known mistakes of pairwise_squared_distances."""


def b_detached(a, b):
    """missing-gradient: b goes through a step that hands on numbers without their history, as detach, .data and no_grad
    do, so no gradient gets back to it.
    remedy: Use b itself, without `.data`, `.detach()` or a new tensor made of it.
    """
    return (a[:, None] - b.data[None]).square().sum(-1)


def both_tiled(a, b):
    """wrong-values: Both sides are repeated as a whole, so rows meet that stand in one place, and not each row of a
    each row of b.
    remedy: Put a dimension of size 1 into each side, `a[:, None] - b`, or repeat the rows of a with
    `repeat_interleave`.
    """
    left, right = a.repeat(len(b), 1), b.repeat(len(a), 1)
    return (left - right).square().sum(1).reshape(len(a), len(b))


def norms_not_kept(a, b):
    """raised: The squared lengths of a's rows are spread over the columns of the result, where those of b belong.
    remedy: Make a column of the squared lengths of a's rows: `keepdim=True` in the sum, or `[:, None]` after it.
    """
    return (a * a).sum(1) - 2 * (a @ b.T) + (b * b).sum(1)


def not_squared(a, b):
    """wrong-values: A root is taken of the sums of squares, as cdist and norm do by themselves, so the distances come
    back and not their squares.
    remedy: Sum the squares of the differences and take no root.
    """
    return torch.cdist(a, b)


def on_the_cpu():
    """left-on-cpu: The numbers are taken to the CPU, by a move or into new memory, which torch makes there unless told
    otherwise, and nothing takes them back.
    remedy: Compute where a and b lie, without `.cpu()` or NumPy.
    """
    before("return (a[:, None] - b[None]).square().sum(-1)", "a, b = a.cpu(), b.cpu()")


def one_factor(a, b):
    """wrong-values: The mixed term of the square, the product of a and b, is taken once; it comes twice.
    remedy: Take the product of a and b twice: the square of a - b is a² - 2ab + b².
    """
    return a.square().sum(1, keepdim=True) + b.square().sum(1) - a @ b.T


def one_loop(a, b):
    """python-loop: A Python loop runs over rows, so the number of operations grows with them.
    remedy: Bring a to shape (n, 1, d) and b to (1, m, d), with `None` or `unsqueeze`. Their difference then holds all
    pairs.
    """
    rows = []
    for i in range(a.shape[0]):
        rows.append(((a[i] - b) ** 2).sum(1))
    return torch.stack(rows)


def root_squared(a, b):
    """non-finite: Equal rows get NaN gradients, as from a root, whose slope is infinite at 0.
    remedy: Take no root: sum the squares of the differences directly.
    """
    return torch.sqrt(((a[:, None] - b) ** 2).sum(-1)) ** 2


def squeezed(a, b):
    """squeezed-too-much: Where a or b has one row, the result loses its rows or columns, as `squeeze` does without a
    dimension.
    remedy: Remove `squeeze`: the result always has shape (n, m).
    """
    return (a[:, None] - b[None]).square().sum(-1).squeeze()


def swapped(a, b):
    """wrong-axis: The rows of b run down and those of a run across; it is to be the other way round.
    remedy: Put the rows of a first: bring a to shape (n, 1, d) and b to (1, m, d).
    """
    return ((b.unsqueeze(1) - a.unsqueeze(0)) ** 2).sum(dim=-1)
