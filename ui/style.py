"""The few rules of style the theme can't say."""

from __future__ import annotations

import streamlit as st

from geo.text import Text
from ui.components.document_language import KEY as LANGUAGE_KEY
from ui.components.remembered_city import KEY as CITY_KEY

_CHOOSE = Text("选择文件", "Upload")
BACKUP_FILE = "restore_file"
"""The key of the upload box that takes a backup."""
MOST_MB = 50
"""What the boxes for lists and backups take; the server's own limit is that of roads."""
_BACKUP = f"台账备份，不超过 {MOST_MB} MB"
_LIMITS = f"表格或地理数据，每个不超过 {MOST_MB} MB"
_ROADS = "道路文件，不超过 200 MB"
_PEOPLE = f"栅格不超过 200 MB，表格不超过 {MOST_MB} MB"

# st.caption sets text at 60 % of ink, about 4.3 : 1 on white; #55616D is 6.3 : 1.
# Streamlit writes its upload box in English only; in Chinese our words stand in their place.
_STYLE = f"""
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {{
  color: #55616D; opacity: 1;
}}
.st-key-{LANGUAGE_KEY}, .st-key-{CITY_KEY} {{
  position: absolute; width: 0; height: 0; overflow: hidden;
}}
[data-testid="stButtonGroup"] [data-orientation="horizontal"] {{ flex-wrap: wrap; }}
:root:lang(en) body {{ font-variant-east-asian: proportional-width; }}
:root:lang(zh) [data-testid="stFileUploaderDropzone"] p {{ font-size: 0; }}
:root:lang(zh) [data-testid="stFileUploaderDropzone"] p::after {{
  content: "{_CHOOSE.zh}"; font-size: .875rem;
}}
:root:lang(zh) [data-testid="stFileUploaderDropzoneInstructions"] span {{ font-size: 0; }}
:root:lang(zh) [data-testid="stFileUploaderDropzoneInstructions"] span::after {{
  content: "{_LIMITS}"; font-size: .875rem;
}}
:root:lang(zh) .st-key-{BACKUP_FILE}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{ content: "{_BACKUP}"; }}
:root:lang(zh) .st-key-roads_file
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{ content: "{_ROADS}"; }}
:root:lang(zh) .st-key-access_people_file
[data-testid="stFileUploaderDropzoneInstructions"] span::after {{ content: "{_PEOPLE}"; }}
[data-testid="stMarkdownContainer"] p {{ text-wrap: pretty; }}
[data-testid="stMainBlockContainer"] {{ font-variant-numeric: tabular-nums; }}
"""


def page_style() -> None:
    """Adds the rules to the page; call it once, at the entry point."""
    st.html(f"<style>{_STYLE}</style>")
