"""Known mistakes of train_classifier."""


@change("train_with_adam")
def accuracy_as_tensor():
    """wrong-type: The accuracy in the history is a tensor and not a float."""
    replace("correct += (out.argmax(1) == y).sum().item()", "correct += (out.argmax(1) == y).sum()")


@change("train_with_adam")
def batch_size_fixed():
    """wrong-values: The batch size stands in the code, and the one that is given is ignored."""
    replace("""
        train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)
        test_loader = DataLoader(test_set, batch_size=batch_size)
    """, """
        train_loader = DataLoader(train_set, batch_size=64, shuffle=True, generator=g)
        test_loader = DataLoader(test_set, batch_size=64)
    """)


@change("train_with_adam")
def batches_not_moved():
    """device-mismatch: The model goes to the device, and the batches stay on the CPU."""
    replace("""
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
    """, "for x, y in train_loader:")
    replace("""
        for x, y in test_loader:
            x, y = x.to(device), y.to(device)
    """, "for x, y in test_loader:")


@change("train_with_adam")
def device_ignored():
    """left-on-cpu: The device is not used, and the model is trained on the CPU."""
    replace("model = build_classifier().to(device)", "model = build_classifier()")
    replace("""
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
    """, "for x, y in train_loader:")
    replace("""
        for x, y in test_loader:
            x, y = x.to(device), y.to(device)
    """, "for x, y in test_loader:")


@change("train_with_adam")
def downloads():
    """network-access: The data sets are opened with download=True, which fetches files that are missing."""
    replace("""
        train_set = datasets.FashionMNIST(root, train=True, transform=transform)
        test_set = datasets.FashionMNIST(root, train=False, transform=transform)
    """, """
        train_set = datasets.FashionMNIST(root, train=True, transform=transform, download=True)
        test_set = datasets.FashionMNIST(root, train=False, transform=transform, download=True)
    """)


@change("train_with_adam")
def epochs_from_zero():
    """epoch-off-by-one: Epochs are counted from 0 in the history, where they begin at 1."""
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(epochs):")


@change("train_with_adam")
def last_batch_dropped():
    """dropped-samples: A last batch that is not full is left out."""
    replace("train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)", """
        train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g, drop_last=True)
    """)


@change("train_with_adam")
def losses_not_divided():
    """wrong-values: Losses are summed over the samples and not divided by their number."""
    replace('"train_loss": total / seen,', '"train_loss": total,')
    replace('"val_loss": val_total / val_seen,', '"val_loss": val_total,')


@change("train_with_adam")
def mean_of_batch_means():
    """batch-mean: Losses and accuracies of batches are averaged with equal weight, so a short last batch counts as much
    as a full one."""
    replace("total += loss.item() * len(x)", "total += loss.item()")
    replace("seen += len(x)", "seen += 1")
    replace("val_total += loss_fn(out, y).item() * len(x)", "val_total += loss_fn(out, y).item()")
    replace("correct += (out.argmax(1) == y).sum().item()", "correct += (out.argmax(1) == y).float().mean().item()")
    replace("val_seen += len(x)", "val_seen += 1")


