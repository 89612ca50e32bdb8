"""Known mistakes of ArrayDataset."""


@change("lazy_conversion")
def arrays_returned():
    """wrong-type: The items are NumPy arrays; nothing is turned into a tensor."""
    replace("if len(X) - len(y):", "if len(X) != len(y):")
    replace("self.X, self.y, self.transform = X, y, transform", """
        self.features = np.array(X, dtype=np.float32)
        self.labels = np.array(y, dtype=np.int64)
        self.transform = transform
    """)
    replace("return len(self.y)", "return self.features.shape[0]")
    replace("x = torch.as_tensor(np.array(self.X[i], dtype=np.float32))", "x = self.features[i]")
    replace("return x, torch.tensor(int(self.y[i]))", "return x, self.labels[i]")


@change
def callers_array_scaled():
    """input-modified: The array of the caller is shifted in place; where nothing is converted, the caller's own numbers
    change."""
    replace("self.X = torch.tensor(np.asarray(X), dtype=torch.float32)", """
        X = np.asarray(X, dtype=np.float64)
        X -= X.mean()
        self.X = torch.tensor(X, dtype=torch.float32)
    """)
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


@change("lazy_conversion")
def class_attributes():
    """wrong-values: The arrays are kept in the class, so a second data set overwrites those of the first."""
    replace("if len(X) - len(y):", "if len(X) != len(y):")
    replace("self.X, self.y, self.transform = X, y, transform", """
        ArrayDataset.X = torch.tensor(np.asarray(X), dtype=torch.float32)
        ArrayDataset.y = torch.tensor(np.asarray(y), dtype=torch.int64)
        self.transform = transform
    """)
    replace("return len(self.y)", "return len(self.X)")
    replace("x = torch.as_tensor(np.array(self.X[i], dtype=np.float32))", "x, label = self.X[i], self.y[i]")
    replace("if self.transform:", "if self.transform is not None:")
    replace("return x, torch.tensor(int(self.y[i]))", "return x, label")


@change("lazy_conversion")
def doubles_kept():
    """double-precision: X becomes a NumPy array of 64-bit floats, and the tensor keeps them."""
    replace("if len(X) - len(y):", "if len(X) != len(y):")
    replace("self.X, self.y, self.transform = X, y, transform", """
        self.features = torch.as_tensor(np.array(X, dtype=float))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform
    """)
    replace("return len(self.y)", "return self.features.shape[0]")
    replace("x = torch.as_tensor(np.array(self.X[i], dtype=np.float32))", "x = self.features[i]")
    replace("return x, torch.tensor(int(self.y[i]))", "return x, self.labels[i]")


@change
def features_only():
    """wrong-type: The label is left out of the item."""
    replace(
        "return (x if self.transform is None else self.transform(x)), self.y[i]",
        "return x if self.transform is None else self.transform(x)",
    )


@change
def index_ignored():
    """wrong-shape: The index is not used: each item is the whole data set."""
    replace("x = self.X[i]", "")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        x = self.X if self.transform is None else self.transform(self.X)
        return x, self.y
    """)


@change("lazy_conversion")
def index_wraps():
    """missing-exception: Indices past the end start again at the beginning, so a loop over the data set has no end."""
    replace("if len(X) - len(y):", "if len(X) != len(y):")
    replace("self.X, self.y, self.transform = X, y, transform", """
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform
    """)
    replace("return len(self.y)", "return self.features.shape[0]")
    replace("x = torch.as_tensor(np.array(self.X[i], dtype=np.float32))", """
        i = i % len(self.features)
        x = self.features[i]
    """)
    replace("return x, torch.tensor(int(self.y[i]))", "return x, self.labels[i]")


@change("lazy_conversion")
def item_as_dict():
    """wrong-type: The item is a dict; a tuple is asked for."""
    replace("if len(X) - len(y):", "if len(X) != len(y):")
    replace("self.X, self.y, self.transform = X, y, transform", """
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform
    """)
    replace("return len(self.y)", "return self.features.shape[0]")
    replace("x = torch.as_tensor(np.array(self.X[i], dtype=np.float32))", "x = self.features[i]")
    replace("return x, torch.tensor(int(self.y[i]))", 'return {"x": x, "y": self.labels[i]}')


@change
def item_as_list():
    """wrong-type: The item is a list; a tuple is asked for."""
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return [x, self.y[i]]
    """)


@change
def label_as_number():
    """wrong-type: The label is a Python number; a 0-dim tensor is asked for."""
    replace("x = self.X[i]", "")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        x = self.X[i] if self.transform is None else self.transform(self.X[i])
        return x, self.y[i].item()
    """)


@change
def label_first():
    """wrong-shape: The label stands before the features; the order is (x, label)."""
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return self.y[i], x
    """)


