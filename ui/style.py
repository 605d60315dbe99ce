"""The few rules of style the theme can't say."""

from __future__ import annotations

import streamlit as st

from geo.text import LANGUAGES, Text
from ui.components.document_language import KEY as LANGUAGE_KEY
from ui.components.remembered_city import KEY as CITY_KEY

_CHOOSE = Text("选择文件", "Upload")
BACKUP_FILE = "restore_file"
"""The key of the upload box that takes a backup."""
MOST_MB = 50
"""What the boxes for lists and backups take; the server's own limit is that of roads."""
_TAKEN = {
    "": Text(
        f"表格或地理数据，每个不超过 {MOST_MB} MB", f"tables or map data, {MOST_MB} MB each at most"
    ),
    BACKUP_FILE: Text(f"台账备份，不超过 {MOST_MB} MB", f"a backup, {MOST_MB} MB at most"),
    "roads_file": Text("道路文件，不超过 200 MB", "a file of roads, 200 MB at most"),
    "access_people_file": Text(
        f"栅格不超过 200 MB，表格不超过 {MOST_MB} MB",
        f"a raster of 200 MB or a table of {MOST_MB} MB at most",
    ),
    "papers_word_file": Text(f"Word 模板，不超过 {MOST_MB} MB", f"a .docx, {MOST_MB} MB at most"),
    "papers_slides_file": Text(
        f"PowerPoint 模板，不超过 {MOST_MB} MB", f"a .pptx, {MOST_MB} MB at most"
    ),
}
"""What upload boxes take, by key; the empty one is of all others."""


def _taken() -> str:
    """Rules that put our words in place of Streamlit's, which know the server's limit alone."""
    box = '[data-testid="stFileUploaderDropzoneInstructions"] span'
    rules = [f"{box} {{ font-size: 0; }}", f"{box}::after {{ font-size: .875rem; }}"]
    for key, said in _TAKEN.items():
        within = f".st-key-{key} " if key else ""
        rules += [
            f':root:lang({language}) {within}{box}::after {{ content: "{said.get(language)}"; }}'
            for language in LANGUAGES
        ]
    return "\n".join(rules)


# st.caption sets text at 60 % of ink, about 4.3 : 1 on white; #55616D is 6.3 : 1.
# Streamlit writes its upload box in English only; in Chinese our words stand in their place.
_STYLE = f"""
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {{
  color: #55616D; opacity: 1;
}}
.st-key-{LANGUAGE_KEY}, .st-key-{CITY_KEY} {{
  position: absolute; width: 0; height: 0; overflow: hidden;
}}
@media (max-width: 640px) {{ .st-key-head_tools {{ justify-content: flex-start; gap: .5rem; }} }}
[class*="st-key-papers_none_"] p {{ color: #55616D; }}
[data-variant="segmented_control"] {{ min-height: 2.5rem; }}
[data-testid="stButtonGroup"] [data-orientation="horizontal"] {{ flex-wrap: wrap; }}
:root:lang(en) body {{ font-variant-east-asian: proportional-width; }}
:root:lang(zh) [data-testid="stFileUploaderDropzone"] p {{ font-size: 0; }}
:root:lang(zh) [data-testid="stFileUploaderDropzone"] p::after {{
  content: "{_CHOOSE.zh}"; font-size: .875rem;
}}
{_taken()}
[data-testid="stMarkdownContainer"] p {{ text-wrap: pretty; }}
[data-testid="stMainBlockContainer"] {{ font-variant-numeric: tabular-nums; }}
"""


def page_style() -> None:
    """Adds the rules to the page; call it once, at the entry point."""
    st.html(f"<style>{_STYLE}</style>")
