// A Lorenz curve under the line of equality; what it says stands beside it as text.
import { h, renew, tagged } from "./dom.js";
import { svgNode } from "./symbols.js";

export default function ({ data, parentElement }) {
  const at = ([x, y]) => `${(100 * x).toFixed(2)} ${(100 - 100 * y).toFixed(2)}`;
  const line = { fill: "none", "vector-effect": "non-scaling-stroke" };
  const curve = data.points.map(at).join("L");
  const grid = [25, 50, 75].flatMap((place) => [`M${place} 0V100`, `M0 ${place}H100`]).join("");
  const svg = svgNode("svg", { viewBox: "0 0 100 100", "aria-hidden": "true", focusable: "false" },
    svgNode("path", { d: grid, ...line, stroke: "#E6EAEE", "stroke-width": 1 }),
    ...(curve ? [
      svgNode("path", { d: `M${curve}L0 100Z`, fill: "#C9B9DE", stroke: "none" }),
      svgNode("path", { d: `M${curve}`, ...line, stroke: "#6B4E9B", "stroke-width": 2.4 })] : []),
    svgNode("path", { d: "M0 100 100 0", ...line, stroke: "#17212B", "stroke-width": 1.2, "stroke-dasharray": "4 3" }),
    svgNode("path", { d: "M0 0V100H100", ...line, stroke: "#17212B", "stroke-width": 1.5 }));

  renew(parentElement, data.language, h("figure", {},
    h("figcaption", {}, h("h2", {}, data.title, tagged(data.tag), h("span", { class: "hint" }, `┄ ${data.even}`))),
    h("div", { class: "pair" },
      h("div", { class: "chart", "aria-hidden": "true" },
        h("div", { class: "upward" }, data.upward), svg, h("div", { class: "across" }, data.across)),
      h("div", { class: "said" },
        h("div", { class: "figure" }, h("b", {}, data.figure), h("span", { class: "mute" }, data.figureName)),
        data.lines.map((text) => h("p", { class: "pretty" }, text))))));
}
