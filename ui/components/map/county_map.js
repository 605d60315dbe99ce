// The map of one city's counties. Made once; `update` draws what differs from the last call.

import { Cells } from "./cells.js";
import { Counties } from "./counties.js";
import { Furniture, Tip, Watermark, wordsOf } from "./furniture.js";
import { Labels, NARROW_PX } from "./labels.js";
import { drawLegend, drawNote } from "./legend.js";
import { Marks } from "./marks.js";
import { Outlines } from "./outlines.js";
import { Picking } from "./picking.js";
import { emptiestCorner } from "./placement.js";

const NOTE_GAP_PX = 13;
const NOTE_MOST_HIDDEN_SHARE = 0.12;
const PHONE_HEIGHT_TO_WIDTH = 1.22;
const BUSY_AFTER_MS = 500;

export class CountyMap {
  #spec = null;
  #parts = {};
  #pendingSerial = 0; // the last click that Python has not answered yet
  #slow = 0; // the timer that says so when an answer is long in coming
  #moved = false;
  #fitting = false;

  constructor(box, { click, pick, move, resized }) {
    this.box = box;
    this.click = click;
    this.resized = resized;
    this.map = L.map(box, {
      zoomControl: false, attributionControl: false, minZoom: 6, maxZoom: 16,
      zoomSnap: 0.05, zoomDelta: 0.75, zoomAnimation: false, fadeAnimation: false,
      scrollWheelZoom: false, renderer: L.svg({ padding: 0.6 }), center: [23.5, 109.8], zoom: 8,
    });
    box.dataset.mapSerial = String(Date.now());
    box.setAttribute("role", "region");
    const pane = (name, z) => {
      const node = this.map.createPane(name);
      node.style.zIndex = z;
      return node;
    };
    this.watermark = new Watermark(this.map, pane("watermark", 430));
    const leadersPane = pane("leaders", 440);
    this.tip = new Tip(box);
    // Under the counties, whose borders and clicks stay on top.
    this.cells = new Cells(this.map, pane("cells", 390), {
      shapes: () => this.counties.shapes(), tip: this.tip,
    });
    pane("outlines", 420).style.pointerEvents = "none";
    this.outlines = new Outlines(this.map, "outlines");
    this.counties = new Counties(this.map, {
      onClick: (code, point) => {
        this.map.scrollWheelZoom.enable();
        if (!point || !this.marks.hit(point)) this.#choose(code);
      },
      onHover: (code, point) => this.#hint(code, point),
    });
    this.marks = new Marks(this.map, pane("marks", 450), {
      tip: this.tip,
      onClick: (id) => this.#sent(this.click("facility", id)),
      onMove: (id, place) => this.#sent(move(id, place)),
    });
    this.labels = new Labels(this.map, {
      platesPane: pane("plates", 460), leadersPane,
      onClick: (code) => this.#choose(code),
    });
    this.picking = new Picking(this.map, box, pane("picked", 470), (place) => {
      this.#sent(pick(place));
    });
    this.furniture = new Furniture(this.map, { onHome: () => this.#whole() });
    this.busy = L.DomUtil.create("div", "busy", box);
    this.busy.setAttribute("role", "status");
    this.note = L.DomUtil.create("div", "note", box);
    this.note.hidden = true;
    this.#listen();
  }

  #listen() {
    const { map, box } = this;
    map.on("zoomstart", () => box.classList.add("zooming"));
    map.on("zoomend", () => box.classList.remove("zooming"));
    map.on("moveend", () => {
      if (this.#fitting) return;
      this.#userMoved();
      this.#place();
    });
    map.on("click", (event) => this.marks.hit(event.containerPoint));
    // The wheel scrolls the page until the map is being used.
    map.on("click", () => map.scrollWheelZoom.enable());
    map.on("mouseout", () => map.scrollWheelZoom.disable());
    new ResizeObserver(() => this.#resized()).observe(box);
  }

  #userMoved() {
    this.#moved = true;
    this.furniture.offerHome(true);
    // One finger scrolls the page over the whole city, and moves the map once it is zoomed in.
    if (L.Browser.mobile) this.map.dragging.enable();
  }

  #resized() {
    this.#setHeight();
    this.#fitting = true; // not a move of the user's
    this.map.invalidateSize({ pan: false });
    this.#fitting = false;
    if (this.counties.size === 0) return;
    this.watermark.draw(this.#spec.watermark);
    if (!this.#moved) this.#fit();
    this.#place();
    this.resized();
  }

  #setHeight() {
    if (!this.height) return;
    const width = this.box.clientWidth;
    const phone = Math.min(this.height, Math.round(width * PHONE_HEIGHT_TO_WIDTH));
    this.box.style.height = `${width < NARROW_PX ? phone : this.height}px`;
  }

  // True when that part of the state is not what it was at the last call.
  #differs(name, value) {
    const text = JSON.stringify(value ?? null);
    if (this.#parts[name] === text) return false;
    this.#parts[name] = text;
    return true;
  }

  async update({ spec, height_px: height, boundaries, answered }) {
    const first = this.#spec === null;
    this.#spec = spec;
    this.height = height;
    if (this.#differs("height", height)) this.#resized();
    this.tip.language = spec.language;
    this.box.setAttribute("aria-label", spec.title);
    let place = this.#differs("words", [spec.language, spec.notice, spec.tiles]);
    if (place) {
      this.furniture.say(spec);
      this.#drawTiles(spec.tiles);
    }
    if (this.#differs("legend", spec.legend)) {
      drawLegend(document.getElementById("legend"), spec.legend);
    }
    if (first) this.resized(); // the frame has its height before the boundaries arrive
    if (this.#differs("city", [spec.city_code, boundaries])) {
      if (!(await this.#drawCity(spec.city_code, boundaries))) return;
      this.#differs("areas", null);
    }
    if (this.#differs("cells", [spec.cells, spec.show_cells])) {
      if (!first) this.tip.hide(); // it spoke of the cell as it was
      this.cells.set(spec.cells, spec.show_cells);
      place = true; // which draws them, once
    }
    if (this.#differs("outlines", spec.outlines)) this.outlines.set(spec.outlines ?? []);
    if (this.#differs("areas", [spec.areas, spec.tiles, this.cells.on])) {
      const opacity = spec.tiles ? 0.72 : 1;
      this.counties.paint((code) => this.#area(code), this.cells.on ? 0 : opacity);
      place = true;
    }
    if (this.#differs("facilities", [spec.facilities, spec.show_facilities])) {
      this.marks.set(spec.facilities);
      this.marks.show(spec.show_facilities);
      place = true;
    }
    if (this.#differs("placing", [spec.note, spec.show_labels])) place = true;
    if (this.#differs("watermark", spec.watermark)) this.watermark.draw(spec.watermark);
    // A click is answered by the render that knows its serial; earlier ones are of an older rerun.
    if (answered >= this.#pendingSerial) {
      this.#heard();
      this.#select(spec.selected);
      this.picking.set(spec);
      this.marks.settle();
    }
    if (place) this.#place();
    this.box.dataset.drawnMs ??= String(Math.round(performance.now()));
    this.box.dataset.renders = String(Number(this.box.dataset.renders ?? 0) + 1);
  }

  // Until Python answers a click, what the map says of a cell is not true any more.
  #sent(serial) {
    if (!serial) return; // nobody answers: the map stands in a file of its own
    this.#pendingSerial = serial;
    this.tip.hide();
    this.cells.silent = true;
    clearTimeout(this.#slow);
    this.#slow = setTimeout(() => {
      this.busy.textContent = wordsOf(this.#spec.language).busy;
    }, BUSY_AFTER_MS);
  }

  #heard() {
    clearTimeout(this.#slow);
    this.busy.textContent = "";
    this.cells.silent = false;
  }

  async #drawCity(cityCode, url) {
    try {
      await this.counties.draw(cityCode, url);
    } catch (error) {
      this.#parts.city = null; // the next render tries again
      this.#fail(error);
      return false;
    }
    this.box.querySelector(".failure")?.remove();
    this.#fit();
    return true;
  }

  #fail(error) {
    console.warn(error);
    if (this.box.querySelector(".failure")) return;
    const message = L.DomUtil.create("div", "failure", this.box);
    message.setAttribute("role", "alert");
    message.textContent = wordsOf(this.#spec.language).failed;
  }

  #area(code) {
    return this.#spec.areas.find((area) => area.code === code);
  }

  // Where no plate says it, the tooltip does.
  #hint(code, point) {
    const area = code === null ? undefined : this.#area(code);
    if (this.cells.on) return; // the cell under the pointer says more
    const labelled = this.#spec.show_labels && this.map.getSize().x >= NARROW_PX;
    if (!area) this.tip.hide();
    else if (!labelled) {
      this.tip.show(point, area.label_name, area.label_word ? [area.label_word] : []);
    }
  }

  #choose(code) {
    this.#sent(this.click("county", code));
    this.#select(code);
  }

  #select(code) {
    this.counties.select(code);
    this.labels.select(this.counties.selected);
    this.box.dataset.selected = this.counties.selected ?? "";
  }

  #fit() {
    const bounds = this.counties.bounds();
    if (!bounds.isValid()) return;
    const narrow = this.map.getSize().x < NARROW_PX;
    const side = narrow ? 10 : 24;
    this.#fitting = true;
    this.map.fitBounds(bounds, {
      animate: false,
      paddingTopLeft: [side, side],
      paddingBottomRight: [side, narrow ? 32 : 38],
    });
    this.#fitting = false;
    this.#moved = false;
    this.furniture.offerHome(false);
    if (L.Browser.mobile) this.map.dragging.disable();
  }

  #whole() {
    this.#fit();
    this.#place();
  }

  #place() {
    if (this.counties.size === 0) return;
    this.marks.place();
    this.cells.draw();
    const shapes = this.counties.shapes();
    this.#placeNote(shapes);
    if (this.#spec.show_labels) {
      this.labels.draw({
        areas: this.#spec.areas.filter((area) => this.counties.has(area.code)),
        shapes, selected: this.counties.selected, marks: this.marks.rects(),
        reserved: this.furniture.rects(),
      });
    } else this.labels.clear();
    this.box.dataset.placed = String(Number(this.box.dataset.placed ?? 0) + 1);
  }

