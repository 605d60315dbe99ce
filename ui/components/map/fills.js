// How areas are filled: plain colours, and patterns for what must also differ in shape.

import { svgNode } from "../ui.components.map_view.web/symbols.js";

const PLAIN = {
  met: "#8CC1E3",
  neutral: "#D3DAE2",
  none: "#FFFFFF",
  not_due: "#FFFFFF",
  class1: "#E9E3F1",
  class2: "#C9B9DE",
  class3: "#9F86C3",
  class4: "#6B4E9B",
};
const HEX = /^#[0-9A-Fa-f]{6}$/;

const rect = (size, fill) => svgNode("rect", { width: size, height: size, fill });

// Hatch: pending and unknown. Dots: unmet.
function pattern(kind, id, scale) {
  const hatch = kind === "hatch";
  const size = 8 * scale;
  const node = svgNode("pattern", {
    id, width: size, height: size, patternUnits: "userSpaceOnUse",
    ...(hatch ? { patternTransform: "rotate(45)" } : {}),
  });
  if (hatch) {
    node.append(
      rect(size, "#F3F5F7"),
      svgNode("line", {
        x1: size / 2, y1: 0, x2: size / 2, y2: size, stroke: "#B3BCC6", "stroke-width": 1.9 * scale,
      }),
    );
  } else {
    const dot = (at) => svgNode("circle", { cx: at, cy: at, r: 1.25 * scale, fill: "#A93C07" });
    node.append(rect(size, "#F2A878"), dot(size / 4), dot((size * 3) / 4));
  }
  return node;
}

const PATTERNED = { pending: "hatch", unknown: "hatch", unmet: "dots" };

// Puts the patterns into Leaflet's own <svg>: a fill by url(#…) finds only what is in its document.
export function addPatterns(svg) {
  svg.prepend(
    svgNode("defs", {}, pattern("hatch", "map-hatch", 1), pattern("dots", "map-dots", 1)),
  );
}

// The value of a `fill` attribute. What is not known is drawn as unknown, never as none.
export function fillValue(fill) {
  if (Object.hasOwn(PLAIN, fill)) return PLAIN[fill];
  if (HEX.test(fill)) return fill;
  return `url(#map-${PATTERNED[fill] || "hatch"})`;
}

let swatches = 0;
// A swatch for the legend, with pattern ids of its own, and a symbol drawn in its middle.
export function swatch(fill, symbolNode) {
  const svg = svgNode("svg", {
    viewBox: "0 0 30 18", width: 30, height: 18, "aria-hidden": "true", focusable: "false",
  });
  let value = fillValue(fill);
  if (value.startsWith("url")) {
    const id = `swatch-${(swatches += 1)}`;
    svg.append(svgNode("defs", {}, pattern(PATTERNED[fill] || "hatch", id, 0.8)));
    value = `url(#${id})`;
  }
  svg.append(
    svgNode("rect", {
      x: 0.6, y: 0.6, width: 28.8, height: 16.8, rx: 2, fill: value,
      stroke: "#55616D", "stroke-width": 1.1,
    }),
  );
  if (symbolNode) {
    for (const [name, at] of [["x", 8.5], ["y", 2.5], ["width", 13], ["height", 13]]) {
      symbolNode.setAttribute(name, at);
    }
    svg.append(symbolNode);
  }
  return svg;
}
