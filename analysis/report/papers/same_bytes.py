"""Office files (zip archives) that are byte for byte the same for the same content."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

_METHOD, _LEVEL = zipfile.ZIP_DEFLATED, 9


def same_bytes(archive: bytes, made_on: date) -> bytes:
    """The archive with every part in order of its name and dated ``made_on``.

    ``[Content_Types].xml`` stays first, as Office expects it.
    """
    out = BytesIO()
    # The format knows no year before 1980.
    stamp = (max(made_on.year, 1980), made_on.month, made_on.day, 0, 0, 0)
    with zipfile.ZipFile(BytesIO(archive)) as parts, zipfile.ZipFile(out, "w", _METHOD) as fixed:
        for name in sorted(parts.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            part = zipfile.ZipInfo(name, stamp)
            part.compress_type = _METHOD
            part.external_attr = 0o600 << 16
            # As if made on one system, whichever it is.
            part.create_system = 0
            fixed.writestr(part, parts.read(name), compresslevel=_LEVEL)
    return out.getvalue()
