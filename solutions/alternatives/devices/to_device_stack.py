import torch


def to_device(batch, device):
    """Without recursion: containers are built anew, children first."""
    order, stack = [], [batch]
    while stack:
        node = stack.pop()
        order.append(node)
        if isinstance(node, dict):
            stack.extend(node.values())
        elif isinstance(node, (list, tuple)):
            stack.extend(node)
    new = {}
    for node in reversed(order):
        if isinstance(node, torch.Tensor):
            new[id(node)] = node.to(device)
        elif isinstance(node, dict):
            new[id(node)] = {k: new[id(v)] for k, v in node.items()}
        elif isinstance(node, list):
            new[id(node)] = [new[id(v)] for v in node]
        elif isinstance(node, tuple):
            new[id(node)] = tuple(new[id(v)] for v in node)
        else:
            new[id(node)] = node
    return new[id(batch)]
