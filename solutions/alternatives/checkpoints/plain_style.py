"""As the chapter writes it, with the safe default of torch.load."""

import torch


def save_weights(model, path):
    torch.save(model.state_dict(), path)


def load_weights(model, path, device="cpu"):
    model.load_state_dict(torch.load(path, map_location=torch.device(device)))
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
    ckpt = torch.load(path, map_location=device)
    optimizer.load_state_dict(ckpt["optimizer_state_dict"])
    model.load_state_dict(ckpt["model_state_dict"])
    return int(ckpt["epoch"]) + 1
