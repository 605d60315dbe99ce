// People by travel time: thousands of cells (or villages) on one canvas under the county borders.

const NONE = 65535; // no minutes: not connected
const PAD = 0.25; // drawn beyond the frame on each side, so that a drag shows no bare edge
const DOT_PX = 3.2;
const BATCH = 20;
const OVERLAP_PX = 0.45;

// Numbers that came as base64 of little-endian integers.
function unpack(Kind, text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Kind(bytes.buffer);
}

// A hatch that stays as wide on every screen; the same as the counties' pattern.
function hatch(pen, ratio) {
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(6 * ratio);
  const brush = tile.getContext("2d");
  brush.scale(ratio, ratio);
  brush.fillStyle = "#F3F5F7";
  brush.fillRect(0, 0, 6, 6);
  brush.strokeStyle = "#9AA5B1";
  brush.lineWidth = 1.3;
  for (const at of [-6, 0, 6]) {
    brush.beginPath();
    brush.moveTo(at - 1, 7);
    brush.lineTo(at + 7, -1);
    brush.stroke();
  }
  const pattern = pen.createPattern(tile, "repeat");
  pattern.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
}

export class Cells {
  #canvas = document.createElement("canvas");
  #layer = null;
  #count = 0;
  #world = new Float64Array(0); // x, y at zoom 0
  #corners = null; // per cell 12 numbers: its corners at zoom 0, from its centre; null: dots
  #hidden = false;