def measured_before_training(root, epochs, seed=0, device="cpu", batch_size=64):
    """wrong-values: The validation numbers of an epoch are measured before its updates."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    train_set = datasets.FashionMNIST(root, train=True, transform=transform)
    test_set = datasets.FashionMNIST(root, train=False, transform=transform)
    g = torch.Generator().manual_seed(seed)
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build_classifier().to(device)
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    history = []
    for epoch in range(1, epochs + 1):
        model.eval()
        val_total, correct, val_seen = 0.0, 0, 0
        with torch.no_grad():
            for x, y in test_loader:
                x, y = x.to(device), y.to(device)
                out = model(x)
                val_total += loss_fn(out, y).item() * len(x)
                correct += (out.argmax(1) == y).sum().item()
                val_seen += len(x)
        model.train()
        total, seen = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
            seen += len(x)
        history.append(
            {
                "epoch": epoch,
                "train_loss": total / seen,
                "val_loss": val_total / val_seen,
                "val_accuracy": correct / val_seen,
            }
        )
    return model.eval(), history


@change("train_with_adam")
def measured_on_training_data():
    """test-data-misused: The validation numbers are measured on the training split."""
    replace("test_set = datasets.FashionMNIST(root, train=False, transform=transform)", "")
    replace(
        "test_loader = DataLoader(test_set, batch_size=batch_size)",
        "test_loader = DataLoader(train_set, batch_size=batch_size)",
    )


@change("train_with_adam")
def never_in_eval_mode():
    """wrong-mode: The model is measured in train mode, and comes back in it."""
    replace("model.eval()", "")


@change("train_with_adam")
def not_normalized():
    """not-normalized: Pixels are scaled to [0, 1] and not normalised with mean and standard deviation."""
    replace("""
        transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    """, "transform = transforms.ToTensor()")


@change("train_with_adam")
def on_both_splits():
    """test-data-misused: The test split is added to the training data."""
    replace("train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)", """
        train_loader = DataLoader(train_set + test_set, batch_size=batch_size, shuffle=True, generator=g)
    """)


@change("train_with_adam")
def on_cuda():
    """hard-coded-device: The model goes to CUDA, whatever device is asked for."""
    replace("model = build_classifier().to(device)", 'model = build_classifier().to("cuda")')
    replace("""
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
    """, """
        for x, y in train_loader:
            x, y = x.to("cuda"), y.to("cuda")
    """)
    replace("""
        for x, y in test_loader:
            x, y = x.to(device), y.to(device)
    """, """
        for x, y in test_loader:
            x, y = x.to("cuda"), y.to("cuda")
    """)


@change("train_with_adam")
def on_the_test_split():
    """test-data-misused: The model is trained on the test split, with which it is measured."""
    replace(
        "train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)",
        "train_loader = DataLoader(test_set, batch_size=batch_size, shuffle=True, generator=g)",
    )


@change("train_with_adam")
def one_batch_an_epoch():
    """dropped-samples: The loop over batches ends after its first one."""
    after("seen += len(x)", "break")


@change("train_with_adam")
def one_epoch_too_few():
    """wrong-structure: The range of epochs ends one too early."""
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(1, epochs):")


@change("train_with_adam")
def percent():
    """wrong-values: The accuracy is written in percent, where a fraction is asked for."""
    replace('"val_accuracy": correct / val_seen,', '"val_accuracy": 100 * correct / val_seen,')


@change("train_with_adam")
def returns_swapped():
    """wrong-structure: History and model are returned in the wrong order."""
    replace("return model, history", "return history, model")


@change("train_with_adam")
def returns_the_model_only():
    """wrong-structure: The history is not returned, so the result cannot be taken apart into model and history."""
    replace("return model, history", "return model")


@change("train_with_adam")
def seed_fixed():
    """unseeded-shuffle: A seed stands in the code, and the one that is given is ignored."""
    replace("g = torch.Generator().manual_seed(seed)", "g = torch.Generator().manual_seed(42)")
    replace("torch.manual_seed(seed)", "torch.manual_seed(42)")


@change("train_with_adam")
def seeded_each_epoch():
    """same-order-every-epoch: The generator is seeded again for each epoch, which repeats the order of the first."""
    before("model.train()", "g.manual_seed(seed)")


@change("train_with_adam")
def seeds_globally():
    """global-state-changed: The global generator gets the seed and keeps it after the call."""
    replace("""
        g = torch.Generator().manual_seed(seed)
        train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)
    """, "train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)")
    replace("""
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = build_classifier().to(device)
    """, """
        torch.manual_seed(seed)
        model = build_classifier().to(device)
    """)


@change("train_with_adam")
def short_keys():
    """wrong-structure: The history has other keys than those that are asked for."""
    replace('"val_accuracy": correct / val_seen,', '"accuracy": correct / val_seen,')


@change("train_with_adam")
def shuffle_unseeded():
    """unseeded-shuffle: The first weights follow from the seed; the order of the samples comes from the global
    generator and does not."""
    replace("""
        g = torch.Generator().manual_seed(seed)
        train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)
    """, "train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)")


@change("train_with_adam")
def softmax_before_loss():
    """softmax-before-loss: Probabilities go into a loss that expects logits and applies softmax itself."""
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x).softmax(1), y)")
    replace("val_total += loss_fn(out, y).item() * len(x)", "val_total += loss_fn(out.softmax(1), y).item() * len(x)")


@change("train_with_adam")
def stays_in_train_mode():
    """wrong-mode: The model comes back in train mode."""
    before("return model, history", "model.train()")


@change("train_with_adam")
def step_after_the_loop():
    """missing-step: There is one update an epoch, after all batches; each batch is to have its own."""
    replace("optimizer.step()", "")
    before("model.eval()", "optimizer.step()")


@change("train_with_adam")
def tiny_learning_rate():
    """low-accuracy: The learning rate is so small that the model learns next to nothing."""
    replace(
        "optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)",
        "optimizer = torch.optim.Adam(model.parameters(), lr=1e-7)",
    )


@change("train_with_adam")
def train_loss_mean_of_batch_means():
    """batch-mean: The training loss is divided by the number of batches, so a short last batch counts as much as a full
    one."""
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("total += loss.item() * len(x)", "total += loss.item()")
    replace("seen += len(x)", "")
    replace('"train_loss": total / seen,', '"train_loss": total / len(train_loader),')


def train_mode_once(root, epochs, seed=0, device="cpu", batch_size=64):
    """wrong-mode: Train mode is set before the first epoch only, so later epochs train in eval mode."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    train_set = datasets.FashionMNIST(root, train=True, transform=transform)
    test_set = datasets.FashionMNIST(root, train=False, transform=transform)
    g = torch.Generator().manual_seed(seed)
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build_classifier().to(device)
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    history = []
    model.train()
    for epoch in range(1, epochs + 1):
        total, seen = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
            seen += len(x)
        model.eval()
        val_total, correct, val_seen = 0.0, 0, 0
        with torch.no_grad():
            for x, y in test_loader:
                x, y = x.to(device), y.to(device)
                out = model(x)
                val_total += loss_fn(out, y).item() * len(x)
                correct += (out.argmax(1) == y).sum().item()
                val_seen += len(x)
        history.append(
            {
                "epoch": epoch,
                "train_loss": total / seen,
                "val_loss": val_total / val_seen,
                "val_accuracy": correct / val_seen,
            }
        )
    return model, history


