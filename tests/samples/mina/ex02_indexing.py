def row(x, i):
    return 'é'
