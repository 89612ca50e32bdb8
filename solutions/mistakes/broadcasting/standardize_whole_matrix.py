"""standardize: wrong-values

One mean and one standard deviation are taken over all numbers; each column has its own.
"""


def standardize(features):
    return (features - features.mean()) / (features.std(correction=0) + 1e-8)