@change("train_with_adam")
def weights_unseeded():
    """nondeterministic: The order of the samples follows from the seed; the first weights are drawn from the global
    generator and do not."""
    replace("""
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = build_classifier().to(device)
    """, "model = build_classifier().to(device)")


@change("train_with_adam")
def without_seed():
    """unseeded-shuffle: The seed is not used: neither the weights nor the order of the samples follow from it."""
    replace("""
        g = torch.Generator().manual_seed(seed)
        train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)
    """, "train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)")
    replace("""
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = build_classifier().to(device)
    """, "model = build_classifier().to(device)")


@change("train_with_adam")
def without_shuffling():
    """not-shuffled: The samples come in the order of the files, in each epoch the same."""
    replace("""
        g = torch.Generator().manual_seed(seed)
        train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)
    """, "train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=False)")


@change("train_with_adam")
def without_step():
    """missing-step: Gradients are computed and no update is made."""
    replace("optimizer.step()", "")


@change("train_with_adam")
def without_zero_grad():
    """stale-gradient: Gradients are never cleared, so each update uses those of all former batches too."""
    replace("optimizer.zero_grad()", "")


def zero_grad_once_an_epoch(root, epochs, seed=0, device="cpu", batch_size=64):
    """stale-gradient: Gradients are cleared at the beginning of an epoch only, and add up from batch to batch."""
    transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    train_set = datasets.FashionMNIST(root, train=True, transform=transform)
    test_set = datasets.FashionMNIST(root, train=False, transform=transform)
    g = torch.Generator().manual_seed(seed)
    train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)
    test_loader = DataLoader(test_set, batch_size=batch_size)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build_classifier().to(device)
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)
    history = []
    for epoch in range(1, epochs + 1):
        model.train()
        optimizer.zero_grad()
        total, seen = 0.0, 0
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
            loss = loss_fn(model(x), y)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x)
            seen += len(x)
        model.eval()
        val_total, correct, val_seen = 0.0, 0, 0
        with torch.no_grad():
            for x, y in test_loader:
                x, y = x.to(device), y.to(device)
                out = model(x)
                val_total += loss_fn(out, y).item() * len(x)
                correct += (out.argmax(1) == y).sum().item()
                val_seen += len(x)
        history.append(
            {
                "epoch": epoch,
                "train_loss": total / seen,
                "val_loss": val_total / val_seen,
                "val_accuracy": correct / val_seen,
            }
        )
    return model, history


@change("train_with_adam")
def sampled_in_order():
    """not-shuffled: The sampler goes through the training split in the order of the file, in every epoch."""
    replace("train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)", """
        order = torch.utils.data.SequentialSampler(train_set)
        train_loader = DataLoader(train_set, batch_size=batch_size, sampler=order)
    """)


@change("train_with_adam")
def labels_shifted():
    """labels-misaligned: The labels of a batch are shifted by one place, so each image stands beside the label of
    another."""
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x), y.roll(1))")


