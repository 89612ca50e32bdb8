"""Known mistakes of make_loader."""

from torch.utils.data import RandomSampler
from torch.utils.data import Sampler
from torch.utils.data import Subset
import random


def always_shuffles(dataset, batch_size, shuffle, seed=0):
    """wrong-values: The loader shuffles even where the order is to be kept."""
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=True, generator=generator)


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
    """
    if not shuffle:
        return DataLoader(dataset, batch_size=batch_size)
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_sampler=ShuffledBatches(len(dataset), batch_size, generator))


def drop_last(dataset, batch_size, shuffle, seed=0):
    """dropped-samples: A short last batch is left out of each epoch."""
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=generator, drop_last=True)


def drops_last_of_many(dataset, batch_size, shuffle, seed=0):
    """dropped-samples: The last batch is left out whenever there is more than one batch, and with it its samples."""
    generator = torch.Generator()
    generator.manual_seed(seed)
    more_than_one = len(dataset) > batch_size
    return DataLoader(dataset, batch_size, shuffle=shuffle, generator=generator, drop_last=more_than_one)


def fixed_seed(dataset, batch_size, shuffle, seed=0):
    """unseeded-shuffle: The generator is seeded with a number that stands in the code, whatever seed is given."""
    g = torch.Generator()
    g.manual_seed(42)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=g)


def global_seed(dataset, batch_size, shuffle, seed=0):
    """global-state-changed: The global generator is seeded, for the whole program, and all later draws shift the order.
    """
    torch.manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)


def list_of_batches(dataset, batch_size, shuffle, seed=0):
    """wrong-values: The batches of one epoch are put into a list; a DataLoader, which makes a new epoch each time, is
    asked for."""
    generator = torch.Generator().manual_seed(seed)
    return list(DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=generator))


def never_shuffles(dataset, batch_size, shuffle, seed=0):
    """same-order-every-epoch: `shuffle` is not passed on, and a DataLoader keeps the order by default."""
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, generator=generator)


def one_sample_a_batch(dataset, batch_size, shuffle, seed=0):
    """wrong-structure: The batch size is not passed on, so each batch holds one sample."""
    generator = torch.Generator().manual_seed(seed)
    return DataLoader(dataset, shuffle=shuffle, generator=generator)


def permuted_once(dataset, batch_size, shuffle, seed=0):
    """same-order-every-epoch: The samples are permuted once, when the loader is made, and every epoch repeats that
    order."""
    if shuffle:
        generator = torch.Generator().manual_seed(seed)
        dataset = Subset(dataset, torch.randperm(len(dataset), generator=generator).tolist())
    return DataLoader(dataset, batch_size=batch_size)


def seed_zero_is_none(dataset, batch_size, shuffle, seed=0):
    """unseeded-shuffle: The seed 0 counts as no seed, and leaves the order to the global generator."""
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
    """same-order-every-epoch: The generator is seeded anew at the start of each epoch, which brings back the same
    order."""
    sampler = Shuffled(len(dataset), seed) if shuffle else None
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler)


GENERATOR = torch.Generator()


def shared_generator(dataset, batch_size, shuffle, seed=0):
    """unseeded-shuffle: All loaders draw from one generator, so each of them shifts the order of the others."""
    GENERATOR.manual_seed(seed)
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle, generator=GENERATOR)


class Reshuffled(DataLoader):
    def __iter__(self):
        self.rng.shuffle(self.dataset)
        return super().__iter__()


def shuffles_the_dataset(dataset, batch_size, shuffle, seed=0):
    """input-modified: The data set of the caller is shuffled in place."""
    if not shuffle:
        return DataLoader(dataset, batch_size=batch_size)
    loader = Reshuffled(dataset, batch_size=batch_size)
    loader.rng = random.Random(seed)
    return loader


def with_replacement(dataset, batch_size, shuffle, seed=0):
    """dropped-samples: The sampler draws with replacement: some samples come twice in an epoch and others not at all.
    """
    generator = torch.Generator().manual_seed(seed)
    sampler = RandomSampler(dataset, replacement=True, generator=generator) if shuffle else None
    return DataLoader(dataset, batch_size=batch_size, sampler=sampler)


def without_generator(dataset, batch_size, shuffle, seed=0):
    """unseeded-shuffle: The seed is not used; the order comes from the global generator."""
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
