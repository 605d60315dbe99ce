// A box that says something the reader should know, with what to do in a list.
import { h, renew } from "./dom.js";
import { svgNode } from "./symbols.js";

const SIGN = {
  info: "M12 10.6v6.2M12 7.1v.2",
  attention: "M12 6.6v6.6M12 16.8v.2",
};

export default function ({ data, parentElement }) {
  const icon = svgNode("svg", { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true", focusable: "false" },
    svgNode(data.kind === "attention" ? "path" : "circle", data.kind === "attention"
      ? { d: "M12 1.8 22.2 12 12 22.2 1.8 12z", fill: "currentColor" }
      : { cx: 12, cy: 12, r: 10.2, fill: "none", stroke: "currentColor", "stroke-width": 2.1 }),
    svgNode("path", {
      d: SIGN[data.kind] ?? SIGN.info, fill: "none", "stroke-width": 2.4, "stroke-linecap": "round",
      stroke: data.kind === "attention" ? "#fff" : "currentColor",
    }));
  renew(parentElement, data.language, h("div", { class: `notice ${data.kind}`, role: data.kind === "attention" ? "alert" : "note" },
    icon, h("div", {}, h("p", { class: "title pretty" }, data.title),
      data.lines.length === 1 ? h("p", { class: "pretty" }, data.lines[0])
        : data.lines.length ? h(data.steps ? "ol" : "ul", {}, data.lines.map((line) => h("li", { class: "pretty" }, line))) : null)));
}
