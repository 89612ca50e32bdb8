"""curvature_at: wrong-type

The second derivative is printed and not returned.
"""

import torch


def curvature_at(f, x):
    t = torch.tensor(x, requires_grad=True)
    first = torch.autograd.grad(f(t), t, create_graph=True)[0]
    first.backward()
    print(t.grad)
