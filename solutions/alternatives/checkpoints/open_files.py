"""Opens the files itself, in binary mode."""

import torch


def save_weights(model, path):
    with open(path, mode="wb") as file:
        torch.save(model.state_dict(), file)


def load_weights(model, path, device="cpu"):
    with open(path, "rb") as file:
        state = torch.load(file, map_location=device, weights_only=True)
    model = model.to(device)
    model.load_state_dict(state, strict=True)
    return model.train(False)


def save_checkpoint(path, model, optimizer, epoch, loss):
    with open(path, "wb") as file:
        torch.save(
            {
                "epoch": epoch,
                "model_state_dict": model.state_dict(),
                "optimizer_state_dict": optimizer.state_dict(),
                "loss": loss,
            },
            file,
        )


def load_checkpoint(path, model, optimizer, device="cpu"):
    with open(path, "rb") as file:
        checkpoint = torch.load(file, map_location=device, weights_only=True)
    model.load_state_dict(checkpoint["model_state_dict"])
    optimizer.load_state_dict(checkpoint["optimizer_state_dict"])
    epoch = checkpoint.get("epoch", -1)
    epoch += 1
    return epoch
