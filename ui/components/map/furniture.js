// What stands on the map besides counties: buttons, scale, notice, watermark, tooltip.

import { svgNode } from "../ui.components.map_view.web/symbols.js";

export const WORDS = {
  zh: {
    zoomIn: "放大", zoomOut: "缩小", whole: "回到全市", colon: "：", busy: "正在计算……",
    count: (n) => `${n.toLocaleString("en-US")} 处设施，点击放大`,
    failed: "行政区划界线没有读到，地图暂不能画。请刷新页面；仍不行，请联系管理员。表格不受影响。",
  },
  en: {
    zoomIn: "Zoom in", zoomOut: "Zoom out", whole: "Back to the whole city", colon: ": ", busy: "Working it out …",
    count: (n) => `${n.toLocaleString("en-US")} facilities, click to zoom in`,
    failed:
      "The county boundaries could not be read, so the map is not drawn. Reload the page; if that " +
      "does not help, ask your administrator. The tables are not affected.",
  },
};
export const wordsOf = (language) => WORDS[language] ?? WORDS.zh;

export class Furniture {
  #zoom = L.control.zoom({ position: "topleft" });
  #home = null;
  #notice = L.control({ position: "bottomright" });
  #noticeBox = L.DomUtil.create("div", "notice");

  constructor(map, { onHome }) {
    this.map = map;
    this.#zoom.addTo(map);
    L.control.scale({ imperial: false, maxWidth: 84 }).addTo(map);
    this.#notice.onAdd = () => this.#noticeBox;
    this.#notice.addTo(map);
    const bar = this.#zoom.getContainer();
    this.#home = L.DomUtil.create("a", "home", bar);
    this.#home.href = "#";
    this.#home.setAttribute("role", "button");
    this.#home.hidden = true;
    this.#home.append(
      svgNode(
        "svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
        svgNode("path", {
          d: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4", fill: "none", stroke: "#17212B",
          "stroke-width": 1.8,
        }),
      ),
    );
    L.DomEvent.on(this.#home, "click", (event) => {
      L.DomEvent.stop(event);
      onHome();
    });
  }

  say({ language, notice, tiles }) {
    const words = wordsOf(language);
    const [zoomIn, zoomOut] = this.#zoom.getContainer().querySelectorAll("a");
    for (const [button, title] of [
      [zoomIn, words.zoomIn], [zoomOut, words.zoomOut], [this.#home, words.whole],
    ]) {
      button.title = title;
      button.setAttribute("aria-label", title);
    }
    const part = (text) => {
      const node = document.createElement("span");
      node.textContent = text;
      return node;
    };
    this.#noticeBox.replaceChildren(part(notice), ...(tiles ? [part(tiles.attribution)] : []));
  }

  noticeHeight() {
    return this.#noticeBox.offsetHeight;
  }

  offerHome(moved) {
    this.#home.hidden = !moved;
  }

  // Rectangles (container px) that plates keep clear of.
  rects() {
    const frame = this.map.getContainer().getBoundingClientRect();
    const nodes = this.map.getContainer().querySelectorAll(
      ".leaflet-control-zoom, .leaflet-control-scale, .notice, .note:not([hidden])",
    );
    return [...nodes].map((node) => {
      const rect = node.getBoundingClientRect();
      return {
        x: rect.left - frame.left - 1, y: rect.top - frame.top - 1,
        width: rect.width, height: rect.height,
      };
    });
  }
}

// Repeated, rotated, and still while the map moves under it: its pane moves with the map, so it is
// moved back.
export class Watermark {
  constructor(map, pane) {
    this.map = map;
    this.pane = pane;
    pane.classList.add("watermark");
    pane.setAttribute("aria-hidden", "true");
    map.on("move zoomend viewreset resize", () => this.#hold());
  }

  #hold() {
    L.DomUtil.setPosition(this.pane, this.map.containerPointToLayerPoint([0, 0]));
  }

  draw(text) {
    this.text = text;
    const size = this.map.getSize();
    this.pane.style.width = `${size.x}px`;
    this.pane.style.height = `${size.y}px`;
    const stepX = size.x < 480 ? 190 : 270;
    const stepY = size.x < 480 ? 130 : 170;
    const spans = [];
    for (let row = 0; text && row * stepY < size.y + stepY; row += 1) {
      for (let column = -1; column * stepX < size.x + stepX; column += 1) {
        const span = document.createElement("span");
        span.textContent = text;
        span.style.left = `${column * stepX + (row % 2) * (stepX / 2)}px`;
        span.style.top = `${row * stepY + 30}px`;
        spans.push(span);
      }
    }
    this.pane.replaceChildren(...spans);
    this.#hold();
  }
}

export class Tip {
  #box = L.DomUtil.create("div", "tip");
  language = "zh";

  constructor(container) {
    this.container = container;
    this.#box.hidden = true;
    this.#box.setAttribute("aria-hidden", "true"); // the mark itself carries the same words
    container.append(this.#box);
  }

  show(point, title, lines) {
    const strong = document.createElement("strong");
    strong.textContent = title;
    this.#box.replaceChildren(
      strong,
      ...lines.map((line) => {
        const node = document.createElement("span");
        node.textContent = line;
        return node;
      }),
    );
    this.#box.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.#box;
    const left = Math.max(4, Math.min(this.container.clientWidth - width - 4, point.x - width / 2));
    const above = point.y - height - 16;
    this.#box.style.left = `${left}px`;
    this.#box.style.top = `${above > 4 ? above : point.y + 18}px`;
  }

  showCount(point, count) {
    this.show(point, wordsOf(this.language).count(count), []);
  }

  hide() {
    this.#box.hidden = true;
  }
}
