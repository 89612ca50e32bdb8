"""The workers of a DataLoader sleep.

outcome: timed_out
levels: all
outcome at confined: failed
"""

import time

import torch


class Slow(torch.utils.data.Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        time.sleep(1000)


def total(x):
    return sum(torch.utils.data.DataLoader(Slow(), num_workers=2))


def doubled(x, times=2):
    return x * times
