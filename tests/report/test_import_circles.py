"""What is shown knows nothing of how it is drawn: no circle of imports, late ones among them."""

from __future__ import annotations

import grimp
import pytest


@pytest.mark.parametrize("package", ["analysis.report.maps", "analysis.report.charts"])
def test_no_modules_of_pictures_import_each_other_in_a_circle(package: str) -> None:
    graph = grimp.build_graph("analysis", cache_dir=None)
    modules = graph.find_descendants(package)
    assert len(modules) > 2
    circles = [
        (module, other)
        for module in modules
        for other in graph.find_modules_directly_imported_by(module)
        if other in modules and graph.chain_exists(importer=other, imported=module)
    ]
    assert circles == []


def test_no_module_beside_the_papers_is_built_on_them() -> None:
    graph = grimp.build_graph("analysis", cache_dir=None)
    papers = graph.find_descendants("analysis.report.papers")
    beside = graph.find_descendants("analysis.report") - papers - {"analysis.report.papers"}
    assert len(papers) > 2
    assert len(beside) > 2
    on_them = {
        (module, other)
        for module in beside
        for other in graph.find_modules_directly_imported_by(module)
        if other in papers
    }
    assert on_them == set()
