"""人口: choropleths of the census by county, the table beside them, persons with disabilities."""

from __future__ import annotations

import streamlit as st

from analysis.class_breaks import METHOD_WORDS, Method
from analysis.report.population_table import MEASURES, Measure
from ui import downloads, state
from ui.components.class_strip import class_strip
from ui.components.data_table import data_table
from ui.components.page_head import lede
from ui.language import language, say, written
from ui.population import population_bases, population_view


def page() -> None:
    """The page: its sentence, the measure and its classes, the map, the table, the bases."""
    chosen = state.view()
    lede(population_bases.population_lede(), language=language(), key="population_lede")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = st.segmented_control(
            say("指标", "Measure"),
            list(Measure),
            format_func=written({m: w.short for m, w in MEASURES.items()}),
            default=Measure.PEOPLE,
            required=True,
            key="population_measure",
        )
        method = st.selectbox(
            say("分级方法", "Classes by"),
            list(Method),
            format_func=written(METHOD_WORDS),
            key="population_method",
            width=180,
        )
        classes = st.number_input(
            say("级数", "Classes"), 2, 4, 4, key="population_classes", width=120
        )
    picture = population_view.picture(
        chosen, Measure(measure), method or Method.NATURAL, int(classes)
    )
    left, right = st.columns([1, 1.06], gap="medium")
    with left:
        class_strip(picture.strip, language=language(), key="population_strip")
        population_view.draw_map(picture, chosen)
    with right:
        data_table(picture.table, language=language(), key="population_table")
        data_table(population_bases.bases_table(), language=language(), key="bases_table")
        downloads.population_button(key="population_download")


page()
