"""Known mistakes of ArrayDataset."""

from functools import cache


def arrays_returned():
    """wrong-type: The items are NumPy arrays; nothing is turned into a tensor.
    remedy: Turn X and y into tensors: `torch.tensor` with `dtype=torch.float32` for X and `dtype=torch.int64` for y.
    """
    replace("self.X = torch.tensor(np.asarray(X), dtype=torch.float32)", "self.X = np.array(X, dtype=np.float32)")
    replace("self.y = torch.tensor(np.asarray(y), dtype=torch.int64)", "self.y = np.array(y, dtype=np.int64)")


def callers_array_scaled():
    """input-modified: The caller's array is changed: its numbers are written over in place.
    remedy: Keep the numbers as they are: remove the in-place operation (`-=`, `/=` and the like) on X.
    """
    before("self.X = torch.tensor(np.asarray(X), dtype=torch.float32)", """
        X = np.asarray(X, dtype=np.float64)
        X -= X.mean()
    """)


def class_attributes():
    """wrong-values: The data is kept in one place for all data sets, so a second one overwrites the first.
    remedy: Assign to `self.X` and `self.y`, and not to the class or a global name.
    """
    replace(
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32)",
        "ArrayDataset.X = torch.tensor(np.asarray(X), dtype=torch.float32)",
    )
    replace(
        "self.y = torch.tensor(np.asarray(y), dtype=torch.int64)",
        "ArrayDataset.y = torch.tensor(np.asarray(y), dtype=torch.int64)",
    )


def doubles_kept():
    """double-precision: X is kept in 64-bit floats, the default of Python and NumPy, and nothing makes float32 of them,
    which is the default of torch.
    remedy: Name the dtype where you make the tensor of X: `dtype=torch.float32`.
    """
    replace("torch.float32", "torch.float64")


def features_only():
    """wrong-type: The label is left out of the item.
    remedy: Return both: the tuple of x and its label.
    """
    replace(
        "return (x if self.transform is None else self.transform(x)), self.y[i]",
        "return x if self.transform is None else self.transform(x)",
    )


def index_ignored():
    """wrong-shape: The index is not used: each item is the whole data set.
    remedy: Use the index for both: x is number i of X, the label number i of y.
    """
    replace("x = self.X[i]", "x = self.X")
    replace("self.y[i]", "self.y")


def index_wraps():
    """missing-exception: An index past either end is brought back into the range, as the remainder of a division does,
    so another sample comes, no exception is raised, and a loop over the data set never ends.
    remedy: Index the tensors with i as it is, without `%`: past either end they raise IndexError, and -1 is the last
    sample already.
    """
    before("x = self.X[i]", "i = i % len(self.X)")


def item_as_dict():
    """wrong-type: x and the label are put under names in a dict; whoever reads an item takes it apart by place, as a
    tuple.
    remedy: Return a tuple: `x, label`, without brackets or braces.
    """
    replace(
        "return (x if self.transform is None else self.transform(x)), self.y[i]",
        'return {"x": x if self.transform is None else self.transform(x), "y": self.y[i]}',
    )


def item_as_list():
    """wrong-type: x and the label are gathered in a list, as if it were the same as a tuple; brackets make a list, and
    nothing turns it into a tuple.
    remedy: Return a tuple: `x, label`, without brackets or braces.
    """
    replace(
        "return (x if self.transform is None else self.transform(x)), self.y[i]",
        "return [x if self.transform is None else self.transform(x), self.y[i]]",
    )


def label_as_number():
    """wrong-type: y is not kept as a tensor, or the label is taken out of it as a plain number; an entry of an int64
    tensor is itself a 0-dim tensor.
    remedy: Return the label as a tensor, `self.y[i]` of an int64 tensor, without `.item()` or `int(...)`.
    """
    replace("self.y[i]", "self.y[i].item()")


def label_first():
    """wrong-shape: The label stands before the features; the order is (x, label).
    remedy: Return x first and the label second.
    """
    replace(
        "return (x if self.transform is None else self.transform(x)), self.y[i]",
        "return self.y[i], (x if self.transform is None else self.transform(x))",
    )


