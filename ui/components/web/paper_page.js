// A page of a paper as a picture: buttons, a list, small pages and the arrow keys turn the pages.
import { arrow, h, lines, renew, scrollBox } from "./dom.js";

function part({ kind, text, rows }, label) {
  if (kind === "heading") return h("p", { class: "part heading" }, text);
  if (kind === "points") return h("ul", {}, rows.map(([point]) => h("li", { class: "pretty" }, lines(point))));
  if (kind === "table") {
    const [head, ...body] = rows;
    return scrollBox(label, {}, h("table", {},
      h("thead", {}, h("tr", {}, (head ?? []).map((cell) => h("th", { scope: "col" }, lines(cell))))),
      h("tbody", {}, body.map((row) => h("tr", {}, row.map((cell) => h("td", {}, lines(cell))))))));
  }
  return h("p", { class: "part pretty" }, lines(text));
}

// The small pages: one stop for the keyboard, at the page that is shown; the arrow keys go on.
function strip({ page, small, drawn, say }, turn) {
  return h("ol", { class: "strip", "aria-label": say.pages }, small.map((picture, i) => h("li", {},
    h("button", {
      type: "button", class: "small", tabindex: i + 1 === page ? 0 : -1, "aria-current": i + 1 === page ? "page" : null,
      "aria-label": say.page.replace("{page}", i + 1), "data-focus": i + 1 === page ? "small" : `small_${i + 1}`, onclick: () => turn(i + 1),
    }, h("span", { class: "leaf" }, h("img", { src: `data:image/jpeg;base64,${picture}`, alt: "" }), drawn[i] ? null : h("span", { class: "later", "aria-hidden": "true" }, say.later)),
    h("span", { class: "number" }, String(i + 1))))));
}

// The page shown stands in the middle of the strip; the page around it does not move.
function centre(box) {
  const shown = box.querySelector("[aria-current]");
  if (!shown) return;
  const [outer, inner] = [box.getBoundingClientRect(), shown.getBoundingClientRect()];
  box.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const { page, titles, say } = data;
  const pages = titles.length;
  const turn = (to) => {
    const wanted = Math.min(pages, Math.max(1, to));
    if (wanted === page) return;
    // At once, before the server has answered: the reader sees which page comes.
    parentElement.querySelectorAll(".small").forEach((each, i) => each.classList.toggle("coming", i + 1 === wanted));
    setTriggerValue("page", String(wanted));
  };
  const keys = { ArrowLeft: page - 1, ArrowRight: page + 1, Home: 1, End: pages };
  // Only where the key has no other meaning: lists and boxes that scroll keep theirs.
  const press = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("select, .scroll") || !(event.key in keys)) return;
    event.preventDefault();
    turn(keys[event.key]);
  };
  // Stays in place at the ends, so that keyboard focus does.
  const step = (name, to, words, ...inside) => h("button", {
    type: "button", class: "step", "data-focus": name, "aria-disabled": to < 1 || to > pages ? "true" : null, onclick: () => turn(to),
  }, ...inside.map((each) => (each === null ? h("span", {}, words) : each)));
  const list = h("select", { "aria-label": say.go, "data-focus": "list", onchange: (event) => turn(Number(event.target.value)) },
    titles.map((title, i) => h("option", { value: i + 1, selected: i + 1 === page }, title)));
  // Kept in the page: how it is looked at is the reader's, and no reason to ask the server.
  const zoomed = parentElement.querySelector(".sheet")?.classList.contains("zoomed") ?? false;
  const sheet = h("div", { class: zoomed ? "sheet zoomed" : "sheet", tabindex: 0, role: "group", "aria-label": say.region, "data-focus": "sheet" },
    h("img", { src: `data:image/png;base64,${data.picture}`, alt: data.alt, lang: data.paperLanguage }));
  const zoom = h("button", { type: "button", class: "link zoom", "aria-pressed": String(zoomed), "data-focus": "zoom", onclick: () => {
    zoom.setAttribute("aria-pressed", String(sheet.classList.toggle("zoomed")));
  } }, say.zoom);
  const open = parentElement.querySelector("details")?.open;
  const words = h("details", { open }, h("summary", { "data-focus": "words" }, say.words),
    h("div", { class: "words", lang: data.paperLanguage },
      data.runsOn ? h("p", { class: "part" }, data.runsOn) : null, data.parts.map((each) => part(each, say.words))));
  const pagesStrip = data.small.length > 1 ? strip(data, turn) : null;
  const before = parentElement.querySelector(".strip")?.scrollLeft ?? 0;
  // Where the keyboard stands on a small page, it goes along with the page shown.
  const focused = (parentElement.activeElement || parentElement.ownerDocument?.activeElement)?.classList?.contains("small");
  renew(parentElement, data.language, h("section", { class: "preview", "aria-label": say.region, onkeydown: press },
    h("div", { class: "bar" },
      step("previous", page - 1, say.previous, arrow("left"), null),
      h("div", { class: "which" }, list, h("span", { class: "mute nowrap" }, `/ ${pages}`)),
      step("next", page + 1, say.next, null, arrow("right"))),
    pagesStrip, sheet, zoom, words));
  if (!pagesStrip) return;
  pagesStrip.scrollLeft = before;
  centre(pagesStrip);
  if (focused) pagesStrip.querySelector("[aria-current]")?.focus({ preventScroll: true });
}
