"""The one place that escapes what goes into a map page.

folium's renderer (branca) compiles every rendered script a second time as a Jinja template, and
puts some strings between JavaScript backticks: HTML escaping alone lets ``{{ … }}`` run on the
machine that makes the map, and ``${ … }`` in the browser that opens it. Each character that means
something to HTML, JavaScript or Jinja becomes a decimal entity, which a browser shows as itself.
"""

from __future__ import annotations

from geo.text import Language, Text

_DANGEROUS = "&<>\"'`${}%#\\"
_ENTITIES = str.maketrans({sign: f"&#{ord(sign)};" for sign in _DANGEROUS})
_LINE_ENDS = str.maketrans({"\r": " ", "\n": " ", "\u2028": " ", "\u2029": " ", "\0": ""})


def escape(text: str) -> str:
    """The text as it may stand in a map page: in an element or in a quoted attribute."""
    return text.translate(_LINE_ENDS).translate(_ENTITIES)


def escape_text(text: Text, language: Language) -> str:
    """The text in one language, escaped."""
    return escape(text.get(language))
