// Persons by minutes: bars for the eye, the same numbers in a table that opens under them.
import { h, renew, tagged } from "./dom.js";

export default function ({ data, parentElement }) {
  const { bars, words } = data;
  const opened = parentElement.querySelector?.("details")?.open ?? false;

  const paint = (node, colour) => {
    if (colour) node.style.backgroundColor = colour;
    else node.classList.add("hatched");
    return node;
  };
  const drawn = bars.map((bar) => {
    const block = paint(h("i"), bar.colour);
    block.style.height = `${100 * bar.height}%`;
    return h("div", { class: `bar ${bar.apart ? "apart" : ""} ${bar.height > 0 ? "some" : ""}`, title: bar.says }, block);
  });
  const under = [
    h("span", { class: "first" }, h("b", {}, data.first)),
    ...bars.map((bar) => h("span", { class: bar.apart ? "apart" : "" }, h("b", {}, bar.apart ?? bar.tick))),
  ];
  const rows = bars.map((bar) => h("tr", {},
    h("th", { scope: "row" }, paint(h("span", { class: "sample", "aria-hidden": "true" }), bar.colour), bar.name),
    h("td", {}, bar.count), h("td", {}, bar.share)));

  renew(parentElement, data.language, h("figure", {},
    h("figcaption", {}, h("h2", {}, data.title, tagged(data.tag))),
    h("div", { "aria-hidden": "true" }, h("div", { class: "plot" }, drawn), h("div", { class: "under" }, under),
      h("div", { class: "axis" }, data.axis)),
    h("details", { open: opened }, h("summary", { "data-focus": "numbers" }, words.numbers),
      h("table", {},
        h("caption", { class: "unseen" }, data.title),
        h("thead", {}, h("tr", {}, [words.class, words.count, words.share].map((word) => h("th", { scope: "col" }, word)))),
        h("tbody", {}, rows))),
    data.note ? h("p", { class: "note pretty" }, data.note) : null));
}
