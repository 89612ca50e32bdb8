"""Known mistakes of fit."""

import copy


@change
def decays_the_learning_rate():
    """wrong-values: The learning rate is lowered after each epoch, which the task does not ask for."""
    before("history = []", "scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.5)")
    after("val = evaluate(model, val_loader, loss_fn, device)", "scheduler.step()")


def dict_of_lists(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-type: The history is a dict of lists; a list of one dict an epoch is asked for."""
    history = {"epoch": [], "train_loss": [], "val_loss": [], "val_accuracy": []}
    for epoch in range(1, epochs + 1):
        history["epoch"].append(epoch)
        history["train_loss"].append(train_epoch(model, train_loader, loss_fn, optimizer, device))
        val = evaluate(model, val_loader, loss_fn, device)
        history["val_loss"].append(val["loss"])
        history["val_accuracy"].append(val["accuracy"])
    return history


def epochs_from_two(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """epoch-off-by-one: One is added to a count that begins with 1 already, so the first epoch is called 2."""
    history = []
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        entry = dict(epoch=epoch + 1, train_loss=train_loss, val_loss=val["loss"], val_accuracy=val["accuracy"])
        history.append(entry)
    return history


@change
def epochs_from_zero():
    """epoch-off-by-one: Epochs are counted from 0; the first one is epoch 1."""
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(epochs):")


def evaluates_before_training(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-values: Each epoch is evaluated before it is trained; the evaluation comes after the training."""
    history = []
    for epoch in range(1, epochs + 1):
        val = evaluate(model, val_loader, loss_fn, device)
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        history.append(
            {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        )
    return history


@torch.no_grad()
def measure(model, loader, loss_fn, device):
    total, hits, count = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        logits = model(x)
        total += loss_fn(logits, y).item() * len(x)
        hits += (logits.argmax(1) == y).sum().item()
        count += len(x)
    return {"loss": total / count, "accuracy": hits / count}


@change
def evaluates_in_train_mode():
    """wrong-mode: The model stays in train mode while it is evaluated."""
    replace("val = evaluate(model, val_loader, loss_fn, device)", "val = measure(model, val_loader, loss_fn, device)")


def evaluates_once(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-values: The evaluation runs once, when all epochs are over, and every entry holds its result."""
    losses = [train_epoch(model, train_loader, loss_fn, optimizer, device) for _ in range(epochs)]
    val = evaluate(model, val_loader, loss_fn, device)
    return [
        {"epoch": i, "train_loss": loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        for i, loss in enumerate(losses, start=1)
    ]


@change
def fixed_number_of_epochs():
    """wrong-structure: The number of epochs stands in the code; the argument is not used."""
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(1, 6):")


def measure_gradients_stay_off(model, loader, loss_fn, device):
    model.eval()
    total, hits, count = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        logits = model(x)
        total += loss_fn(logits, y).item() * len(x)
        hits += (logits.argmax(1) == y).sum().item()
        count += len(x)
    return {"loss": total / count, "accuracy": hits / count}


@change
def gradients_stay_off():
    """global-state-changed: Gradients are switched off for the evaluation and stay off for the whole process."""
    before("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", "torch.set_grad_enabled(True)")
    replace("val = evaluate(model, val_loader, loss_fn, device)", """
        torch.set_grad_enabled(False)
        val = measure_gradients_stay_off(model, val_loader, loss_fn, device)
    """)


HISTORY = []


@change
def history_of_all_calls():
    """wrong-structure: The list lives outside the function, so entries of earlier calls are still in it."""
    replace("history = []", "")
    replace("history.append(", "HISTORY.append(")
    replace("return history", "return HISTORY")


@change
def history_reset_in_the_loop():
    """wrong-structure: The list is made anew in each epoch, so only the last entry is left."""
    replace("history = []", "")
    before("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", "history = []")


@change
def keeps_the_best_weights():
    """wrong-values: The weights of the best epoch are put back at the end; those of the last epoch are asked for."""
    replace("history = []", "history, best_loss, best_state = [], None, None")
    after("val = evaluate(model, val_loader, loss_fn, device)", """
        if best_loss is None or val["loss"] < best_loss:
            best_loss, best_state = val["loss"], copy.deepcopy(model.state_dict())
    """)
    before("return history", "model.load_state_dict(best_state)")


def last_entry_only(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-type: The entry of the last epoch is returned; a list of all entries is asked for."""
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        result = {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
    return result


def list_of_tuples(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-type: The entries are tuples; dicts with four keys are asked for."""
    history = []
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        history.append((epoch, train_loss, val["loss"], val["accuracy"]))
    return history


def loaders_swapped(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-values: The two loaders are swapped: training runs on the validation data and evaluation on the training
    data."""
    history = []
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(model, val_loader, loss_fn, optimizer, device)
        val = evaluate(model, train_loader, loss_fn, device)
        history.append(
            {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        )
    return history


@change
def loss_of_its_own():
    """wrong-values: Cross entropy is computed whatever loss was given."""
    before("history = []", "loss_fn = torch.nn.CrossEntropyLoss()")


def run_epoch(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.detach() * len(x)
        count += len(x)
    return total / count


@change
def losses_as_tensors():
    """wrong-type: The losses in the history are tensors; floats are asked for."""
    replace(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        "train_loss = run_epoch(model, train_loader, loss_fn, optimizer, device)",
    )


@change
def losses_swapped():
    """wrong-values: Training loss and validation loss stand under each other's key."""
    replace("""
        {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
    """, """
        {"epoch": epoch, "train_loss": val["loss"], "val_loss": train_loss, "val_accuracy": val["accuracy"]}
    """)


def run_epoch_mean_of_batch_means(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item()
        count += 1
    return total / count


@torch.no_grad()
def measure_mean_of_batch_means(model, loader, loss_fn, device):
    model.eval()
    total, hits, count = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        logits = model(x)
        total += loss_fn(logits, y).item()
        hits += (logits.argmax(1) == y).sum().item()
        count += len(x)
    return {"loss": total / len(loader), "accuracy": hits / count}


@change
def mean_of_batch_means():
    """batch-mean: The losses are averaged over batches, so a short last batch counts as much as a full one."""
    replace(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        "train_loss = run_epoch_mean_of_batch_means(model, train_loader, loss_fn, optimizer, device)",
    )
    replace("val = evaluate(model, val_loader, loss_fn, device)", "val = measure_mean_of_batch_means(model, val_loader, loss_fn, device)")


def run_epoch_mode_as_found(model, loader, loss_fn, optimizer, device):
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count


@change
def mode_as_found():
    """wrong-mode: The model trains in the mode that it is found in; train mode is never switched on."""
    before("history = []", "was_training = model.training")
    replace("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", """
        model.train(was_training)
        train_loss = run_epoch_mode_as_found(model, train_loader, loss_fn, optimizer, device)
    """)


def more_keys(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-structure: Each entry has a fifth key, the learning rate."""
    history = []
    for epoch in range(1, epochs + 1):
        entry = {"epoch": epoch, "lr": optimizer.param_groups[0]["lr"]}
        entry["train_loss"] = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        entry["val_loss"] = val["loss"]
        entry["val_accuracy"] = val["accuracy"]
        history.append(entry)
    return history


@change
def more_training_each_epoch():
    """extra-step: A loop too many: the first epoch trains once, the second twice, and so on."""
    replace("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", """
        for _ in range(epoch):
            train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
    """)


def nested_validation(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-structure: The result of the evaluation stands in the entry as a dict of its own under `val`."""
    history = []
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        history.append({"epoch": epoch, "train_loss": train_loss, "val": val})
    return history


@change
def new_optimizer_each_epoch():
    """missing-step: A new optimizer is made for each epoch; the one that was given never steps, and its state is lost.
    """
    after("history = []", 'settings = {k: v for k, v in optimizer.param_groups[0].items() if k != "params"}')
    replace("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", """
        fresh = type(optimizer)(model.parameters(), **settings)
        train_loss = train_epoch(model, train_loader, loss_fn, fresh, device)
    """)


@change
def on_cuda():
    """hard-coded-device: The model is moved to an accelerator that is named in the code, whatever device was given."""
    before("history = []", 'model.to("cuda")')
    replace(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        'train_loss = train_epoch(model, train_loader, loss_fn, optimizer, "cuda")',
    )
    replace("val = evaluate(model, val_loader, loss_fn, device)", 'val = evaluate(model, val_loader, loss_fn, "cuda")')


@change
def one_epoch_too_few():
    """wrong-structure: `range(1, epochs)` ends one epoch early."""
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(1, epochs):")


@change
def one_epoch_too_many():
    """wrong-structure: The loop runs from 0 to `epochs`, both included: one epoch more than asked for."""
    replace("for epoch in range(1, epochs + 1):", """
        epoch = 0
        while epoch <= epochs:
            epoch += 1
    """)


@change
def optimizer_arguments_swapped():
    """raised: Loss and optimizer are handed to the epoch in the wrong order."""
    replace(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        "train_loss = train_epoch(model, train_loader, optimizer, loss_fn, device)",
    )


@change
def percent():
    """wrong-values: The accuracy is given in percent; a fraction is asked for."""
    replace("""
        {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
    """, """
        {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"] * 100}
    """)


def returns_in_the_loop(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-structure: The `return` stands inside the loop, so training ends after the first epoch."""
    history = []
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        history.append(
            {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        )
        return history


def returns_nothing(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-type: Each epoch is printed, and no history is returned."""
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        print(f"{epoch}: train {train_loss:.3f} val {val['loss']:.3f} accuracy {val['accuracy']:.1%}")


@change
def returns_the_model_too():
    """wrong-type: The history comes back in a pair with the model; the history alone is asked for."""
    replace("return history", "return model, history")


@change
def rounds():
    """wrong-values: The numbers of the history are rounded."""
    replace("""
        {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
    """, """
        {
            "epoch": epoch,
            "train_loss": round(train_loss, 3),
            "val_loss": round(val["loss"], 3),
            "val_accuracy": round(val["accuracy"], 3),
        }
    """)


def running_mean_of_losses(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-values: The training loss is averaged over all epochs so far; each entry tells of its own epoch."""
    history, total = [], 0.0
    for epoch in range(1, epochs + 1):
        total += train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        history.append(
            {"epoch": epoch, "train_loss": total / epoch, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        )
    return history


def same_dict_each_epoch(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-values: One dict is filled again in each epoch, so every entry of the list shows the last epoch."""
    history, entry = [], {}
    for epoch in range(1, epochs + 1):
        entry["epoch"] = epoch
        entry["train_loss"] = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        entry["val_loss"], entry["val_accuracy"] = val["loss"], val["accuracy"]
        history.append(entry)
    return history


@change
def seeds():
    """global-state-changed: The global generator is seeded at the start, so that all later random numbers repeat."""
    before("history = []", "torch.manual_seed(0)")


def short_key(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-structure: The accuracy stands under `val_acc`; its key is `val_accuracy`."""
    history = []
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        history.append({"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_acc": val["accuracy"]})
    return history


@change
def stops_early():
    """wrong-structure: Training stops when the validation loss grows; all epochs are asked for."""
    after("history = []", 'best = float("inf")')
    after(")", """
        if val["loss"] > best:
            break
        best = val["loss"]
    """)


def run_epoch_train_mode_once(model, loader, loss_fn, optimizer, device):
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        optimizer.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count


@torch.no_grad()
def measure_train_mode_once(model, loader, loss_fn, device):
    model.eval()
    total, hits, count = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        logits = model(x)
        total += loss_fn(logits, y).item() * len(x)
        hits += (logits.argmax(1) == y).sum().item()
        count += len(x)
    return {"loss": total / count, "accuracy": hits / count}


@change
def train_mode_once():
    """wrong-mode: Train mode is switched on once; after the first evaluation the model goes on training in eval mode.
    """
    before("history = []", "model.train()")
    replace(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        "train_loss = run_epoch_train_mode_once(model, train_loader, loss_fn, optimizer, device)",
    )
    replace("val = evaluate(model, val_loader, loss_fn, device)", "val = measure_train_mode_once(model, val_loader, loss_fn, device)")


def training_loss_measured_afterwards(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-values: The training loss is measured again after the epoch; the mean of the losses met in training is
    asked for."""
    history = []
    for epoch in range(1, epochs + 1):
        train_epoch(model, train_loader, loss_fn, optimizer, device)
        train = evaluate(model, train_loader, loss_fn, device)
        val = evaluate(model, val_loader, loss_fn, device)
        history.append(
            {"epoch": epoch, "train_loss": train["loss"], "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        )
    return history


def trains_a_copy(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """replaced-parameter: A copy of the model is trained with an optimizer of its own; the model of the caller stays as
    it was."""
    net = copy.deepcopy(model)
    settings = {k: v for k, v in optimizer.param_groups[0].items() if k != "params"}
    own = type(optimizer)(net.parameters(), **settings)
    history = []
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(net, train_loader, loss_fn, own, device)
        val = evaluate(net, val_loader, loss_fn, device)
        history.append(
            {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        )
    return history


@change
def trains_on_validation_data():
    """wrong-values: The model is trained on the validation data as well as on the training data."""
    after(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        "train_epoch(model, val_loader, loss_fn, optimizer, device)",
    )


@change
def validates_on_training_data():
    """wrong-values: The evaluation runs on the training loader; the validation loader is not used."""
    replace(
        "val = evaluate(model, val_loader, loss_fn, device)",
        "val = evaluate(model, train_loader, loss_fn, device)",
    )


def validation_keys_as_they_are(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-structure: The keys of the evaluation are taken over as loss and accuracy, without the prefix `val_`."""
    history = []
    for epoch in range(1, epochs + 1):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        history.append({"epoch": epoch, "train_loss": train_loss, **evaluate(model, val_loader, loss_fn, device)})
    return history


def without_epoch_key(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-structure: The entries do not say which epoch they belong to."""
    history = []
    for _ in range(epochs):
        train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
        val = evaluate(model, val_loader, loss_fn, device)
        history.append({"train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]})
    return history


def without_training(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """missing-step: The model is only evaluated in each epoch and never trained."""
    history = []
    for epoch in range(1, epochs + 1):
        train = evaluate(model, train_loader, loss_fn, device)
        val = evaluate(model, val_loader, loss_fn, device)
        history.append(
            {"epoch": epoch, "train_loss": train["loss"], "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        )
    return history


def run_epoch_zero_grad_once(model, loader, loss_fn, optimizer, device):
    model.train()
    total, count = 0.0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        loss = loss_fn(model(x), y)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(x)
        count += len(x)
    return total / count


@change
def zero_grad_once():
    """stale-gradient: Gradients are cleared once, before all epochs; from the second batch on they pile up."""
    before("history = []", "optimizer.zero_grad()")
    replace(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        "train_loss = run_epoch_zero_grad_once(model, train_loader, loss_fn, optimizer, device)",
    )