def label_of_one_entry():
    """wrong-shape: Each label keeps or gets a dimension of one entry, as when y is made a column or cut with a slice,
    so a batch of labels is a column.
    remedy: Keep the labels one-dimensional, without `unsqueeze` or `reshape`: then each label is 0-dim.
    """
    replace(
        "self.y = torch.tensor(np.asarray(y), dtype=torch.int64)",
        "self.y = torch.tensor(np.asarray(y), dtype=torch.int64).unsqueeze(1)",
    )


def labels_as_floats():
    """float-labels: The labels are made a tensor in the way that fits features, which gives float32, and nothing asks
    for integers.
    remedy: Make the tensor of y with `dtype=torch.int64`.
    """
    replace("torch.int64", "torch.float32")


def labels_of_32_bits():
    """wrong-dtype: The labels are made integers of 32 bits, as if any integers would do; torch's own have 64, and its
    losses ask for those.
    remedy: Make the tensor of y with `dtype=torch.int64`.
    """
    replace("torch.int64", "torch.int32")


def length_less_one():
    """dropped-samples: The length is given as the last index, which is one less than the number of samples, so a loader
    never sees the last sample.
    remedy: Return the number of samples, `len(self.X)`, without subtracting 1.
    """
    replace("return len(self.X)", "return len(self.X) - 1")


def length_of_a_row():
    """dropped-samples: The length is the number of features, not of samples, so a loader never sees the rest.
    remedy: Return the number of samples: `len` of X itself, not of one of its rows.
    """
    replace("return len(self.X)", "return len(self.X[0])")


def length_of_all_numbers():
    """wrong-values: The length counts every number of X, and not the samples.
    remedy: Return the number of samples: `len` of X, not the count of all its numbers.
    """
    replace("return len(self.X)", "return self.X.numel()")


def lengths_asserted():
    """wrong-exception: The check is left to an assertion, which is meant for mistakes of the code itself and raises
    AssertionError; a wrong argument calls for a ValueError.
    remedy: Use `if len(X) != len(y):` with `raise ValueError(...)` in place of `assert`.
    """
    replace("""
        if len(X) != len(y):
            raise ValueError(f"X has {len(X)} samples and y has {len(y)}")
    """, "assert len(X) == len(y)")


def lengths_unchecked():
    """missing-exception: X and y of different lengths are let through: nothing compares the lengths, or nothing is
    raised where they differ.
    remedy: At the start of `__init__`, raise a `ValueError` when `len(X) != len(y)`.
    """
    replace("""
        if len(X) != len(y):
            raise ValueError(f"X has {len(X)} samples and y has {len(y)}")
    """, "")


def list_given_to_from_numpy():
    """raised: X and y are taken for NumPy arrays, and lists come too.
    remedy: Convert first with `np.asarray(...)`, or use `torch.tensor` with a dtype: both take lists and arrays.
    """
    replace("self.X = torch.tensor(np.asarray(X), dtype=torch.float32)", "self.X = torch.from_numpy(X).float()")
    replace("self.y = torch.tensor(np.asarray(y), dtype=torch.int64)", "self.y = torch.from_numpy(y).long()")


def matrix_assumed():
    """wrong-shape: Each sample is made a flat row of numbers, as if samples were always vectors; an image loses its
    rows and columns.
    remedy: Keep the shape of X: remove the `reshape`, `view` or `flatten`.
    """
    replace(
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32)",
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32).reshape(len(X), -1)",
    )


def more_labels_accepted():
    """missing-exception: The lengths are compared in one direction only, so too few labels are refused, and too many
    are not.
    remedy: Raise the `ValueError` for any difference: compare the lengths with `!=`.
    """
    replace("if len(X) != len(y):", "if len(y) < len(X):")


def negative_refused():
    """raised: The range of the allowed indices is taken to begin at 0, so negative ones, which count from the end, are
    refused.
    remedy: Let negative indices through: a tensor counts them from the end, and raises IndexError past either end.
    """
    before("x = self.X[i]", """
        if not 0 <= i < len(self.X):
            raise IndexError(i)
    """)


def no_dataset():
    """wrong-values: The class does not derive from torch's Dataset.
    remedy: Derive the class from `Dataset`: `class ArrayDataset(Dataset):`.
    """
    replace("class ArrayDataset(Dataset[tuple[torch.Tensor, torch.Tensor]]):", "class ArrayDataset:")


