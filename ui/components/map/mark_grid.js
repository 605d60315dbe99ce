// Tens of thousands of facilities on one canvas: a grid cell with one draws it, with more a count.

import { COLOUR, MARK_OUTLINES } from "../ui.components.map_view.web/symbols.js";

const CELL_PX = 44;
const PAD = 0.25; // drawn beyond the frame on each side, so that a drag shows no bare edge

export class MarkGrid {
  #canvas = document.createElement("canvas");
  #facilities = [];
  #world = new Float64Array(0);
  #cells = [];

  constructor(map, pane, { onClick, tip }) {
    this.map = map;
    this.onClick = onClick;
    this.tip = tip;
    this.#canvas.style.pointerEvents = "none";
    this.#canvas.style.position = "absolute";
    this.#canvas.setAttribute("aria-hidden", "true");
    pane.append(this.#canvas);
    map.on("moveend", () => this.draw());
    map.on("mousemove", (event) => this.#hover(event.containerPoint));
    map.on("mouseout", () => this.tip.hide());
  }

  set(facilities) {
    this.#facilities = facilities;
    this.#world = new Float64Array(facilities.length * 2);
    facilities.forEach((facility, i) => {
      const point = this.map.project([facility.lat, facility.lon], 0);
      this.#world[2 * i] = point.x;
      this.#world[2 * i + 1] = point.y;
    });
    this.#canvas.hidden = facilities.length === 0;
    this.#cells = [];
  }

  draw() {
    if (this.#facilities.length === 0) return;
    const size = this.map.getSize();
    const pad = { x: Math.round(size.x * PAD), y: Math.round(size.y * PAD) };
    const width = size.x + 2 * pad.x;
    const height = size.y + 2 * pad.y;
    const ratio = window.devicePixelRatio || 1;
    this.#canvas.width = width * ratio;
    this.#canvas.height = height * ratio;
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${height}px`;
    L.DomUtil.setPosition(this.#canvas, this.map.containerPointToLayerPoint([-pad.x, -pad.y]));
    this.#gather(pad, width, height);
    const pen = this.#canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, pad.x * ratio, pad.y * ratio);
    pen.clearRect(-pad.x, -pad.y, width, height);
    pen.textAlign = "center";
    for (const cell of this.#cells) this.#paint(pen, cell);
  }

  // Cells are anchored to the world, so counts do not jump while the map is dragged.
  #gather(pad, width, height) {
    const scale = this.map.getZoomScale(this.map.getZoom(), 0);
    const origin = this.map.getPixelBounds().min;
    const cells = new Map();
    for (let i = 0; i < this.#facilities.length; i += 1) {
      const worldX = this.#world[2 * i] * scale;
      const worldY = this.#world[2 * i + 1] * scale;
      const x = worldX - origin.x;
      const y = worldY - origin.y;
      if (x < -pad.x || y < -pad.y || x > width - pad.x || y > height - pad.y) continue;
      const key = `${Math.floor(worldX / CELL_PX)}:${Math.floor(worldY / CELL_PX)}`;
      const cell = cells.get(key);
      if (cell) {
        cell.count += 1;
        cell.x += x;
        cell.y += y;
      } else {
        const middle = (world, start) => (Math.floor(world / CELL_PX) + 0.5) * CELL_PX - start;
        cells.set(key, {
          count: 1, x, y, first: i,
          middleX: middle(worldX, origin.x), middleY: middle(worldY, origin.y),
        });
      }
    }
    this.#cells = [...cells.values()].map((cell) => {
      const radius = cell.count === 1 ? 11 : 8.5 + 2.2 * String(cell.count).length;
      // At the mean of its points, as far as the disc stays inside its own cell.
      const slack = Math.max(0, CELL_PX / 2 - radius - 1);
      const hold = (mean, middle) => Math.max(middle - slack, Math.min(middle + slack, mean));
      return {
        ...cell, radius,
        x: cell.count === 1 ? cell.x : hold(cell.x / cell.count, cell.middleX),
        y: cell.count === 1 ? cell.y : hold(cell.y / cell.count, cell.middleY),
      };
    });
  }

  #paint(pen, cell) {
    pen.save();
    pen.translate(cell.x, cell.y);
    if (cell.count > 1) {
      pen.beginPath();
      pen.arc(0, 0, cell.radius, 0, 2 * Math.PI);
      this.#fill(pen, false);
      pen.fillStyle = COLOUR.white;
      pen.font = "700 12px 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";
      pen.fillText(String(cell.count), 0, 4.3);
    } else {
      const facility = this.#facilities[cell.first];
      this.#fill(pen, facility.dashed, MARK_OUTLINES[facility.shape] ?? MARK_OUTLINES.round);
      pen.fillStyle = facility.dashed ? COLOUR.ink : COLOUR.white;
      pen.font = "700 12px 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";
      pen.fillText(Array.from(facility.character).slice(0, 2).join(""), 0, 4.3);
    }
    pen.restore();
  }

  #fill(pen, dashed, outline) {
    const path = outline ? new Path2D(outline) : null;
    const apply = (what) => (path ? pen[what](path) : pen[what]());
    pen.fillStyle = dashed ? COLOUR.white : COLOUR.ink;
    pen.strokeStyle = dashed ? COLOUR.ink : COLOUR.white;
    pen.lineWidth = dashed ? 1.8 : 1.4;
    pen.setLineDash(dashed ? [3.2, 1.9] : []);
    apply("fill");
    apply("stroke");
  }

  #at(point) {
    return this.#cells.find((cell) => Math.hypot(cell.x - point.x, cell.y - point.y) <= cell.radius);
  }

  #hover(point) {
    if (this.#facilities.length === 0 || this.#canvas.parentNode.hidden) return;
    const cell = this.#at(point);
    if (!cell) this.tip.hide();
    else if (cell.count > 1) this.tip.showCount(cell, cell.count);
    else this.tip.show(cell, this.#facilities[cell.first].name, this.#facilities[cell.first].lines);
  }

  // One facility is chosen; a count is opened by zooming in on it, or, at the end, its first chosen.
  click(point) {
    const cell = this.#at(point);
    if (!cell) return false;
    if (cell.count > 1 && this.map.getZoom() < this.map.getMaxZoom()) {
      this.map.setZoomAround(this.map.containerPointToLatLng([cell.x, cell.y]), this.map.getZoom() + 1.5);
    } else {
      this.onClick(this.#facilities[cell.first].id);
    }
    return true;
  }
}