  // The card takes the corner where it hides least; if it would hide counties, it goes below.
  #placeNote(shapes) {
    const { note } = this.#spec;
    const below = document.getElementById("note-below");
    drawNote(this.note, note);
    drawNote(below, null);
    if (!note) return;
    const size = { width: this.note.offsetWidth, height: this.note.offsetHeight };
    const frame = { width: this.box.clientWidth, height: this.box.clientHeight };
    const right = frame.width - size.width - NOTE_GAP_PX;
    const bottom = frame.height - size.height - NOTE_GAP_PX - this.furniture.noticeHeight();
    const { corner, share } = emptiestCorner({
      frame, shapes, size,
      corners: [
        { x: right, y: bottom }, { x: NOTE_GAP_PX, y: bottom }, { x: right, y: NOTE_GAP_PX },
      ],
    });
    if (share > NOTE_MOST_HIDDEN_SHARE && !this.#moved) {
      drawNote(this.note, null);
      drawNote(below, note);
      return;
    }
    this.note.style.left = `${corner.x}px`;
    this.note.style.top = `${corner.y}px`;
  }

  #drawTiles(tiles) {
    this.tiles?.remove();
    this.tiles = tiles ? L.tileLayer(tiles.url, { maxZoom: 16 }).addTo(this.map) : null;
  }
}
