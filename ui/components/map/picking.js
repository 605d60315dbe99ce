// Picking a point: a click anywhere, or Enter for the centre, in place of choosing what lies there.

import { svgNode } from "../ui.components.map_view.web/symbols.js";

const PIN = "M0 0C-7 -9 -10 -13 -10 -19A10 10 0 1 1 10 -19C10 -13 7 -9 0 0Z";

const DRAG_PX = 5;

export class Picking {
  #on = false;
  #pin = svgNode(
    "svg", { class: "overlay-svg pin", width: 1, height: 1, role: "img" },
    svgNode("path", { d: PIN, fill: "#17212B", stroke: "#FFFFFF", "stroke-width": 2 }),
    svgNode("circle", { cx: 0, cy: -19, r: 3.6, fill: "#FFFFFF" }),
  );
  #cross = L.DomUtil.create("div", "cross");
  #picked = null;
  #down = { x: 0, y: 0 };

  constructor(map, box, pane, onPick) {
    this.map = map;
    this.box = box;
    this.onPick = onPick;
    this.#pin.style.display = "none";
    this.#cross.setAttribute("aria-hidden", "true");
    pane.append(this.#pin);
    box.append(this.#cross);
    // Before the counties, marks and plates hear of it.
    box.addEventListener("pointerdown", (event) => {
      this.#down = { x: event.clientX, y: event.clientY };
    }, true);
    box.addEventListener("click", (event) => this.#click(event), true);
    box.addEventListener("keydown", (event) => this.#key(event), true);
    map.on("zoomend viewreset moveend", () => this.place());
  }

  set({ pick, picked }) {
    this.#on = Boolean(pick);
    this.box.classList.toggle("picking", this.#on);
    this.#picked = picked ?? null;
    this.#pin.setAttribute("aria-label", picked?.name ?? "");
    this.place();
  }

  place() {
    this.#pin.style.display = this.#picked ? "" : "none";
    if (!this.#picked) return;
    const { x, y } = this.map.latLngToLayerPoint([this.#picked.lat, this.#picked.lon]);
    L.DomUtil.setPosition(this.#pin, L.point(Math.round(x), Math.round(y)));
    this.box.dataset.picked = `${this.#picked.lon},${this.#picked.lat}`;
  }

  #click(event) {
    if (!this.#on || event.target.closest(".leaflet-control, .note")) return;
    event.preventDefault();
    event.stopPropagation();
    // The end of a drag is no click.
    const { x, y } = this.#down;
    if (Math.hypot(event.clientX - x, event.clientY - y) > DRAG_PX) return;
    this.map.scrollWheelZoom.enable();
    this.#take(this.map.mouseEventToLatLng(event));
  }

  #key(event) {
    if (!this.#on || event.key !== "Enter" || event.target.closest(".leaflet-control")) return;
    event.preventDefault();
    event.stopPropagation();
    this.#take(this.map.getCenter());
  }

  #take(latLng) {
    const { lat, lng } = latLng.wrap();
    const here = this.map.latLngToContainerPoint(latLng);
    const beside = this.map.containerPointToLatLng(here.add([100, 0]));
    this.#picked = { lon: lng, lat, name: this.#picked?.name ?? "" };
    this.place(); // seen at once, before Python answers
    this.onPick({ lon: lng, lat, metres_per_px: this.map.distance(latLng, beside) / 100 });
  }
}