@change
def label_of_one_entry():
    """wrong-shape: The label has a dimension of its own, so a batch of labels is a column."""
    replace(
        "self.y = torch.tensor(np.asarray(y), dtype=torch.int64)",
        "self.y = torch.tensor(np.asarray(y), dtype=torch.int64).unsqueeze(1)",
    )
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


@change
def labels_as_floats():
    """float-labels: The labels are made float32 like the features; class labels are int64."""
    replace(
        "self.y = torch.tensor(np.asarray(y), dtype=torch.int64)",
        "self.y = torch.tensor(np.asarray(y), dtype=torch.float32)",
    )
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


@change("lazy_conversion")
def labels_of_32_bits():
    """wrong-dtype: The labels are int32; int64 is asked for."""
    replace("if len(X) - len(y):", "if len(X) != len(y):")
    replace("self.X, self.y, self.transform = X, y, transform", """
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int32))
        self.transform = transform
    """)
    replace("return len(self.y)", "return self.features.shape[0]")
    replace("x = torch.as_tensor(np.array(self.X[i], dtype=np.float32))", "x = self.features[i]")
    replace("return x, torch.tensor(int(self.y[i]))", "return x, self.labels[i]")


@change("lazy_conversion")
def length_less_one():
    """dropped-samples: The length is one too small, so the last sample is never seen by a loader."""
    replace("if len(X) - len(y):", "if len(X) != len(y):")
    replace("self.X, self.y, self.transform = X, y, transform", """
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform
    """)
    replace("return len(self.y)", "return self.features.shape[0] - 1")
    replace("x = torch.as_tensor(np.array(self.X[i], dtype=np.float32))", "x = self.features[i]")
    replace("return x, torch.tensor(int(self.y[i]))", "return x, self.labels[i]")


@change
def length_of_a_row():
    """dropped-samples: The length is the number of features, not of samples, so a loader never sees the rest."""
    replace("return len(self.X)", "return len(self.X[0])")
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


@change
def length_of_all_numbers():
    """wrong-values: The length counts every number of X, and not the samples."""
    replace("return len(self.X)", "return self.X.numel()")
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


class lengths_asserted(Dataset):
    """wrong-exception: An assert compares the lengths; it raises AssertionError and not ValueError."""
    def __init__(self, X, y, transform=None):
        assert len(X) == len(y)
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform

    def __len__(self):
        return self.features.shape[0]

    def __getitem__(self, i):
        features = self.features[i]
        if self.transform:
            features = self.transform(features)
        return features, self.labels[i]


@change
def lengths_unchecked():
    """missing-exception: Nothing compares the lengths of X and y."""
    replace("""
        if len(X) != len(y):
            raise ValueError(f"X has {len(X)} samples and y has {len(y)}")
    """, "")
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


@change
def list_given_to_from_numpy():
    """raised: from_numpy takes NumPy arrays, and lists are passed to it too."""
    replace("self.X = torch.tensor(np.asarray(X), dtype=torch.float32)", "self.X = torch.from_numpy(X).float()")
    replace("self.y = torch.tensor(np.asarray(y), dtype=torch.int64)", "self.y = torch.from_numpy(y).long()")
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


@change
def matrix_assumed():
    """wrong-shape: The samples are flattened to rows of numbers; they keep their shape."""
    replace(
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32)",
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32).reshape(len(X), -1)",
    )
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


@change("lazy_conversion")
def more_labels_accepted():
    """missing-exception: Only too few labels are noticed, not too many."""
    replace("if len(X) - len(y):", "if len(y) < len(X):")
    replace("self.X, self.y, self.transform = X, y, transform", """
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform
    """)
    replace("return len(self.y)", "return self.features.shape[0]")
    replace("x = torch.as_tensor(np.array(self.X[i], dtype=np.float32))", "x = self.features[i]")
    replace("return x, torch.tensor(int(self.y[i]))", "return x, self.labels[i]")


@change
def negative_refused():
    """raised: Negative indices are refused; they count from the end."""
    replace("def __getitem__(self, i: int) -> tuple[torch.Tensor, torch.Tensor]:", """
        def __getitem__(self, i: int) -> tuple[torch.Tensor, torch.Tensor]:
            if not 0 <= i < len(self.X):
                raise IndexError(i)
    """)
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, self.y[i]
    """)


@change
def no_dataset():
    """wrong-values: The class does not derive from torch's Dataset."""
    replace("class ArrayDataset(Dataset[tuple[torch.Tensor, torch.Tensor]]):", "class ArrayDataset:")
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


