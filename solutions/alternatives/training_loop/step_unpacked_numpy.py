"""The number by way of NumPy."""


def train_step(net, inputs, targets, criterion, opt):
    opt.zero_grad()
    out = net(inputs)
    loss = criterion(out, targets)
    loss.backward()
    opt.step()
    return float(loss.detach().cpu().numpy())
