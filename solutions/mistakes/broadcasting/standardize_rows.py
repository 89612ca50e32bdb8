"""standardize: wrong-values

Mean and standard deviation are those of each row; each column has its own.
"""


def standardize(features):
    mean = features.mean(1, keepdim=True)
    std = features.std(1, keepdim=True, correction=0)
    return (features - mean) / (std + 1e-8)
