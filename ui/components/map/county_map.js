// The map of one city's counties. Made once; `update` draws what differs from the last call.

import { addPatterns, fillValue } from "./fills.js";
import { Furniture, Tip, Watermark, wordsOf } from "./furniture.js";
import { Labels, NARROW_PX } from "./labels.js";
import { drawLegend, drawNote } from "./legend.js";
import { Marks } from "./marks.js";
import { emptiestCorner } from "./placement.js";

const STROKE = "#55616D";
const outline = (color, weight) => ({ color, weight, fill: false, interactive: false, opacity: 1 });

export class CountyMap {
  #spec = null;
  #parts = {};
  #counties = new Map(); // code → Leaflet polygon
  #selected = null;
  #pendingSerial = 0; // the last click that Python has not answered yet
  #moved = false;
  #fitting = false;

  constructor(box, { click, resized }) {
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
    this.marks = new Marks(this.map, pane("marks", 450), {
      tip: this.tip,
      onClick: (id) => this.click("facility", id),
    });
    this.labels = new Labels(this.map, {
      platesPane: pane("plates", 460), leadersPane,
      onClick: (code) => this.#choose(code),
    });
    this.furniture = new Furniture(this.map, { onHome: () => this.#fit() });
    this.note = L.DomUtil.create("div", "note", box);
    this.note.hidden = true;
    this.casing = L.layerGroup();
    this.focus = L.layerGroup();
    this.#listen();
  }

  #listen() {
    const { map, box } = this;
    map.on("zoomstart", () => box.classList.add("zooming"));
    map.on("zoomend", () => {
      box.classList.remove("zooming");
      this.marks.place();
    });
    map.on("moveend", () => {
      if (this.#fitting) return;
      this.#userMoved();
      this.#place();
    });
    map.on("click", (event) => this.marks.hit(event.containerPoint));
    // The wheel scrolls the page until the map is being used.
    map.on("click focus", () => map.scrollWheelZoom.enable());
    map.on("mouseout blur", () => map.scrollWheelZoom.disable());
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
    this.map.invalidateSize({ pan: false, debounceMoveend: false });
    if (!this.#spec || this.#counties.size === 0) return;
    this.watermark.draw(this.#spec.watermark);
    if (!this.#moved) this.#fit();
    else this.#place();
    this.resized();
  }

  #setHeight() {
    if (!this.height) return;
    const width = this.box.clientWidth;
    const height = width < NARROW_PX ? Math.min(this.height, Math.round(width * 1.22)) : this.height;
    this.box.style.height = `${height}px`;
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
    if (this.#differs("height", height)) {
      this.#setHeight();
      this.map.invalidateSize({ pan: false });
    }
    this.tip.language = spec.language;
    this.box.setAttribute("aria-label", spec.title);
    if (this.#differs("words", [spec.language, spec.notice, spec.tiles])) {
      this.furniture.say(spec);
      this.#drawTiles(spec.tiles);
    }
    if (this.#differs("legend", spec.legend)) {
      drawLegend(document.getElementById("legend"), spec.legend);
    }
    if (first) this.resized(); // the frame has its height before the boundaries arrive
    let place = this.#differs("note", spec.note);
    if (this.#differs("city", [spec.city_code, boundaries])) {
      if (!(await this.#drawCity(spec.city_code, boundaries))) return;
      place = true;
    }
    if (this.#differs("areas", spec.areas) || place) {
      this.#paint();
      place = true;
    }
    if (this.#differs("facilities", [spec.facilities, spec.show_facilities])) {
      this.marks.set(spec.facilities);
      this.marks.show(spec.show_facilities);
      place = true;
    }
    if (this.#differs("labels", [spec.show_labels, spec.language])) place = true;
    if (this.#differs("watermark", spec.watermark)) this.watermark.draw(spec.watermark);
    // A click is answered by the render that knows its serial; earlier ones may be of an older rerun.
    if (answered >= this.#pendingSerial) this.#select(spec.selected);
    if (place) this.#place();
    this.box.dataset.renders = String(Number(this.box.dataset.renders ?? 0) + 1);
    this.box.dataset.drawn = "true";
  }

  async #drawCity(cityCode, url) {
    let features;
    try {
      const answer = await fetch(url, { cache: "force-cache" });
      if (!answer.ok) throw new Error(`boundaries: HTTP ${answer.status}`);
      features = (await answer.json()).features;
    } catch (error) {
      this.#parts.city = null; // the next render tries again
      this.#fail(error);
      return false;
    }
    this.box.querySelector(".failure")?.remove();
    for (const layer of this.#counties.values()) layer.remove();
    this.#counties.clear();
    this.casing.clearLayers();
    this.focus.clearLayers();
    features
      .filter((feature) => feature.properties.city_code === cityCode)
      .sort((a, b) => (a.properties.code < b.properties.code ? -1 : 1))
      .forEach((feature) => this.#addCounty(feature));
    this.casing.addTo(this.map);
    this.focus.addTo(this.map);
    this.#selected = null;
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

  #addCounty(feature) {
    const code = String(feature.properties.code);
    const rings = L.GeoJSON.geometryToLayer(feature).getLatLngs();
    const layer = L.polygon(rings, {
      color: STROKE, weight: 1.25, opacity: 1, fillOpacity: 1, smoothFactor: 0.5,
      className: "county", fillColor: "#FFFFFF",
    }).addTo(this.map);
    const path = layer.getElement();
    if (!path.ownerSVGElement.querySelector("defs")) addPatterns(path.ownerSVGElement);
    path.dataset.code = code;
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    layer.on("click", (event) => {
      L.DomEvent.stop(event);
      this.map.scrollWheelZoom.enable();
      if (!this.marks.hit(event.containerPoint)) this.#choose(code);
    });
    layer.on("mouseover", (event) => this.#hint(code, event.containerPoint));
    layer.on("mouseout", () => this.tip.hide());
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      this.#choose(code);
    });
    path.addEventListener("focus", () => {
      if (!path.matches(":focus-visible")) return;
      this.#outline(this.focus, layer, [["#E69F00", 10], ["#FFFFFF", 5], ["#17212B", 3]]);
    });
    path.addEventListener("blur", () => this.focus.clearLayers());
    this.#counties.set(code, layer);
  }

  #outline(group, layer, strokes) {
    group.clearLayers();
    for (const [color, weight] of strokes) {
      group.addLayer(L.polygon(layer.getLatLngs(), { ...outline(color, weight), smoothFactor: 0.5 }));
    }
  }

  // Where no plate says it, the tooltip does.
  #hint(code, point) {
    const labelled = this.#spec.show_labels && this.map.getSize().x >= NARROW_PX;
    const area = this.#area(code);
    if (labelled || !area) return;
    this.tip.show(point, area.label_name, area.label_word ? [area.label_word] : []);
  }

  #area(code) {
    return this.#spec.areas.find((area) => area.code === code);
  }

  #paint() {
    for (const [code, layer] of this.#counties) {
      const area = this.#area(code);
      layer.setStyle({
        fillColor: fillValue(area ? area.fill : "none"),
        fillOpacity: this.#spec.tiles ? 0.72 : 1,
      });
      const path = layer.getElement();
      path.dataset.fill = area ? area.fill : "none";
      path.setAttribute("aria-label", area ? area.title : code);
    }
  }

  #choose(code) {
    this.#pendingSerial = this.click("county", code);
    this.#select(code);
  }

  #select(code) {
    const next = this.#counties.has(code) ? code : null;
    if (next === this.#selected) return;
    this.#selected = next;
    for (const [other, layer] of this.#counties) {
      layer.getElement().setAttribute("aria-pressed", String(other === next));
    }
    this.casing.clearLayers();
    if (next) this.#outline(this.casing, this.#counties.get(next), [["#FFFFFF", 6], ["#17212B", 3]]);
    this.labels.select(next);
    this.box.dataset.selected = next ?? "";
  }

  #fit() {
    const bounds = L.latLngBounds([]);
    for (const layer of this.#counties.values()) bounds.extend(layer.getBounds());
    if (!bounds.isValid()) return;
    const narrow = this.map.getSize().x < NARROW_PX;
    this.#fitting = true;
    this.map.fitBounds(bounds, {
      animate: false,
      paddingTopLeft: narrow ? [10, 10] : [24, 22],
      paddingBottomRight: narrow ? [10, 32] : [24, 38],
    });
    this.#fitting = false;
    this.#moved = false;
    this.furniture.offerHome(false);
    if (L.Browser.mobile) this.map.dragging.disable();
    this.#place();
  }

  #shapes() {
    return [...this.#counties].map(([code, layer]) => ({
      code,
      rings: layer.getLatLngs().flat(1).map((ring) =>
        ring.map((latLng) => this.map.latLngToContainerPoint(latLng)),
      ),
    }));
  }

  #place() {
    if (this.#counties.size === 0 || !this.#spec) return;
    this.marks.place();
    const shapes = this.#shapes();
    this.#placeNote(shapes);
    const areas = this.#spec.areas.filter((area) => this.#counties.has(area.code));
    if (!this.#spec.show_labels) this.labels.clear();
    else {
      this.labels.draw({
        areas, shapes, selected: this.#selected, marks: this.marks.rects(),
        reserved: this.furniture.rects(),
      });
    }
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
    const right = frame.width - size.width - 13;
    const bottom = frame.height - size.height - 38;
    const { corner, share } = emptiestCorner({
      frame, shapes, size,
      corners: [{ x: right, y: bottom }, { x: 13, y: bottom }, { x: right, y: 13 }],
    });
    if (share > 0.12 && !this.#moved) {
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
