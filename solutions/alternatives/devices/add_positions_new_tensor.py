def add_positions(x):
    return x + x.new_tensor(list(range(x.shape[-1])))
