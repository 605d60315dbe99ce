// County plates: builds them, measures them, asks for places, draws them with their leaders.

import { svgNode, symbol } from "../ui.components.map_view.web/symbols.js";
import { placeLabels } from "./placement.js";

export const NARROW_PX = 480;

// Ways to write a plate; the cost is what is lost by it.
const VARIANTS = [
  { name: "stack", outside: false, cost: 0 },
  { name: "tall", outside: false, cost: 10 },
  { name: "line", outside: true, cost: 0 },
  { name: "stack", outside: true, cost: 6 },
  { name: "tall", outside: true, cost: 14 },
  { name: "brief", outside: false, cost: 130, leastShare: 0.42 },
  { name: "brief", outside: true, cost: 110 },
];
const NARROW_VARIANTS = [
  { name: "brief", outside: false, cost: 0, leastShare: 0.42 },
  { name: "brief", outside: true, cost: 0 },
];
// A choropleth's plate without its number says nothing, so on the phone it keeps it.
const NARROW_NUMBERS = [
  { name: "stack", outside: false, cost: 0 },
  { name: "stack", outside: true, cost: 0 },
  { name: "brief", outside: false, cost: 130, leastShare: 0.42 },
];
const TALL_FROM_PX = 132; // the width at which a "tall" plate breaks its word into lines

const variantsFor = (area, width) => {
  if (width >= NARROW_PX) return VARIANTS;
  return area.symbol ? NARROW_VARIANTS : NARROW_NUMBERS;
};

function element(className, text) {
  const node = document.createElement("span");
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function plate(area, variant) {
  const node = document.createElement("div");
  node.className = `plate ${variant.name}${variant.outside ? " outside" : ""}`;
  node.setAttribute("aria-hidden", "true"); // the county itself carries the words
  const name = element("name", area.label_name);
  const mark = area.symbol ? [symbol(area.symbol, 13)] : [];
  const word = area.label_word ? [element("word", area.label_word)] : [];
  if (variant.name === "stack" || variant.name === "tall") {
    const row = element("row");
    row.append(...mark, ...word);
    node.append(name, ...(row.childNodes.length ? [row] : []));
  } else {
    node.append(...mark, name, ...(variant.name === "line" ? word : []));
  }
  return node;
}

export class Labels {
  #plates;
  #leaders;
  #sizes = new Map();

  constructor(map, { platesPane, leadersPane, onClick }) {
    this.map = map;
    this.#plates = platesPane;
    this.#leaders = svgNode("svg", { class: "overlay-svg", width: 1, height: 1, "aria-hidden": "true" });
    leadersPane.append(this.#leaders);
    platesPane.addEventListener("click", (event) => {
      const code = event.target.closest?.(".plate")?.dataset.code;
      if (code) onClick(code);
    });
    L.DomEvent.disableClickPropagation(platesPane);
  }

  clear() {
    this.#plates.replaceChildren();
    this.#leaders.replaceChildren();
  }

  #measure(areas, width) {
    const missing = [];
    for (const area of areas) {
      for (const variant of variantsFor(area, width)) {
        const key = [area.label_name, area.label_word, area.symbol, variant.name].join("\u0000");
        if (!this.#sizes.has(key)) missing.push({ key, node: plate(area, variant) });
      }
    }
    for (const { node } of missing) node.classList.add("measuring");
    this.#plates.append(...missing.map(({ node }) => node));
    for (const { key, node } of missing) {
      this.#sizes.set(key, { width: Math.ceil(node.offsetWidth), height: Math.ceil(node.offsetHeight) });
    }
    for (const { node } of missing) node.remove();
    return (area, variant) =>
      this.#sizes.get([area.label_name, area.label_word, area.symbol, variant.name].join("\u0000"));
  }

  // areas: AreaStyle objects; shapes: [{code, rings}] in container px, in the same order.
  draw({ areas, shapes, marks, reserved, selected }) {
    const size = this.map.getSize();
    const sizeOf = this.#measure(areas, size.x);
    const useful = (area, variant) =>
      variant.name !== "tall" || sizeOf(area, { name: "stack" }).width > TALL_FROM_PX;
    const placed = placeLabels({
      frame: { width: size.x, height: size.y },
      shapes, marks, reserved,
      labels: areas.map((area) => ({
        code: area.code,
        index: shapes.findIndex((shape) => shape.code === area.code),
        keep: area.code === selected,
        anchor:
          area.label_lon === null || area.label_lat === null
            ? null
            : this.map.latLngToContainerPoint([area.label_lat, area.label_lon]),
        variants: variantsFor(area, size.x)
          .filter((variant) => useful(area, variant))
          .map((variant) => ({ ...variant, ...sizeOf(area, variant) })),
      })),
    });
    const origin = this.map.containerPointToLayerPoint([0, 0]);
    const byCode = new Map(areas.map((area) => [area.code, area]));
    this.#plates.replaceChildren(
      ...placed.map(({ code, variant, rect }) => {
        const node = plate(byCode.get(code), variant);
        node.dataset.code = code;
        node.style.transform =
          `translate(${Math.round(rect.x + origin.x)}px, ${Math.round(rect.y + origin.y)}px)`;
        node.classList.toggle("selected", code === selected);
        return node;
      }),
    );
    this.#leaders.replaceChildren(...placed.flatMap((place) => this.#leader(place, origin)));
    return placed;
  }

  #leader({ leader }, origin) {
    if (!leader) return [];
    const crisp = (value) => Math.round(value) + 0.5;
    const line = {
      x1: crisp(leader.from.x + origin.x), y1: crisp(leader.from.y + origin.y),
      x2: crisp(leader.to.x + origin.x), y2: crisp(leader.to.y + origin.y),
    };
    return [
      svgNode("line", { ...line, stroke: "#FFFFFF", "stroke-width": 3.5 }),
      svgNode("line", { ...line, stroke: "#17212B", "stroke-width": 1.1 }),
      svgNode("circle", {
        cx: line.x1, cy: line.y1, r: 3, fill: "#17212B", stroke: "#FFFFFF", "stroke-width": 1.2,
      }),
    ];
  }

  select(code) {
    for (const node of this.#plates.children) {
      node.classList.toggle("selected", node.dataset.code === code);
    }
  }
}
