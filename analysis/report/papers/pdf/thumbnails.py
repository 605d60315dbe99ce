"""Pages of a paper made small, for the strip from which one is chosen."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

WIDTH_PX = 150
"""Twice the width on screen, for screens of fine dots."""
_QUALITY = 72


def thumbnail(picture: bytes) -> bytes:
    """The page small, as JPEG; the same bytes for the same picture (PNG)."""
    with Image.open(BytesIO(picture)) as page:
        height = round(page.height * WIDTH_PX / page.width)
        small = page.convert("RGB").resize((WIDTH_PX, height), Image.Resampling.BOX)
    stream = BytesIO()
    small.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()
