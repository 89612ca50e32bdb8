def to_device(batch, device):
    if hasattr(batch, "to"):
        return batch.to(device)
    elif hasattr(batch, "items"):
        result = {}
        for key, value in batch.items():
            result[key] = to_device(value, device)
        return result
    elif isinstance(batch, (list, tuple)):
        result = []
        for value in batch:
            result.append(to_device(value, device))
        return result if isinstance(batch, list) else tuple(result)
    else:
        return batch
