// Facility marks: one <svg> for hundreds, one <canvas> on a grid for tens of thousands.

import { markGroup, svgNode } from "../ui.components.map_view.web/symbols.js";
import { Dots } from "./dots.js";
import { dragMark } from "./dragging.js";
import { MarkGrid } from "./mark_grid.js";

export const MANY_MARKS = 500;
const FOCUSABLE_MARKS = 100; // more would bury the page's other controls; a table lists them all
const RADIUS_PX = 11.5;
const BADGE_PX = 15;
const SAME_PLACE_PX = 8;
const MOST_SIDE_BY_SIDE = 5; // more in a row would stand in the next county: they are counted

// A plate at the upper right corner of a mark, with one character.
export function badge(character) {
  const box = {
    x: 5.5, y: -5.5 - BADGE_PX, width: BADGE_PX, height: BADGE_PX, rx: 2.5,
    fill: "#FFFFFF", stroke: "#17212B", "stroke-width": 1.2,
  };
  const text = svgNode("text", {
    class: "badge", x: 5.5 + BADGE_PX / 2, y: -9, "text-anchor": "middle", fill: "#17212B",
    "font-size": 12, "font-weight": 700,
  });
  text.textContent = Array.from(character)[0];
  return [svgNode("rect", box), text];
}

export class Marks {
  #svg = svgNode("svg", { class: "overlay-svg", width: 1, height: 1 });
  #grid;
  #dots;
  #facilities = [];
  #rects = [];
  #many = false;
  #counted = false; // drawn as counts on the canvas
  #dropped = new Map(); // where marks were dropped, until Python has answered

  constructor(map, pane, { onClick, onMove, tip }) {
    this.map = map;
    this.pane = pane;
    this.onClick = onClick;
    this.onMove = onMove;
    this.tip = tip;
    this.#dots = new Dots(map, pane, tip);
    pane.append(this.#svg);
    this.#grid = new MarkGrid(map, pane, { onClick, tip });
  }

  set(all) {
    const facilities = all.filter((f) => !f.quiet);
    this.#facilities = facilities;
    this.#dots.set(all.filter((f) => f.quiet));
    this.#many = facilities.length > MANY_MARKS;
    this.#counted = this.#many;
    this.#grid.set(this.#counted ? facilities : []);
    this.#svg.replaceChildren(...(this.#many ? [] : facilities.map((f) => this.#node(f))));
    this.place();
  }

  #node(facility) {
    const node = markGroup(facility.character, facility.shape, facility.dashed);
    node.prepend(
      svgNode("circle", { class: "ring", r: 16.5, fill: "#E69F00", stroke: "none" }),
      svgNode("circle", { class: "ring", r: 13.5, fill: "#17212B", stroke: "none" }),
    );
    if (facility.off) {
      for (const [stroke, width] of [["#FFFFFF", 5], ["#17212B", 2.2]]) {
        node.append(svgNode("path", { d: "M-11 11L11-11", stroke, "stroke-width": width }));
      }
    }
    if (facility.badge) node.append(...badge(facility.badge));
    node.classList.add("mark");
    node.dataset.id = facility.id;
    node.setAttribute("role", "button");
    node.setAttribute("aria-label", [facility.name, ...facility.lines].join("，"));
    if (this.#facilities.length <= FOCUSABLE_MARKS) node.setAttribute("tabindex", "0");
    const show = () => {
      const point = this.map.latLngToContainerPoint([facility.lat, facility.lon]);
      this.tip.show(point, facility.name, facility.lines);
    };
    node.addEventListener("mouseenter", show);
    node.addEventListener("focus", show);
    node.addEventListener("mouseleave", () => this.tip.hide());
    node.addEventListener("blur", () => this.tip.hide());
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      this.onClick(facility.id);
    });
    L.DomEvent.on(node, "click", (event) => {
      L.DomEvent.stop(event);
      show();
      this.onClick(facility.id);
    });
    if (facility.movable) {
      dragMark(this.map, node, {
        onDrag: () => this.tip.hide(),
        onDrop: (latLng) => {
          const { lat, lng: lon } = latLng.wrap();
          this.#dropped.set(facility.id, { lat, lon });
          this.place();
          this.onMove(facility.id, { lat, lon });
        },
        onGiveUp: () => this.place(),
      });
    }
    return node;
  }

  // Python has answered: marks stand where it says, also those it did not let go elsewhere.
  settle() {
    if (this.#dropped.size === 0) return;
    this.#dropped.clear();
    this.place();
  }

  // Puts every mark where the map now has it; marks of one place stand side by side.
  place() {
    this.#rects = [];
    const placed = this.#many ? [] : this.#side();
    this.#count(this.#many || placed.some(({ taken }) => taken >= MOST_SIDE_BY_SIDE));
    this.#grid.draw();
    this.#dots.place();
    if (this.#counted) return;
    const origin = this.map.containerPointToLayerPoint([0, 0]);
    placed.forEach(({ point, taken }, index) => {
      const x = Math.round(point.x + taken * 2 * RADIUS_PX);
      const y = Math.round(point.y);
      this.#svg.children[index].setAttribute("transform", `translate(${x} ${y})`);
      const more = this.#facilities[index].badge ? BADGE_PX - 6 : 0;
      this.#rects.push({
        x: x - origin.x - RADIUS_PX, y: y - origin.y - RADIUS_PX - more,
        width: 2 * RADIUS_PX + more, height: 2 * RADIUS_PX + more,
      });
    });
  }

  // Where each mark is, and how many of its place came before it.
  #side() {
    const placed = [];
    for (const facility of this.#facilities) {
      const { lat, lon } = this.#dropped.get(facility.id) ?? facility;
      const point = this.map.latLngToLayerPoint([lat, lon]);
      const taken = placed.filter(
        ({ point: p }) => Math.abs(p.x - point.x) < SAME_PLACE_PX && Math.abs(p.y - point.y) < SAME_PLACE_PX,
      ).length;
      placed.push({ point, taken });
    }
    return placed;
  }

  #count(counted) {
    this.#svg.style.display = counted ? "none" : "";
    if (counted === this.#counted) return;
    this.#counted = counted;
    this.#grid.set(counted ? this.#facilities : []);
  }

  // What plates keep clear of (container px); among thousands no plate could.
  rects() {
    return this.pane.hidden ? [] : this.#rects;
  }

  // True when a click at that container point was meant for a mark on the canvas.
  hit(point) {
    return this.#counted && !this.pane.hidden && this.#grid.click(point);
  }

  show(visible) {
    this.pane.hidden = !visible;
  }
}
