"""Files of feedback packed into one zip, as importers of platforms unpack it. Equal files give equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

EPOCH = (1980, 1, 1, 0, 0, 0)


def zipped(files: Iterable[tuple[str, bytes]], programs: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """Pack files by their names; `programs` may be run where they are unpacked."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for mode, group in ((0o644, files), (0o755, programs)):
            for name, content in group:
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.external_attr = mode << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, content)
    return whole.getvalue()
