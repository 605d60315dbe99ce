// A page of a paper as a picture: buttons, a list and the arrow keys turn the pages.
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

export default function ({ data, parentElement, setTriggerValue }) {
  const { page, titles, say } = data;
  const pages = titles.length;
  const turn = (to) => {
    const wanted = Math.min(pages, Math.max(1, to));
    if (wanted !== page) setTriggerValue("page", String(wanted));
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
  renew(parentElement, data.language, h("section", { class: "preview", "aria-label": say.region, onkeydown: press },
    h("div", { class: "bar" },
      step("previous", page - 1, say.previous, arrow("left"), null),
      h("div", { class: "which" }, list, h("span", { class: "mute nowrap" }, `/ ${pages}`)),
      step("next", page + 1, say.next, null, arrow("right"))),
    sheet, zoom, words));
}