  // shapes(): rings of the counties in container px, the ground the cells lie on
  constructor(map, pane, { shapes, tip }) {
    this.map = map;
    this.shapes = shapes;
    this.tip = tip;
    this.#canvas.style.pointerEvents = "none";
    this.#canvas.style.position = "absolute";
    this.#canvas.setAttribute("aria-hidden", "true");
    pane.append(this.#canvas);
    map.on("mousemove", ({ containerPoint, originalEvent }) => {
      // A mark under the pointer has words of its own.
      if (!originalEvent.target.closest?.(".mark, .leaflet-control")) this.#hover(containerPoint);
    });
    map.on("mouseout", () => this.#layer && this.tip.hide());
  }

  silent = false; // while an answer is awaited

  get on() {
    return this.#layer !== null && !this.#hidden;
  }

  // Without drawing: the map does when all is known.
  set(layer, visible) {
    this.#hidden = !visible;
    this.#layer = layer ?? null;
    this.map.getContainer().dataset.cells = String(layer?.count ?? 0);
    if (this.#layer === null) return;
    this.#read(layer);
    this.bands = unpack(Uint8Array, layer.bands);
    this.minutes = unpack(Uint16Array, layer.minutes);
    this.persons = unpack(Uint16Array, layer.persons);
  }

  // Where the cells are: kept while only the bands change.
  #read(layer) {
    const stamp = `${layer.count} ${layer.places.length} ${layer.stamp}`;
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    const places = unpack(Uint16Array, layer.places);
    const [west, south, east, north] = layer.bounds;
    this.#count = layer.count;
    this.#world = new Float64Array(2 * layer.count);
    this.#corners = layer.corners ? new Float32Array(12 * layer.count) : null;
    for (let i = 0; i < layer.count; i += 1) {
      const u = places[2 * i] / 65535;
      const v = places[2 * i + 1] / 65535;
      const lon = west + u * (east - west);
      const lat = south + v * (north - south);
      const middle = this.map.project([lat, lon], 0);
      this.#world[2 * i] = middle.x;
      this.#world[2 * i + 1] = middle.y;
      for (let k = 0; layer.corners && k < 6; k += 1) {
        const [east0, eastU, eastV] = layer.corners[2 * k];
        const [north0, northU, northV] = layer.corners[2 * k + 1];
        const corner = this.map.project(
          [lat + north0 + northU * u + northV * v, lon + east0 + eastU * u + eastV * v], 0,
        );
        this.#corners[12 * i + 2 * k] = corner.x - middle.x;
        this.#corners[12 * i + 2 * k + 1] = corner.y - middle.y;
      }
    }
  }

  draw() {
    this.#canvas.hidden = !this.on;
    if (!this.on) return;
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
    const pen = this.#canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, pad.x * ratio, pad.y * ratio);
    this.#counties(pen);
    // Where nobody lives the county is white.
    pen.fillStyle = "#FFFFFF";
    pen.fill("evenodd");
    const fills = this.#layer.fills.map((fill) => (fill === "unknown" ? hatch(pen, ratio) : fill));
    const reach = { left: -pad.x, top: -pad.y, right: width - pad.x, bottom: height - pad.y };
    fills.forEach((fill, band) => this.#band(pen, fill, band, reach));
    // A casing under the borders, which would be lost on the dark bands.
    this.#counties(pen);
    pen.strokeStyle = "#FFFFFF";
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.stroke();
  }

  #counties(pen) {
    pen.beginPath();
    for (const { rings } of this.shapes()) {
      for (const ring of rings) {
        ring.forEach((p, i) => (i ? pen.lineTo(p.x, p.y) : pen.moveTo(p.x, p.y)));
        pen.closePath();
      }
    }
  }

  // A few cells are one path: one of thousands takes a rasteriser seconds, one for each too many calls.
  #band(pen, fill, band, reach) {
    const scale = this.map.getZoomScale(this.map.getZoom(), 0);
    const origin = this.map.getPixelBounds().min;
    pen.fillStyle = fill;
    pen.strokeStyle = "#55616D";
    pen.lineWidth = 0.8;
    let waiting = 0;
    const paint = () => {
      if (waiting === 0) return;
      pen.fill();
      if (!this.#corners) pen.stroke();
      waiting = 0;
    };
    for (let i = 0; i < this.#count; i += 1) {
      if (this.bands[i] !== band) continue;
      const x = this.#world[2 * i] * scale - origin.x;
      const y = this.#world[2 * i + 1] * scale - origin.y;
      if (x < reach.left || y < reach.top || x > reach.right || y > reach.bottom) continue;
      if (waiting === 0) pen.beginPath();
      this.#outline(pen, i, x, y, scale);
      waiting += 1;
      if (waiting === BATCH) paint();
    }
    paint();
  }

  #outline(pen, i, x, y, scale) {
    if (!this.#corners) {
      pen.moveTo(x + DOT_PX, y);
      pen.arc(x, y, DOT_PX, 0, 2 * Math.PI);
      return;
    }
    // A little larger than it is: no hairline between neighbours that both end on half a pixel.
    const first = Math.hypot(this.#corners[12 * i], this.#corners[12 * i + 1]) * scale;
    const grown = scale * (1 + OVERLAP_PX / Math.max(first, OVERLAP_PX));
    for (let k = 0; k < 6; k += 1) {
      const cornerX = x + this.#corners[12 * i + 2 * k] * grown;
      const cornerY = y + this.#corners[12 * i + 2 * k + 1] * grown;
      if (k) pen.lineTo(cornerX, cornerY);
      else pen.moveTo(cornerX, cornerY);
    }
    pen.closePath();
  }

  // The nearest cell within half a cell's (or a dot's) width of a container point.
  #at(point) {
    const scale = this.map.getZoomScale(this.map.getZoom(), 0);
    const origin = this.map.getPixelBounds().min;
    const x = (point.x + origin.x) / scale;
    const y = (point.y + origin.y) / scale;
    const radius = this.#corners
      ? Math.hypot(this.#corners[0], this.#corners[1])
      : (DOT_PX + 3) / scale;
    let best = -1;
    let least = radius * radius;
    for (let i = 0; i < this.#count; i += 1) {
      const far = (this.#world[2 * i] - x) ** 2 + (this.#world[2 * i + 1] - y) ** 2;
      if (far < least) [least, best] = [far, i];
    }
    return best;
  }

  #hover(point) {
    if (!this.on || this.silent) return;
    const i = this.#at(point);
    if (i < 0) {
      this.tip.hide();
      return;
    }
    const { words } = this.#layer;
    const time = this.minutes[i] === NONE
      ? words.unreached
      : words.minutes.replace("{minutes}", (this.minutes[i] / 10).toFixed(0));
    const persons = this.persons[i] > 0 ? this.persons[i].toLocaleString("en-US") : words.fewest;
    this.tip.show(point, time, [words.persons.replace("{persons}", persons)]);
  }
}
