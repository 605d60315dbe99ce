// Isochrones: outlines over the cells, never filled, so that the bands below stay readable.

const CASING = { color: "#FFFFFF", weight: 4.5, opacity: 0.9 };

export class Outlines {
  #group = L.layerGroup();

  constructor(map, pane) {
    this.map = map;
    // A renderer of its own: one pane's svg cannot stand over another's.
    this.renderer = L.svg({ pane, padding: 0.6 });
    this.pane = pane;
    this.#group.addTo(map);
  }

  // outlines: [{rings: [polygon: [ring: [[lon, lat]]]], dashed}]
  set(outlines) {
    this.#group.clearLayers();
    for (const casing of [true, false]) {
      for (const { polygons, dashed } of outlines) {
        const places = polygons.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lat, lon])));
        const line = { color: "#17212B", weight: 1.9, opacity: 1, dashArray: dashed ? "5 4" : null };
        this.#group.addLayer(
          L.polygon(places, {
            ...(casing ? CASING : line), pane: this.pane, renderer: this.renderer, fill: false,
            interactive: false, smoothFactor: 0.8, className: casing ? "" : "outline",
          }),
        );
      }
    }
  }
}
