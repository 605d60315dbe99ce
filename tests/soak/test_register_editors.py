"""Twenty people at once: no edit is lost, none overwrites another unseen."""

from __future__ import annotations

from sqlalchemy import URL, select

from geo.register.schema import changes
from geo.register.store import open_register
from tests.soak.register_writer import SHARED, edit, writers

EDITORS = 20
EDITS = 1_000


def test_20_editors_make_1000_edits_and_none_is_lost(register_url: URL) -> None:
    url = register_url.render_as_string(hide_password=False)
    context = writers()
    running = []
    # The register is not there yet: the twenty begin it together.
    for editor in range(EDITORS):
        told, tells = context.Pipe(duplex=False)
        child = context.Process(target=edit, args=(url, editor, EDITS // EDITORS, tells))
        child.start()
        tells.close()
        running.append((child, told))
    conflicts = sum(told.recv() for _, told in running)
    for child, told in running:
        child.join()
        told.close()
    register = open_register(register_url)
    state = register.state()
    marks = [m for r in state.records("facilities") for m in r.note.split()]
    with register.reading() as connection:
        said = list(connection.scalars(select(changes.c.note).order_by(changes.c.change_id)))
        ids = list(connection.scalars(select(changes.c.change_id).order_by(changes.c.change_id)))
    register.close()
    expected = {f"{e}.{n}" for e in range(EDITORS) for n in range(EDITS // EDITORS)}
    assert sorted(marks) == sorted(expected), "every edit is in its record once"
    assert sorted(said) == sorted(expected)
    assert ids == list(range(1, EDITS + 1))
    assert len(state.records("facilities")) == SHARED
    assert conflicts > 0, "nobody met anybody: the run tried nothing"
    print(f"{EDITS} edits by {EDITORS} editors, {conflicts} conflicts seen and settled")
