"""Known mistakes of make_loader."""

from torch.utils.data import RandomSampler
from torch.utils.data import Sampler
from torch.utils.data import Subset
import random


def always_shuffles():
    """wrong-values: The argument shuffle has no say, as when shuffling is switched on for good, so the order changes
    also where it is to be kept.
    remedy: Shuffle only when the argument says so: `shuffle=shuffle`.
    """
    replace("shuffle=shuffle", "shuffle=True")


class ShuffledBatches:
    def __init__(self, n, size, generator):
        order = list(range(n))
        self.batches = [order[i : i + size] for i in range(0, n, size)]
        self.generator = generator

    def __len__(self):
        return len(self.batches)

    def __iter__(self):
        for i in torch.randperm(len(self.batches), generator=self.generator).tolist():
            yield self.batches[i]


def batches_shuffled(dataset, batch_size, shuffle, seed=0):
    """wrong-values: The batches are cut first and shuffled as wholes, so the same samples stay together in every epoch.
    remedy: Shuffle samples, not batches: give `DataLoader` the arguments `batch_size`, `shuffle` and a seeded
    `generator`.
    """
    if not shuffle:
        return DataLoader(dataset, batch_size=batch_size)
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_sampler=ShuffledBatches(len(dataset), batch_size, generator))


def drop_last():
    """dropped-samples: A short last batch is left out of each epoch.
    remedy: Keep the short last batch: remove `drop_last=True`.
    """
    replace("generator=generator", "generator=generator, drop_last=True")


def drops_last_of_many():
    """dropped-samples: The last batch is left out whenever there is more than one batch, and with it its samples.
    remedy: Keep the last batch: remove `drop_last`, which is False by default.
    """
    replace("generator=generator", "generator=generator, drop_last=len(dataset) > batch_size")


def fixed_seed():
    """unseeded-shuffle: The seed that is given has no say, as when the generator is seeded with a fixed number, or is a
    new one without a seed, which begins the same each time.
    remedy: Seed the generator with the argument: `torch.Generator().manual_seed(seed)`.
    """
    replace("manual_seed(seed)", "manual_seed(42)")


def global_seed(dataset, batch_size, shuffle, seed=0):
    """global-state-changed: The global generator is seeded, for the whole program, and all later draws shift the order.
    remedy: Do not call `torch.manual_seed`. Seed a `torch.Generator()` of the loader's own, and pass it as
    `generator=`.
    """
    torch.manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)


def list_of_batches(dataset, batch_size, shuffle, seed=0):
    """wrong-values: The batches of one epoch are made at once and kept in a list, which cannot shuffle anew for the
    next epoch, as a DataLoader does.
    remedy: Return the `DataLoader` itself, without `list(...)` around it.
    """
    return list(make_loader(dataset, batch_size, shuffle, seed))


def never_shuffles():
    """same-order-every-epoch: The argument shuffle has no say, and a loader that is not told to shuffle keeps the
    order.
    remedy: Shuffle when the argument says so: `shuffle=shuffle`.
    """
    replace("shuffle=shuffle, generator=generator", "generator=generator")


def one_sample_a_batch():
    """wrong-structure: The batch size is not passed on, and a DataLoader that is given none makes batches of one
    sample.
    remedy: Pass the argument on: `batch_size=batch_size`.
    """
    replace("batch_size=batch_size, shuffle=shuffle", "shuffle=shuffle")


def permuted_once(dataset, batch_size, shuffle, seed=0):
    """same-order-every-epoch: Every epoch repeats the same order: it is drawn once, or from one seed each time.
    remedy: Seed one `torch.Generator()` when the loader is made. Pass it to `DataLoader` as `generator=`, with
    `shuffle=shuffle`.
    """
    if shuffle:
        generator = torch.Generator().manual_seed(seed)
        dataset = Subset(dataset, torch.randperm(len(dataset), generator=generator).tolist())
    return DataLoader(dataset, batch_size=batch_size)


def seed_zero_is_none(dataset, batch_size, shuffle, seed=0):
    """unseeded-shuffle: The seed 0 counts as no seed, so the order is left to the global generator.
    remedy: Seed the generator always, also with 0: no `if seed`, no `seed or ...`.
    """
    generator = torch.Generator().manual_seed(seed) if seed else None
    return DataLoader(dataset, batch_size, shuffle=shuffle, generator=generator)


class Shuffled(Sampler):
    def __init__(self, n, seed):
        self.n, self.seed = n, seed

    def __len__(self):
        return self.n

    def __iter__(self):
        generator = torch.Generator().manual_seed(self.seed)
        return iter(torch.randperm(self.n, generator=generator).tolist())


def seeded_each_epoch(dataset, batch_size, shuffle, seed=0):
    """as permuted_once"""
    sampler = Shuffled(len(dataset), seed) if shuffle else None
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler)


GENERATOR = torch.Generator()


def shared_generator(dataset, batch_size, shuffle, seed=0):
    """unseeded-shuffle: All loaders draw from one generator, so each of them shifts the order of the others.
    remedy: Make a new `torch.Generator()` inside the function, for each loader.
    """
    GENERATOR.manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=GENERATOR)


class Reshuffled(DataLoader):
    def __iter__(self):
        self.rng.shuffle(self.dataset)
        return super().__iter__()


def shuffles_the_dataset(dataset, batch_size, shuffle, seed=0):
    """input-modified: The data set of the caller is shuffled in place.
    remedy: Leave the data set as it is: give `DataLoader` the arguments `shuffle` and a seeded `generator`.
    """
    if not shuffle:
        return DataLoader(dataset, batch_size=batch_size)
    loader = Reshuffled(dataset, batch_size=batch_size)
    loader.rng = random.Random(seed)
    return loader


def with_replacement(dataset, batch_size, shuffle, seed=0):
    """dropped-samples: Each sample is drawn from all of them, and nothing notes which have come already, so in an epoch
    some come twice and others not at all.
    remedy: Draw without replacement, as `DataLoader` does with `shuffle=True`: remove `replacement=True` or the
    sampler.
    """
    generator = torch.Generator().manual_seed(seed)
    sampler = RandomSampler(dataset, replacement=True, generator=generator) if shuffle else None
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler)


def without_generator(dataset, batch_size, shuffle, seed=0):
    """unseeded-shuffle: The order comes from the global generator, and not from the seed.
    remedy: Pass `generator=torch.Generator().manual_seed(seed)` to the `DataLoader`.
    """
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
