"""standardize: missing-gradient

Mean and standard deviation are cut from the graph and treated as constants, so the gradient lacks
their share.
"""


def standardize(features):
    fixed = features.detach()
    mean, std = fixed.mean(0), fixed.std(0, correction=0)
    return (features - mean) / (std + (std == 0))
