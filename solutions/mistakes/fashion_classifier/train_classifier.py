"""Known mistakes of train_classifier."""


@change("train_with_adam")
def accuracy_as_tensor():
    """wrong-type: What is computed from tensors is a tensor too, also a single number, and nothing makes a Python
    number of it before it is stored.
    remedy: Make a Python float of each number in the history: `.item()` of a tensor gives one.
    """
    replace("correct += (out.argmax(1) == y).sum().item()", "correct += (out.argmax(1) == y).sum()")


@change("train_with_adam")
def batch_size_fixed():
    """wrong-values: The training batches are made with a number of the code's own, or with a default, and not with
    batch_size.
    remedy: Give the argument batch_size to both DataLoaders.
    """
    before("g = torch.Generator().manual_seed(seed)", "batch_size = 64")


@change("train_with_adam")
def batches_not_moved():
    """device-mismatch: The model goes to the device, and the batches stay on the CPU.
    remedy: Move x and y of each batch, for training and for measuring: `x, y = x.to(device), y.to(device)`.
    """
    after("model = build_classifier().to(device)", 'device = "cpu"')


@change("train_with_adam")
def device_ignored():
    """left-on-cpu: The device is not used, and the model is trained on the CPU.
    remedy: Move the model with `.to(device)` before you make the optimizer. Move each batch with `.to(device)`.
    """
    before("model = build_classifier().to(device)", 'device = "cpu"')


@change("train_with_adam")
def downloads():
    """network-access: The data sets are asked to download missing files, and there is no network.
    remedy: Open the data sets without `download=True`: the files are in root.
    """
    replace(
        "train_set = datasets.FashionMNIST(root, train=True, transform=transform)",
        "train_set = datasets.FashionMNIST(root, train=True, transform=transform, download=True)",
    )


@change("train_with_adam")
def epochs_from_zero():
    """epoch-off-by-one: The count begins at 0, as range and enumerate do by themselves, and goes into the entries as it
    is.
    remedy: Let the count begin at 1, `range(1, epochs + 1)`, or write `epoch + 1` into the entry.
    """
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(epochs):")


@change("train_with_adam")
def last_batch_dropped():
    """dropped-samples: A last batch that is not full is left out of training.
    remedy: Train on every batch: leave out `drop_last=True`, and skip none.
    """
    replace("generator=g", "generator=g, drop_last=True")


@change("train_with_adam")
def losses_not_divided():
    """wrong-scale: Losses are summed over the samples and not divided by their number.
    remedy: Divide each sum by the number of samples that are in it, after the loop over batches.
    """
    replace('"train_loss": total / seen,', '"train_loss": total,')
    replace('"val_loss": val_total / val_seen,', '"val_loss": val_total,')


@change("train_with_adam")
def mean_of_batch_means():
    """batch-mean: Losses and accuracies of batches are averaged with equal weight. A short last batch counts as much as
    a full one.
    remedy: Weigh each batch's loss with `len(x)` and count the hits. Divide the sums by the number of samples.
    """
    replace("total += loss.item() * len(x)", "total += loss.item()")
    replace("seen += len(x)", "seen += 1")
    replace("val_total += loss_fn(out, y).item() * len(x)", "val_total += loss_fn(out, y).item()")
    replace("correct += (out.argmax(1) == y).sum().item()", "correct += (out.argmax(1) == y).float().mean().item()")
    replace("val_seen += len(x)", "val_seen += 1")


@change("classes_and_cross_entropy_function")
def measured_before_training():
    """wrong-values: The validation numbers of an epoch are measured before its updates.
    remedy: In each epoch, train on all batches first, and measure on the test split after that.
    """
    replace("""
        train_loss, _ = one_pass(model, train_loader, device, optimizer)
        val_loss, val_accuracy = one_pass(model, test_loader, device)
    """, """
        val_loss, val_accuracy = one_pass(model, test_loader, device)
        train_loss, _ = one_pass(model, train_loader, device, optimizer)
    """)
    replace("return model, history", "return model.eval(), history")


@change("train_with_adam")
def measured_on_training_data():
    """test-data-misused: The validation numbers are measured on the training split.
    remedy: Measure on a loader over the test split: `FashionMNIST(root, train=False, transform=...)`.
    """
    replace("DataLoader(test_set, batch_size=batch_size)", "DataLoader(train_set, batch_size=batch_size)")


@change("train_with_adam")
def never_in_eval_mode():
    """wrong-mode: Nothing switches eval mode on behind the training batches, so the model is measured in train mode and
    comes back in it.
    remedy: Call `model.eval()` after the training batches of each epoch, before measuring. Call `model.train()` at the
    start of each.
    """
    replace("model.eval()", "")


