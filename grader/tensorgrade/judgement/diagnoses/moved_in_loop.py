"""The model is moved from device to device inside the training loop.

## Why PyTorch behaves so

Moving a model copies every parameter. Done for each batch or epoch it takes longer than the training, and passes
that run while the model is elsewhere do not run on the device that was asked for. A model is moved once, before its
optimizer is made; batches are moved in the loop.

## Example

```python
>>> import torch
>>> model = torch.nn.Linear(2, 1)
>>> model.to("cpu") is model
True
```

## How to find it

Search the loop for `model.to`, `model.cpu` and `model.cuda`; print the device of the input in forward.

`sim:0` in a verdict is a simulated GPU. For devices it behaves as one, and every machine has it. `meta` is a
device of torch whose tensors have a shape and no numbers.
"""

from __future__ import annotations

CONCEPT = "device"
PLACE = 4432
SUMMARY = "the model is moved from device to device in the training loop."
CAUSE = "The model is moved between updates, so that some of its passes run on another device than the one asked for."
REMEDY = "Move the model once, before the optimizer is made; in the loop move the batches only."