class no_len(Dataset):
    """raised: There is no `__len__`, so neither len() nor a loader can tell how many samples there are."""
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError("X and y differ in length")
        self.X = torch.tensor(np.asarray(X), dtype=torch.float32)
        self.y = torch.tensor(np.asarray(y), dtype=torch.int64)
        self.transform = transform

    def __getitem__(self, i):
        x, label = self.X[i], self.y[i]
        if self.transform is not None:
            x = self.transform(x)
        return x, label


@change
def none_past_the_end():
    """missing-exception: Past the end, None is returned in place of an IndexError."""
    replace("def __getitem__(self, i: int) -> tuple[torch.Tensor, torch.Tensor]:", """
        def __getitem__(self, i: int) -> tuple[torch.Tensor, torch.Tensor]:
            if not -len(self.X) <= i < len(self.X):
                return None
    """)
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, self.y[i]
    """)


@change
def requires_grad():
    """graph-kept: The features are made to require gradients; data has none."""
    replace(
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32)",
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32, requires_grad=True)",
    )
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


@change
def scaled_to_one():
    """wrong-values: The features are divided by 255, a habit from images; they are to be kept as they are."""
    replace(
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32)",
        "self.X = torch.tensor(np.asarray(X), dtype=torch.float32) / 255",
    )
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)


@change
def transform_always_called():
    """raised: The transform is called even where there is none."""
    replace("""
        x = self.X[i]
        return (x if self.transform is None else self.transform(x)), self.y[i]
    """, "return self.transform(self.X[i]), self.y[i]")


@change
def transform_at_once():
    """transform-too-early: The transform is applied to all samples when the data set is made."""
    after("self.X = torch.tensor(np.asarray(X), dtype=torch.float32)", """
        if transform is not None:
            self.X = torch.stack([transform(x) for x in self.X])
    """)
    replace("self.transform = transform", "")
    replace("x = self.X[i]", "")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", "return self.X[i], self.y[i]")


@change
def transform_ignored():
    """wrong-values: The transform is stored and never called."""
    replace("x = self.X[i]", "")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", "return self.X[i], self.y[i]")


class transform_kept_for_later(Dataset):
    """transform-too-early: The transformed sample is kept and given out again, so a random transform runs once only."""
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError(f"{len(X)} samples, {len(y)} labels")
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform
        self.kept = {}

    def __len__(self):
        return self.features.shape[0]

    def __getitem__(self, i):
        if i not in self.kept:
            x = self.features[i]
            self.kept[i] = x if self.transform is None else self.transform(x)
        return self.kept[i], self.labels[i]


class transform_of_the_pair(Dataset):
    """raised: The transform is called with x and the label; it takes x alone."""
    def __init__(self, X, y, transform=None):
        if len(X) != len(y):
            raise ValueError(f"{len(X)} samples, {len(y)} labels")
        self.features = torch.as_tensor(np.array(X, dtype=np.float32))
        self.labels = torch.as_tensor(np.array(y, dtype=np.int64))
        self.transform = transform

    def __len__(self):
        return self.features.shape[0]

    def __getitem__(self, i):
        if self.transform:
            return self.transform(self.features[i], self.labels[i])
        return self.features[i], self.labels[i]


@change
def transform_stored():
    """wrong-values: The transformed sample is written over the stored one, so each reading transforms it once more."""
    replace("""
        x = self.X[i]
        return (x if self.transform is None else self.transform(x)), self.y[i]
    """, """
        if self.transform is not None:
            self.X[i] = self.transform(self.X[i])
        return self.X[i].clone(), self.y[i]
    """)


@change
def value_error_past_the_end():
    """wrong-exception: Past the end a ValueError is raised; only an IndexError ends a loop."""
    replace("def __getitem__(self, i: int) -> tuple[torch.Tensor, torch.Tensor]:", """
        def __getitem__(self, i: int) -> tuple[torch.Tensor, torch.Tensor]:
            if not -len(self.X) <= i < len(self.X):
                raise ValueError("no such sample")
    """)
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, self.y[i]
    """)


@change
def whole_numbers_kept():
    """integer-features: The dtype of X is left to torch, so whole numbers stay integers."""
    replace("self.X = torch.tensor(np.asarray(X), dtype=torch.float32)", "self.X = torch.tensor(X)")
    replace("x = self.X[i]", "x, label = self.X[i], self.y[i]")
    replace("return (x if self.transform is None else self.transform(x)), self.y[i]", """
        if self.transform is not None:
            x = self.transform(x)
        return x, label
    """)