@change("train_with_adam")
def not_normalized():
    """not-normalized: Nothing brings the pixels to mean 0 and standard deviation 1: to scale them to [0, 1] does not,
    nor do other numbers than those of the data set.
    remedy: Put `transforms.Normalize((0.2860,), (0.3530,))` behind `ToTensor()` in the transform of both splits.
    """
    replace("""
        transform = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.2860,), (0.3530,))])
    """, "transform = transforms.ToTensor()")


def only_training_images_normalised():
    """not-normalized: The images of the test split are not normalized as those of the training split are.
    remedy: Give both splits one transform: `ToTensor()`, then `Normalize((0.2860,), (0.3530,))`.
    """
    replace("""
        splits = [datasets.FashionMNIST(root, train=train, transform=transform) for train in (True, False)]
    """, """
        plain = transforms.ToTensor()
        splits = [datasets.FashionMNIST(root, train=train, transform=transform if train else plain)
                  for train in (True, False)]
    """)


@change("train_with_adam")
def on_both_splits():
    """test-data-misused: The test split is trained on, together with the training split.
    remedy: Make the training loader from the split with `train=True` alone.
    """
    replace("train_set, batch_size=batch_size", "train_set + test_set, batch_size=batch_size")


@change("train_with_adam")
def on_cuda():
    """hard-coded-device: The code chooses the device by itself, by name or by what the machine has; the argument device
    is not used, or is overwritten.
    remedy: Move the model and each batch to the argument `device`. Name no device in the code.
    """
    before("model = build_classifier().to(device)", 'device = "cuda"')


@change("train_with_adam")
def on_the_test_split():
    """test-data-misused: The model is trained on the test split, with which it is measured.
    remedy: Make the training loader from the split with `train=True`. Keep the test split for measuring.
    """
    replace("train_set, batch_size=batch_size", "test_set, batch_size=batch_size")


@change("train_with_adam")
def one_batch_an_epoch():
    """dropped-samples: The loop over batches ends after its first one.
    remedy: Train on every batch of the loader: remove the `break` or `return` inside the loop.
    """
    after("seen += len(x)", "break")


@change("train_with_adam")
def one_epoch_too_few():
    """wrong-structure: The last epoch is left out, as by a loop from 1 that stops in front of the number epochs: a
    range leaves its end out.
    remedy: Loop over `range(1, epochs + 1)`: a range leaves its end out.
    """
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(1, epochs):")


@change("train_with_adam")
def percent():
    """wrong-scale: The accuracy is written in percent, where a fraction is asked for.
    remedy: Store hits divided by samples as it is, without the factor 100.
    """
    replace('"val_accuracy": correct / val_seen,', '"val_accuracy": 100 * correct / val_seen,')


@change("train_with_adam")
def returns_swapped():
    """wrong-structure: History and model are returned in the wrong order.
    remedy: Return the model first and the history second.
    """
    replace("return model, history", "return history, model")


@change("train_with_adam")
def returns_the_model_only():
    """wrong-structure: The result cannot be taken apart into model and history.
    remedy: Return both, the model first: `return model, history`.
    """
    replace("return model, history", "return model")


@change("train_with_adam")
def seed_fixed():
    """unseeded-shuffle: The seed that is given is not used: different seeds give the same weights.
    remedy: Give the argument seed to `torch.manual_seed`, and to the loader's generator if it has its own. Write no
    number there.
    """
    before("g = torch.Generator().manual_seed(seed)", "seed = 42")


@change("train_with_adam")
def seeded_each_epoch():
    """same-order-every-epoch: Each epoch has the same order: it is drawn once, or from one seed each time.
    remedy: Seed once, before the loop over epochs. Then each epoch draws a new order.
    """
    before("model.train()", "g.manual_seed(seed)")


@change("train_with_adam")
def seeds_globally():
    """global-state-changed: The global generator is seeded, and its state from before that is not put back, so it is
    another one after the call.
    remedy: Seed, build and train inside `with torch.random.fork_rng():`. It puts the global generator back at its end.
    """
    replace("with torch.random.fork_rng():", "with torch.random.fork_rng(enabled=False):")


@change("train_with_adam")
def short_keys():
    """wrong-structure: The history has other keys than those that are asked for.
    remedy: Name the keys exactly `epoch`, `train_loss`, `val_loss` and `val_accuracy`.
    """
    replace('"val_accuracy": correct / val_seen,', '"accuracy": correct / val_seen,')


@change("train_with_adam")
def shuffle_unseeded():
    """unseeded-shuffle: The order of the samples is drawn from a generator that the seed does not reach; only the first
    weights follow from it.
    remedy: Give the training loader a generator with the seed: `generator=torch.Generator().manual_seed(seed)`.
    """
    replace("shuffle=True, generator=g", "shuffle=True")


