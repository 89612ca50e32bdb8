def backward_twice(loss):
    for _ in range(2):
        loss.backward(retain_graph=True)