def no_len():
    """raised: The data set has no length, so neither len() nor a loader can tell how many samples there are.
    remedy: Define `__len__(self)` inside the class; it returns the number of samples.
    """
    replace("""
        def __len__(self) -> int:
            return len(self.X)
    """, "")


def none_past_the_end():
    """missing-exception: Past the end no exception gets out, as when a check or an except stops it, and None is given;
    only an IndexError tells a loop where to end.
    remedy: Index the tensors with i as it is: past either end they raise IndexError. Do not return None.
    """
    before("x = self.X[i]", """
        if not -len(self.X) <= i < len(self.X):
            return None
    """)


def requires_grad():
    """graph-kept: The features are made to require gradients; data has none.
    remedy: Make the tensor of X without `requires_grad`: only parameters need it.
    """
    replace("dtype=torch.float32", "dtype=torch.float32, requires_grad=True")


def scaled_to_one():
    """wrong-scale: The features are scaled; they are to be kept as they are.
    remedy: Keep the numbers of X: remove what scales them. Scaling is the business of `transform`.
    """
    replace(
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32)",
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32) / 255",
    )


def transform_always_called():
    """raised: The transform is called even where it is None.
    remedy: Call the transform only when `self.transform is not None`; otherwise return x as it is.
    """
    replace("(x if self.transform is None else self.transform(x)), self.y[i]", "self.transform(x), self.y[i]")


def transform_at_once():
    """transform-too-early: The transform is applied to all samples when the data set is made, and not when an item is
    read.
    remedy: Store the transform in `__init__`, and call it in `__getitem__`, on the x that is read.
    """
    replace("self.transform = transform", """
        self.transform = None
        if transform is not None:
            self.X = torch.stack([transform(x) for x in self.X])
    """)


def transform_ignored():
    """wrong-values: The transform is never applied.
    remedy: Store the transform in `__init__`. In `__getitem__` return `self.transform(x)` when there is one.
    """
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", "return x, self.y[i]")


def transform_kept_for_later():
    """transform-too-early: The transformed sample is kept and given out again, so a random transform runs once only.
    remedy: Keep no transformed samples: call the transform again each time that an item is read.
    """
    before("def __getitem__(self, i: int) -> tuple[torch.Tensor, torch.Tensor]:", "@cache")


def transform_of_the_pair():
    """raised: The transform is called with x and the label; it takes x alone.
    remedy: Give the transform x alone, and return its result beside the label.
    """
    replace(
        "return (x if self.transform is None else self.transform(x)), self.y[i]",
        "return (x, self.y[i]) if self.transform is None else self.transform(x, self.y[i])",
    )


def transform_stored():
    """wrong-values: The transformed sample is written over the stored one, so each reading transforms it once more.
    remedy: Do not write the transformed x back into the data: return it, and leave the stored sample as it is.
    """
    replace("""
        x = self.X[i]
        return (x if self.transform is None else self.transform(x)), self.y[i]
    """, """
        if self.transform is not None:
            self.X[i] = self.transform(self.X[i])
        return self.X[i].clone(), self.y[i]
    """)


def transform_stored_and_a_view_returned():
    """as transform_stored"""
    replace("""
        x = self.X[i]
        return (x if self.transform is None else self.transform(x)), self.y[i]
    """, """
        if self.transform is not None:
            self.X[i] = self.transform(self.X[i])
        return self.X[i], self.y[i]
    """)


def value_error_past_the_end():
    """wrong-exception: Past the end another exception than IndexError is raised, and only an IndexError ends a loop.
    remedy: Raise `IndexError` past either end, or just index the tensors with i: they raise it.
    """
    before("x = self.X[i]", """
        if not -len(self.X) <= i < len(self.X):
            raise ValueError("no such sample")
    """)


def whole_numbers_kept():
    """integer-features: A tensor takes its dtype from the numbers that it is made of, integers for whole ones, and
    nothing asks for float32.
    remedy: Name the dtype where you make the tensor of X: `dtype=torch.float32`.
    """
    replace("self.X = torch.tensor(np.asarray(X), dtype=torch.float32)", "self.X = torch.tensor(X)")