@change("train_with_adam")
def softmax_before_loss():
    """softmax-before-loss: Probabilities go into a loss that expects logits and applies softmax itself.
    remedy: Give the model's output to the loss as it is, in training and in measuring, without softmax.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x).softmax(1), y)")
    replace("val_total += loss_fn(out, y).item() * len(x)", "val_total += loss_fn(out.softmax(1), y).item() * len(x)")


@change("train_with_adam")
def stays_in_train_mode():
    """wrong-mode: Eval mode is left again after the last measuring, as for another epoch, and nothing switches it on
    before the return.
    remedy: Call `model.eval()` last, before the `return`.
    """
    before("return model, history", "model.train()")


@change("train_with_adam")
def step_after_the_loop():
    """missing-step: There is one update an epoch, after all batches; each batch is to have its own.
    remedy: Move `optimizer.step()` into the loop over batches, right behind `loss.backward()`.
    """
    replace("optimizer.step()", "")
    before("model.eval()", "optimizer.step()")


@change("train_with_adam")
def tiny_learning_rate():
    """low-accuracy: The learning rate is so small that the model learns next to nothing.
    remedy: Use a larger learning rate: about 1e-3 to 2e-3 for Adam, about 0.1 for plain SGD.
    """
    replace("lr=2e-3", "lr=1e-7")


@change("train_with_adam")
def train_loss_mean_of_batch_means():
    """batch-mean: The training loss is averaged over batches with equal weight. A short last batch counts as much as a
    full one.
    remedy: Weigh each batch's loss with `len(x)`, and divide the sum by the number of samples.
    """
    replace("total, seen = 0.0, 0", "total = 0.0")
    replace("total += loss.item() * len(x)", "total += loss.item()")
    replace("seen += len(x)", "")
    replace('"train_loss": total / seen,', '"train_loss": total / len(train_loader),')


@change("train_with_adam")
def train_mode_once():
    """wrong-mode: Eval mode stays on after the first measuring: nothing switches train mode on again for the epochs
    that follow.
    remedy: Call `model.train()` at the start of each epoch, inside the loop.
    """
    replace("model.train()", "")
    before("history = []", "model.train()")


@change("train_with_adam")
def weights_unseeded():
    """nondeterministic: The first weights are drawn from a generator that the seed has not reached by then; only the
    order of the samples follows from it.
    remedy: Call `torch.manual_seed(seed)` and then build the model, both inside `with torch.random.fork_rng():`.
    """
    replace("""
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            model = build_classifier().to(device)
    """, "model = build_classifier().to(device)")


@change("train_with_adam")
def without_seed():
    """unseeded-shuffle: Neither the weights nor the order of the samples follow from the seed that is meant: it is not
    used, or another one takes its place.
    remedy: Call `torch.manual_seed(seed)` before you build the model, in `with torch.random.fork_rng():`. Train inside
    that block, or give the loader a seeded generator.
    """
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
    """not-shuffled: Nothing shuffles the samples: a loader goes through its data set from the first to the last unless
    it is asked to shuffle.
    remedy: Make the training loader with `shuffle=True`, without a sampler that goes through the files in order.
    """
    replace("batch_size=batch_size, shuffle=True, generator=g", "batch_size=batch_size")


@change("train_with_adam")
def without_step():
    """missing-step: Gradients alone move nothing: backward fills .grad, and the optimizer's step, which changes the
    parameters by it, is never called.
    remedy: Call `optimizer.step()` for each batch, behind `loss.backward()`, with the parentheses.
    """
    replace("optimizer.step()", "")


@change("train_with_adam")
def without_zero_grad():
    """stale-gradient: backward adds to what is in .grad, and nothing clears it for each batch, so updates also follow
    the gradients of earlier batches.
    remedy: Call `optimizer.zero_grad()` inside the loop over batches, in front of `loss.backward()`, with the
    parentheses.
    """
    replace("optimizer.zero_grad()", "")


@change("train_with_adam")
def zero_grad_once_an_epoch():
    """as without_zero_grad"""
    replace("optimizer.zero_grad()", "")
    after("model.train()", "optimizer.zero_grad()")


@change("train_with_adam")
def sampled_in_order():
    """as without_shuffling"""
    replace("train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True, generator=g)", """
        order = torch.utils.data.SequentialSampler(train_set)
        train_loader = DataLoader(train_set, batch_size=batch_size, sampler=order)
    """)


@change("train_with_adam")
def labels_shifted():
    """labels-misaligned: Images and labels do not go the same way: one of them is shuffled, shifted or sorted by
    itself, so images stand beside the labels of others.
    remedy: Give the loss the labels that came with the images. Let only the DataLoader shuffle: it takes both together.
    """
    replace("loss = loss_fn(model(x), y)", "loss = loss_fn(model(x), y.roll(1))")


@change("train_with_adam")
def labels_shuffled_apart():
    """as labels_shifted"""
    after("g = torch.Generator().manual_seed(seed)", """
        train_set.targets = train_set.targets[torch.randperm(len(train_set), generator=g)]
    """)


@change("train_with_adam")
def last_layer_held():
    """parameters-not-in-optimizer: The optimizer holds only a part of the model's parameters; the others keep their
    first values.
    remedy: Make the optimizer with `model.parameters()` of the whole model.
    """
    replace("model.parameters()", "model[-1].parameters()")


@change("train_with_adam")
def other_model_held():
    """parameters-not-in-optimizer: The optimizer does not hold the parameters of the model that is trained.
    remedy: Build the model once. Make the optimizer with `model.parameters()` of this very model.
    """
    replace("model.parameters()", "build_classifier().parameters()")


@change("train_with_adam")
def learning_rate_of_fifty():
    """learning-rate-too-high: The learning rate is much too high: each update jumps far past the best values.
    remedy: Use a smaller learning rate: about 1e-3 to 2e-3 for Adam, about 0.05 for SGD.
    """
    replace("lr=2e-3", "lr=50")


@change("train_with_adam")
def momentum_at_a_high_rate():
    """as learning_rate_of_fifty"""
    replace("torch.optim.Adam(model.parameters(), lr=2e-3)", "torch.optim.SGD(model.parameters(), lr=20, momentum=0.9)")


@change("train_with_adam")
def nll_of_logits():
    """wrong-loss-function: The loss gets raw logits, where it expects log-probabilities.
    remedy: Use `nn.CrossEntropyLoss()`, which takes logits.
    """
    replace("loss_fn = nn.CrossEntropyLoss()", "loss_fn = nn.NLLLoss()")


@change("train_with_adam")
def squared_error_of_one_hot():
    """wrong-loss-function: The loss that is trained on and reported is not the cross-entropy of logits and labels.
    remedy: Use `nn.CrossEntropyLoss()` with the model's output and the labels as they are.
    """
    replace("loss_fn = nn.CrossEntropyLoss()", """
        def loss_fn(out, y):
            return nn.functional.mse_loss(out, nn.functional.one_hot(y, 10).float())
    """)


@change("train_with_adam")
def smoothed_on_the_test_split():
    """wrong-loss-function: The loss on the test split is measured with label smoothing: it is not the mean
    cross-entropy.
    remedy: Measure `val_loss` with a cross-entropy without label smoothing. The training may keep it.
    """
    replace("loss_fn = nn.CrossEntropyLoss()", "loss_fn = nn.CrossEntropyLoss(label_smoothing=0.1)")


@change("train_with_adam")
def cleared_before_the_step():
    """step-order: The optimizer finds no gradients when it steps: they come later, or are cleared before it. Nothing
    moves.
    remedy: Keep this order for each batch: clear the gradients, forward pass, `loss.backward()`, `optimizer.step()`.
    Clear nothing between backward and step.
    """
    replace("optimizer.zero_grad()", "")
    before("optimizer.step()", "optimizer.zero_grad()")


@change("train_with_adam")
def step_before_backward():
    """as cleared_before_the_step"""
    replace("optimizer.step()", "")
    before("loss.backward()", "optimizer.step()")


@change("train_with_adam")
def backward_two_times():
    """backward-twice: backward runs twice on each loss, and both runs add to .grad. The gradients are twice as large as
    they should be.
    remedy: Compute the gradients once for each batch: keep a single `loss.backward()`.
    """
    before("loss.backward()", "loss.backward(retain_graph=True)")


@change("train_with_adam")
def backward_by_function_too():
    """as backward_two_times"""
    before("loss.backward()", "torch.autograd.backward([loss], retain_graph=True)")


@change("train_with_adam")
def biases_far_below_zero():
    """dead-units: The hidden units get numbers that are not above 0, whatever the image. ReLU makes 0 of them and its
    gradient there is 0, so nothing is learned through them.
    remedy: Leave the first weights and biases as `nn.Linear` draws them.
    """
    after("model = build_classifier().to(device)", "nn.init.constant_(model[1].bias, -100.0)")


@change("train_with_adam")
def weights_of_zero():
    """as biases_far_below_zero"""
    after("model = build_classifier().to(device)", """
        with torch.no_grad():
            model[1].weight.zero_()
            model[1].bias.fill_(-0.1)
    """)


@change("train_with_adam")
def measured_on_the_cpu():
    """moved-in-loop: The model is moved to another device and back again and again during training.
    remedy: Move the model to `device` once, before the optimizer is made. In the loops move only x and y.
    """
    before("model.train()", "model.to(device)")
    before("model.eval()", "model.cpu()")
    replace("""
        for x, y in test_loader:
            x, y = x.to(device), y.to(device)
    """, "for x, y in test_loader:")
    before("return model, history", "model.to(device)")


@change("train_with_adam")
def forward_on_the_cpu():
    """as measured_on_the_cpu"""
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
