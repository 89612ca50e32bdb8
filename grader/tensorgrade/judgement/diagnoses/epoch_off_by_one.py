"""The epoch that training resumes at is one too early or too late, so an epoch is repeated or skipped.

## Why PyTorch behaves so

`epoch` is the last epoch that was completed. The next one to run is the one after it.

## Example

```python
>>> completed = 4
>>> list(range(completed + 1, 7))
[5, 6]
```

## How to find it

Train for 3 epochs, save, load, and print the number that comes back.

## In the chapter

0.3.12.
"""

from __future__ import annotations

PLACE = 4320
SUMMARY = "the epoch is off by one."
CAUSE = "The stored epoch is returned as it is, or was changed before it was stored."
REMEDY = "Store the epoch as given, and return it plus one."