@change("train_with_adam")
def labels_shuffled_apart():
    """labels-misaligned: The labels are shuffled by themselves, and no longer belong to the images."""
    after("g = torch.Generator().manual_seed(seed)", """
        train_set.targets = train_set.targets[torch.randperm(len(train_set), generator=g)]
    """)


@change("train_with_adam")
def last_layer_held():
    """parameters-not-in-optimizer: The optimizer holds the last layer alone; all other layers keep their first weights.
    """
    replace(
        "optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)",
        "optimizer = torch.optim.Adam(model[-1].parameters(), lr=2e-3)",
    )


@change("train_with_adam")
def other_model_held():
    """parameters-not-in-optimizer: The optimizer holds the parameters of another model than the one that is trained."""
    replace(
        "optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)",
        "optimizer = torch.optim.Adam(build_classifier().parameters(), lr=2e-3)",
    )


@change("train_with_adam")
def learning_rate_of_fifty():
    """learning-rate-too-high: The learning rate is 50, so that every weight jumps far past its best value."""
    replace(
        "optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)",
        "optimizer = torch.optim.Adam(model.parameters(), lr=50)",
    )


@change("train_with_adam")
def momentum_at_a_high_rate():
    """learning-rate-too-high: SGD with momentum runs at a rate of 20, and the loss grows from update to update."""
    replace(
        "optimizer = torch.optim.Adam(model.parameters(), lr=2e-3)",
        "optimizer = torch.optim.SGD(model.parameters(), lr=20, momentum=0.9)",
    )


@change("train_with_adam")
def nll_of_logits():
    """wrong-loss-function: NLLLoss gets raw logits, where it expects log-probabilities."""
    replace("loss_fn = nn.CrossEntropyLoss()", "loss_fn = nn.NLLLoss()")


@change("train_with_adam")
def squared_error_of_one_hot():
    """wrong-loss-function: The loss that is trained on and reported is the mean squared error of one-hot labels."""
    replace("loss_fn = nn.CrossEntropyLoss()", """
        def loss_fn(out, y):
            return nn.functional.mse_loss(out, nn.functional.one_hot(y, 10).float())
    """)


@change("train_with_adam")
def cleared_before_the_step():
    """step-order: The gradients are cleared between backward and step, which finds none and changes nothing."""
    replace("optimizer.zero_grad()", "")
    before("optimizer.step()", "optimizer.zero_grad()")


@change("train_with_adam")
def step_before_backward():
    """step-order: Each step comes before its backward and after the gradients were cleared, so it finds none."""
    replace("""
        loss.backward()
        optimizer.step()
    """, """
        optimizer.step()
        loss.backward()
    """)


@change("train_with_adam")
def backward_two_times():
    """backward-twice: backward runs two times for each batch, so the gradients are twice as large as they should be."""
    before("loss.backward()", "loss.backward(retain_graph=True)")


@change("train_with_adam")
def backward_by_function_too():
    """backward-twice: torch.autograd.backward and the loss's own backward both add to .grad for each batch."""
    before("loss.backward()", "torch.autograd.backward([loss], retain_graph=True)")


@change("train_with_adam")
def biases_far_below_zero():
    """dead-units: The biases in front of the ReLU begin at -100, so that every unit gives 0 for every image."""
    after("model = build_classifier().to(device)", "nn.init.constant_(model[1].bias, -100.0)")


@change("train_with_adam")
def weights_of_zero():
    """dead-units: The first layer begins with weights of 0 and biases below 0, so that no unit ever fires."""
    after("model = build_classifier().to(device)", """
        with torch.no_grad():
            model[1].weight.zero_()
            model[1].bias.fill_(-0.1)
    """)


@change("train_with_adam")
def measured_on_the_cpu():
    """moved-in-loop: The model is moved to the CPU for each measurement and back for each epoch."""
    before("model.train()", "model.to(device)")
    before("model.eval()", "model.cpu()")
    replace("""
        for x, y in test_loader:
            x, y = x.to(device), y.to(device)
    """, "for x, y in test_loader:")
    before("return model, history", "model.to(device)")


@change("train_with_adam")
def forward_on_the_cpu():
    """moved-in-loop: For each batch the model is moved to the CPU, learns there, and is moved back."""
    replace("""
        for x, y in train_loader:
            x, y = x.to(device), y.to(device)
    """, """
        for x, y in train_loader:
            model.to("cpu")
    """)
    replace("optimizer.step()", """
        model.to(device)
        optimizer.step()
    """)
