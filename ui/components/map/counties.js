// The polygons of one city's counties: colours, selection, keyboard, focus ring.

import { addPatterns, fillValue } from "./fills.js";

const STROKE = "#55616D";
const SELECTED = [["#FFFFFF", 6], ["#17212B", 3]];
const FOCUSED = [["#17212B", 12], ["#E69F00", 10], ["#FFFFFF", 4.4], ["#17212B", 2.4]];

export class Counties {
  #layers = new Map(); // code → Leaflet polygon
  #casing = L.layerGroup();
  #focus = L.layerGroup();
  selected = null;

  // onClick(code, containerPoint or null for the keyboard), onHover(code or null, containerPoint)
  constructor(map, { onClick, onHover }) {
    this.map = map;
    this.onClick = onClick;
    this.onHover = onHover;
  }

  get size() {
    return this.#layers.size;
  }

  has(code) {
    return this.#layers.has(code);
  }

  // Reads the boundaries (kept by the browser) and draws the counties of that city.
  async draw(cityCode, url) {
    const answer = await fetch(url, { cache: "force-cache" });
    if (!answer.ok) throw new Error(`boundaries: HTTP ${answer.status}`);
    const { features } = await answer.json();
    for (const layer of this.#layers.values()) layer.remove();
    this.#layers.clear();
    this.#casing.clearLayers();
    this.#focus.clearLayers();
    this.selected = null;
    features
      .filter((feature) => feature.properties.city_code === cityCode)
      .sort((a, b) => (a.properties.code < b.properties.code ? -1 : 1))
      .forEach((feature) => this.#add(feature));
    this.#casing.addTo(this.map);
    this.#focus.addTo(this.map);
  }

  #add(feature) {
    const code = String(feature.properties.code);
    const layer = L.polygon(L.GeoJSON.geometryToLayer(feature).getLatLngs(), {
      color: STROKE, weight: 1.25, opacity: 1, fillOpacity: 1, smoothFactor: 0.5,
      className: "county", fillColor: "#FFFFFF",
    }).addTo(this.map);
    const path = layer.getElement();
    if (!path.ownerSVGElement.querySelector("defs")) addPatterns(path.ownerSVGElement);
    path.dataset.code = code;
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.setAttribute("aria-pressed", "false");
    path.setAttribute("aria-label", String(feature.properties.name_zh));
    layer.on("click", (event) => {
      L.DomEvent.stop(event);
      this.onClick(code, event.containerPoint);
    });
    layer.on("mouseover", (event) => this.onHover(code, event.containerPoint));
    layer.on("mouseout", () => this.onHover(null));
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      this.onClick(code, null);
    });
    path.addEventListener("focus", () => {
      if (path.matches(":focus-visible")) this.#outline(this.#focus, layer, FOCUSED);
    });
    path.addEventListener("blur", () => this.#focus.clearLayers());
    this.#layers.set(code, layer);
  }

  #outline(group, layer, strokes) {
    group.clearLayers();
    for (const [color, weight] of strokes) {
      group.addLayer(
        L.polygon(layer.getLatLngs(), {
          color, weight, fill: false, interactive: false, opacity: 1, smoothFactor: 0.5,
        }),
      );
    }
  }

  // areaOf(code): the AreaStyle of a county or undefined.
  paint(areaOf, fillOpacity) {
    for (const [code, layer] of this.#layers) {
      const area = areaOf(code);
      // What is not known hides no cells: it has none.
      const opacity = area?.fill === "unknown" ? 1 : fillOpacity;
      layer.setStyle({ fillColor: fillValue(area ? area.fill : "none"), fillOpacity: opacity });
      const path = layer.getElement();
      path.dataset.fill = area ? area.fill : "none";
      if (area) path.setAttribute("aria-label", area.title);
    }
  }

  select(code) {
    const next = this.#layers.has(code) ? code : null;
    if (next === this.selected) return;
    this.selected = next;
    for (const [other, layer] of this.#layers) {
      layer.getElement().setAttribute("aria-pressed", String(other === next));
    }
    this.#casing.clearLayers();
    if (next) this.#outline(this.#casing, this.#layers.get(next), SELECTED);
  }

  bounds() {
    const bounds = L.latLngBounds([]);
    for (const layer of this.#layers.values()) bounds.extend(layer.getBounds());
    return bounds;
  }

  // Rings in container px, for placing plates.
  shapes() {
    return [...this.#layers].map(([code, layer]) => ({
      code,
      rings: layer.getLatLngs().flat(1).map((ring) =>
        ring.map((latLng) => this.map.latLngToContainerPoint(latLng)),
      ),
    }));
  }
}
