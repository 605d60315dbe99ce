// 待办: how many findings wait for what, from whom.
import { h, oneLine, renew } from "./dom.js";

export default function ({ data, parentElement }) {
  const { words } = data;
  const row = (line) => h("tr", { role: "row" },
    h("td", { role: "cell", class: "count" }, h("b", {}, line.count), h("span", { class: "unit" }, words.unit)),
    h("th", { role: "rowheader", scope: "row", class: "what" },
      h("span", { class: "title" }, oneLine(line.title)), h("span", { class: "missing" }, line.what)),
    h("td", { role: "cell", class: "ask" }, h("span", { class: "unseen" }, words.ask), line.ask));

  const empty = h("p", { class: "empty" }, words.nothing);
  const table = h("table", { role: "table", "aria-label": words.heading },
    h("tbody", { role: "rowgroup" }, data.lines.map(row)));

  renew(parentElement, data.language, h("section", { class: "todo", "aria-label": words.heading },
    h("header", {},
      h("h2", {}, words.heading, h("span", { class: "hint" }, data.summary)),
      data.lines.length ? h("span", { class: "ask-head", "aria-hidden": "true" }, words.ask) : null),
    data.lines.length ? table : empty));
}
