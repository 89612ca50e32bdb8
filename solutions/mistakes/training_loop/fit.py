"""Known mistakes of fit."""

import copy


def decays_the_learning_rate():
    """wrong-values: The learning rate changes between epochs, which the task does not ask for.
    remedy: Leave the settings of the optimizer as they are: no scheduler, no change of `lr`.
    """
    before("history = []", "scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.5)")
    after("val = evaluate(model, val_loader, loss_fn, device)", "scheduler.step()")


def dict_of_lists():
    """wrong-type: The numbers are collected by their names, all epochs of one in a list, and not by epoch: what belongs
    to one epoch does not stand together.
    remedy: Start with an empty list. After each epoch append a new dict with the four keys.
    """
    replace("return history", "return {key: [entry[key] for entry in history] for key in history[0]}")


def epochs_from_two():
    """epoch-off-by-one: The count begins at 2, as when 1 is added to one that begins at 1 already.
    remedy: Count from 1, either in the range or with + 1. Do not do both.
    """
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(2, epochs + 2):")


def epochs_from_zero():
    """epoch-off-by-one: The count begins at 0, as range and enumerate do by themselves, and goes into the entries as it
    is.
    remedy: Let the count begin at 1, `range(1, epochs + 1)`, or write `epoch + 1` into the entry.
    """
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(epochs):")


def evaluates_before_training():
    """wrong-values: Each epoch is evaluated before it is trained; the evaluation comes after the training.
    remedy: In the loop, call train_epoch first and evaluate after it.
    """
    replace("val = evaluate(model, val_loader, loss_fn, device)", "")
    before(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        "val = evaluate(model, val_loader, loss_fn, device)",
    )


@change("fit_in_one_piece")
def evaluates_in_train_mode():
    """wrong-mode: Nothing switches eval mode on between training and evaluation, so dropout and batch norm still work
    as in training.
    remedy: Call `model.eval()` before each evaluation, here or in evaluate.
    """
    replace("model.eval()", "")


