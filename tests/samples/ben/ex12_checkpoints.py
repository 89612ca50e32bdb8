import torch


def save_weights(model, path):
    with open(path, "wb") as file:
        torch.save(model.state_dict(), file)


def load_weights(model, path, device="cpu"):
    state = torch.load(path, map_location=torch.device(device), weights_only=False)
    model.load_state_dict(state, strict=True)
    model.to(device)
    model.eval()
    return model


def save_checkpoint(path, model, optimizer, epoch, loss):
    torch.save(
        dict(
            loss=loss,
            optimizer_state_dict=optimizer.state_dict(),
            model_state_dict=model.state_dict(),
            epoch=epoch,
        ),
        path,
    )


def load_checkpoint(path, model, optimizer, device="cpu"):
    checkpoint = torch.load(path, weights_only=True, map_location=device)
    model.load_state_dict(checkpoint["model_state_dict"])
    return int(checkpoint["epoch"]) + 1
