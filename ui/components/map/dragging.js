// Dragging a mark: it follows the pointer, and where it is let go is told. Escape puts it back.

const DRAG_PX = 5; // less is a click

export function dragMark(map, node, { onDrag, onDrop, onGiveUp }) {
  let down = null; // where the pointer was pressed, and where the mark then stood
  let dragged = false;
  node.classList.add("movable");

  const at = (event) => map.mouseEventToLayerPoint(event);
  const end = () => {
    down = null;
    node.classList.remove("dragged");
    map.dragging.enable();
  };

  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    dragged = false;
    const { e, f } = node.transform.baseVal.consolidate().matrix;
    down = { pointer: at(event), mark: L.point(e, f), id: event.pointerId };
    node.setPointerCapture(event.pointerId);
    map.dragging.disable();
  });
  node.addEventListener("pointermove", (event) => {
    if (!down) return;
    const moved = at(event).subtract(down.pointer);
    if (!dragged && Math.hypot(moved.x, moved.y) <= DRAG_PX) return;
    dragged = true;
    node.classList.add("dragged");
    onDrag();
    const { x, y } = down.mark.add(moved);
    node.setAttribute("transform", `translate(${x} ${y})`);
  });
  node.addEventListener("pointerup", (event) => {
    if (!down) return;
    const place = down.mark.add(at(event).subtract(down.pointer));
    end();
    if (dragged) onDrop(map.layerPointToLatLng(place));
  });
  const giveUp = () => {
    if (!down) return;
    node.releasePointerCapture?.(down.id);
    end();
    onGiveUp();
  };
  node.addEventListener("pointercancel", giveUp);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && dragged) giveUp();
  });
  // The click that ends a drag chooses nothing.
  node.addEventListener(
    "click",
    (event) => {
      if (!dragged) return;
      dragged = false;
      event.stopImmediatePropagation();
      event.preventDefault();
    },
    true,
  );
}
