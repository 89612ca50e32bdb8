import numpy as np
import torch


def linear_mse_gradients(x, y, w, b):
    X, Y, W, B = (t.detach().cpu().numpy() for t in (x, y, w, b))
    r = X @ W + B - Y
    dw = torch.from_numpy(2 * X.T @ r / len(r)).to(w.device)
    db = torch.tensor(2 * np.mean(r), dtype=b.dtype, device=b.device)
    return dw, db
