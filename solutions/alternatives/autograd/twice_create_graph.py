def backward_twice(loss):
    loss.backward(create_graph=True)
    loss.backward()
