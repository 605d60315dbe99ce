// Small rings for places that are neither there nor proposed: they only say what they are.

import { svgNode } from "../ui.components.map_view.web/symbols.js";

export function dot() {
  return [svgNode("circle", { r: 4.2, fill: "#FFFFFF", stroke: "#4A5560", "stroke-width": 1.8 })];
}

export class Dots {
  #svg = svgNode("svg", { class: "overlay-svg", width: 1, height: 1 });
  #places = [];

  constructor(map, pane, tip) {
    this.map = map;
    this.tip = tip;
    pane.append(this.#svg);
  }

  set(places) {
    this.#places = places;
    this.#svg.replaceChildren(...places.map((p) => this.#node(p)));
  }

  // A table lists them for who has no mouse.
  #node(place) {
    const node = svgNode("g", { class: "mark dot", role: "img" }, ...dot());
    node.setAttribute("aria-label", [place.name, ...place.lines].join("，"));
    const show = (event) => {
      L.DomEvent.stop(event);
      this.tip.show(this.map.latLngToContainerPoint([place.lat, place.lon]), place.name, place.lines);
    };
    L.DomEvent.on(node, "mouseenter", show);
    L.DomEvent.on(node, "click", show);
    node.addEventListener("mouseleave", () => this.tip.hide());
    return node;
  }

  place() {
    this.#places.forEach(({ lat, lon }, index) => {
      const { x, y } = this.map.latLngToLayerPoint([lat, lon]);
      this.#svg.children[index].setAttribute("transform", `translate(${Math.round(x)} ${Math.round(y)})`);
    });
  }
}
