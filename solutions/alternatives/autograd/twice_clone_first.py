def backward_twice(loss):
    again = loss.clone()
    again.backward(retain_graph=True)
    loss.backward()