def evaluates_once(model, train_loader, val_loader, loss_fn, optimizer, epochs, device):
    """wrong-values: Every entry holds the result of one evaluation, which runs when all epochs are over.
    remedy: Call evaluate inside the loop, after the training of each epoch.
    """
    losses = [train_epoch(model, train_loader, loss_fn, optimizer, device) for _ in range(epochs)]
    val = evaluate(model, val_loader, loss_fn, device)
    return [
        {"epoch": i, "train_loss": loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
        for i, loss in enumerate(losses, start=1)
    ]


def fixed_number_of_epochs():
    """wrong-structure: The length of the loop comes from somewhere else than the argument epochs, such as a fixed
    number.
    remedy: Let the loop run over `range(1, epochs + 1)`.
    """
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(1, 6):")


def gradients_stay_off():
    """global-state-changed: Gradients are switched off and stay off for the whole process.
    remedy: Evaluate in `with torch.no_grad():`, which switches gradients back by itself.
    """
    before("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", "torch.set_grad_enabled(True)")
    before("val = evaluate(model, val_loader, loss_fn, device)", "torch.set_grad_enabled(False)")


HISTORY = []


def history_of_all_calls():
    """wrong-structure: The list is not made in each call but once, outside of the function or as a default value, so
    all calls append to the same one.
    remedy: Make a new empty list inside the function, at its start.
    """
    replace("history = []", "")
    replace("history.append(", "HISTORY.append(")
    replace("return history", "return HISTORY")


def history_reset_in_the_loop():
    """wrong-structure: Only the last entry is left, since the list is made again in each epoch.
    remedy: Make the empty list once, before the loop. In the loop only append to it.
    """
    replace("history = []", "")
    before("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", "history = []")


def keeps_the_best_weights():
    """wrong-values: The model gets back the weights of an earlier epoch at the end, such as those of the best one, so
    what the epochs after it learned is lost.
    remedy: Leave the model as the last epoch makes it. Load no other weights at the end.
    """
    replace("history = []", "history, best_loss, best_state = [], None, None")
    after("val = evaluate(model, val_loader, loss_fn, device)", """
        if best_loss is None or val["loss"] < best_loss:
            best_loss, best_state = val["loss"], copy.deepcopy(model.state_dict())
    """)
    before("return history", "model.load_state_dict(best_state)")


def last_entry_only():
    """wrong-type: The entry of the last epoch is returned; a list of all entries is asked for.
    remedy: Append each epoch's dict to a list, and return the list.
    """
    replace("return history", "return history[-1]")


def list_of_tuples():
    """wrong-type: The numbers of an epoch are told apart by their places in the entry, as in a tuple, and not by keys,
    as in a dict.
    remedy: Append a dict for each epoch, with the keys `epoch`, `train_loss`, `val_loss` and `val_accuracy`.
    """
    replace("return history", "return [tuple(entry.values()) for entry in history]")


def loaders_swapped():
    """test-data-misused: The two loaders are swapped: training runs on the validation data and evaluation on the
    training data.
    remedy: Give train_loader to train_epoch and val_loader to evaluate.
    """
    before("history = []", "train_loader, val_loader = val_loader, train_loader")


def loss_of_its_own():
    """wrong-loss-function: The loss is computed by a function of the code's own choice, and not by the loss_fn that was
    given.
    remedy: Pass the argument loss_fn on to train_epoch and evaluate, unchanged.
    """
    before("history = []", "loss_fn = torch.nn.CrossEntropyLoss()")


@change("fit_in_one_piece")
def losses_as_tensors():
    """wrong-type: Sums and means of tensors are tensors too, also of a single number, and nothing makes a Python number
    of the loss before it is stored.
    remedy: Take `.item()` of each loss, so that the entries hold Python floats.
    """
    replace("train_sum += loss.item() * x.size(0)", "train_sum += loss.detach() * x.size(0)")


def losses_swapped():
    """wrong-values: Training loss and validation loss stand under each other's key.
    remedy: Put what train_epoch returns under `train_loss`, and the loss of evaluate under `val_loss`.
    """
    replace('"train_loss": train_loss, "val_loss": val["loss"]', '"train_loss": val["loss"], "val_loss": train_loss')


@change("fit_in_one_piece")
def mean_of_batch_means():
    """batch-mean: Losses are averaged over batches, so a short last batch counts as much as a full one.
    remedy: Weigh each batch's loss with `len(x)`, and divide the sum by the number of samples.
    """
    replace("train_sum += loss.item() * x.size(0)", "train_sum += loss.item()")
    replace("val_sum += loss_fn(out, y).item() * x.size(0)", "val_sum += loss_fn(out, y).item()")
    replace("val_loss=val_sum / len(val_loader.dataset),", "val_loss=val_sum / len(val_loader),")
    replace("train_loss=train_sum / len(train_loader.dataset),", "train_loss=train_sum / len(train_loader),")


@change("fit_in_one_piece")
def mode_as_found():
    """wrong-mode: The model trains in the mode that it is found in; train mode is never switched on.
    remedy: Call `model.train()` at the start of each epoch, here or in train_epoch.
    """
    before("history = []", "was_training = model.training")
    replace("model.train()", "model.train(was_training)")


def more_keys():
    """wrong-structure: The entries have other keys beside the four that are asked for.
    remedy: Keep exactly the keys `epoch`, `train_loss`, `val_loss` and `val_accuracy`.
    """
    replace("return history", 'return [{"lr": optimizer.param_groups[0]["lr"], **entry} for entry in history]')


def more_training_each_epoch():
    """extra-step: Some epochs train more than once: the first once, the second twice, and so on.
    remedy: Call train_epoch once in each pass of the loop over epochs. Remove the loop inside it.
    """
    replace("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", """
        for _ in range(epoch):
            train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)
    """)


def nested_validation():
    """wrong-structure: The result of the evaluation stands in the entry as a dict of its own.
    remedy: Take its two numbers out: `val_loss` is its `"loss"`, and `val_accuracy` its `"accuracy"`.
    """
    replace('"val_loss": val["loss"], "val_accuracy": val["accuracy"]', '"val": val')


def new_optimizer_each_epoch():
    """missing-step: New optimizers are made in the function. The one that was given never steps, and its state is lost.
    remedy: Pass the argument optimizer on to train_epoch, and make none here.
    """
    after("history = []", 'settings = {k: v for k, v in optimizer.param_groups[0].items() if k != "params"}')
    replace("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", """
        fresh = type(optimizer)(model.parameters(), **settings)
        train_loss = train_epoch(model, train_loader, loss_fn, fresh, device)
    """)


def on_cuda():
    """hard-coded-device: The code chooses the device by itself, by name or by what the machine has; the argument device
    is not used, or is overwritten.
    remedy: Pass the argument `device` on to train_epoch and evaluate. Name no device in the code.
    """
    before("history = []", """
        device = "cuda"
        model.to(device)
    """)


def one_epoch_too_few():
    """wrong-structure: The last epoch is left out, as by a loop from 1 that stops in front of the number epochs: a
    range leaves its end out.
    remedy: Loop over `range(1, epochs + 1)`: a range leaves its end out.
    """
    replace("for epoch in range(1, epochs + 1):", "for epoch in range(1, epochs):")


def one_epoch_too_many():
    """wrong-structure: The loop has one pass too many, as one that counts from 0 and takes in the number epochs itself.
    remedy: Loop over `range(1, epochs + 1)`, which has exactly `epochs` passes.
    """
    replace("for epoch in range(1, epochs + 1):", """
        epoch = 0
        while epoch <= epochs:
            epoch += 1
    """)


def optimizer_arguments_swapped():
    """raised: Loss and optimizer are handed to the epoch in the wrong order.
    remedy: Call `train_epoch(model, train_loader, loss_fn, optimizer, device)`: the loss comes before the optimizer.
    """
    replace("loss_fn, optimizer", "optimizer, loss_fn")


def percent():
    """wrong-scale: The accuracy is given in percent; a fraction is asked for.
    remedy: Store the accuracy as evaluate returns it, without the factor 100.
    """
    after("val = evaluate(model, val_loader, loss_fn, device)", 'val["accuracy"] *= 100')


def returns_in_the_loop():
    """wrong-structure: The function returns inside the loop, so training ends after the first epoch.
    remedy: Move the `return` behind the loop: indent it like the `for`.
    """
    after(")", "return history")


def returns_nothing():
    """missing-return: The history stays inside the function: no return hands it on, and what a function prints or keeps
    is not its result.
    remedy: Append a dict for each epoch to a list, and return the list at the end.
    """
    replace("return history", "print(history)")


def returns_the_model_too():
    """wrong-type: Something else is returned beside the history, such as the model, which the caller has, so the result
    is a pair and not a list.
    remedy: Return the list alone. The caller has the model already.
    """
    replace("return history", "return model, history")


def rounds():
    """wrong-values: The numbers of the history are rounded.
    remedy: Store the numbers as they are, without `round`. Round only where you print.
    """
    replace(
        "return history",
        "return [{name: round(number, 3) for name, number in entry.items()} for entry in history]",
    )


def running_mean_of_losses():
    """wrong-values: The training loss is averaged over all epochs so far; each entry tells of its own epoch.
    remedy: Store what train_epoch returns for this epoch. Carry no sum over the epochs.
    """
    replace("history = []", "history, total = [], 0.0")
    after("train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)", """
        total += train_loss
        train_loss = total / epoch
    """)


def same_dict_each_epoch():
    """wrong-values: The entries of the list are one and the same dict, so each shows the last epoch.
    remedy: Make a new dict in each pass of the loop, and append that.
    """
    replace("history = []", "history, entry = [], {}")
    replace("history.append(", "entry.update(")
    after(")", "history.append(entry)")


def seeds():
    """global-state-changed: The global generator is seeded, so that all later random numbers repeat.
    remedy: Remove `torch.manual_seed` from this function. Who calls it decides about the seed.
    """
    before("history = []", "torch.manual_seed(0)")


def short_key():
    """wrong-structure: The accuracy stands under another key than val_accuracy.
    remedy: Name the keys exactly `epoch`, `train_loss`, `val_loss` and `val_accuracy`.
    """
    replace('"val_accuracy"', '"val_acc"')


def stops_early():
    """wrong-structure: The loop over epochs ends on a condition of its own, such as a loss that no longer falls, before
    all epochs are done.
    remedy: Run all epochs: remove the `break` or `return` inside the loop.
    """
    after("history = []", 'best = float("inf")')
    after(")", """
        if val["loss"] > best:
            break
        best = val["loss"]
    """)


@change("fit_in_one_piece")
def train_mode_once():
    """wrong-mode: Eval mode stays on after the first evaluation: nothing switches train mode on again for the epochs
    that follow.
    remedy: Call `model.train()` at the start of each epoch, inside the loop.
    """
    replace("model.train()", "")
    before("history = []", "model.train()")


def training_loss_measured_afterwards():
    """loss-after-update: The training loss is measured again after the epoch; the mean of the losses met in training is
    asked for.
    remedy: Store what train_epoch returns as `train_loss`. Evaluate only the validation loader.
    """
    after(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        'train_loss = evaluate(model, train_loader, loss_fn, device)["loss"]',
    )


def trains_a_copy():
    """replaced-parameter: A copy of the model is trained; the model of the caller stays as it was.
    remedy: Pass `model` and `optimizer` on as they are, without a copy.
    """
    before("history = []", """
        model = copy.deepcopy(model)
        settings = {k: v for k, v in optimizer.param_groups[0].items() if k != "params"}
        optimizer = type(optimizer)(model.parameters(), **settings)
    """)


def trains_on_validation_data():
    """test-data-misused: The model is trained on the validation data as well as on the training data.
    remedy: Give val_loader to evaluate only, never to train_epoch.
    """
    after(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        "train_epoch(model, val_loader, loss_fn, optimizer, device)",
    )


def validates_on_training_data():
    """test-data-misused: The validation numbers are measured on the training data.
    remedy: Call evaluate with val_loader.
    """
    replace("evaluate(model, val_loader, loss_fn, device)", "evaluate(model, train_loader, loss_fn, device)")


def validation_keys_as_they_are():
    """wrong-structure: The keys of the evaluation are taken over as they are, without the prefix val_.
    remedy: Store `"loss"` of the evaluation as `val_loss`, and `"accuracy"` as `val_accuracy`.
    """
    replace("""
        {"epoch": epoch, "train_loss": train_loss, "val_loss": val["loss"], "val_accuracy": val["accuracy"]}
    """, """
        {"epoch": epoch, "train_loss": train_loss, **val}
    """)


def without_epoch_key():
    """wrong-structure: Which epoch an entry belongs to is told by its place in the list alone: its number is not
    written into it.
    remedy: Add the key `epoch` to each entry, counted from 1.
    """
    replace('"epoch": epoch, "train_loss": train_loss', '"train_loss": train_loss')


def without_training():
    """missing-step: The model is only evaluated in each epoch and never trained.
    remedy: Call train_epoch in each pass of the loop, before evaluate, and store its result as `train_loss`.
    """
    replace(
        "train_loss = train_epoch(model, train_loader, loss_fn, optimizer, device)",
        'train_loss = evaluate(model, train_loader, loss_fn, device)["loss"]',
    )


@change("fit_in_one_piece")
def zero_grad_once():
    """stale-gradient: backward adds to what is in .grad, and nothing clears it between batches, so from the second
    batch on gradients pile up.
    remedy: Clear the gradients for each batch, before its backward: `optimizer.zero_grad()` inside the loop over
    batches.
    """
    replace("optimizer.zero_grad()", "")
    before("history = []", "optimizer.zero_grad()")
