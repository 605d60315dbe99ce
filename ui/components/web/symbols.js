// The drawings of verdicts and facilities, built by DOM calls (never from strings of data).
// Plain ES module without imports: the map's iframe imports it by URL, the other components put
// its text before their own script. Decorative: a word always stands beside a symbol.

const SVG = "http://www.w3.org/2000/svg";

export const COLOUR = {
  ink: "#17212B",
  white: "#FFFFFF",
  met: "#005F99",
  unmet: "#A93C07",
  pending: "#4B5763",
  slate: "#3D4B5C",
  mute: "#55616D",
};

// One SVG element with its attributes.
export function svgNode(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const stroke = (colour, width) => ({
  fill: "none",
  stroke: colour,
  "stroke-width": width,
  "stroke-linecap": "round",
  "stroke-linejoin": "round",
});

const path = (d, attributes) => svgNode("path", { d, ...attributes });

const TICK = "M7.3 12.4l3.2 3.2 6.3-6.6";
const CLOCK = "M12 6.6V12l3.6 2.4";

// Drawn on a grid of 24 × 24.
const DRAWINGS = {
  met: () => [
    svgNode("circle", { cx: 12, cy: 12, r: 11, fill: COLOUR.met }),
    path(TICK, stroke(COLOUR.white, 2.7)),
  ],
  unmet: () => [
    path("M12 .6 23.4 12 12 23.4.6 12z", { fill: COLOUR.unmet }),
    path("M8.9 8.9l6.2 6.2M15.1 8.9l-6.2 6.2", stroke(COLOUR.white, 2.5)),
  ],
  pending: () => [
    svgNode("circle", {
      cx: 12, cy: 12, r: 10.3, fill: COLOUR.white, stroke: COLOUR.pending,
      "stroke-width": 2.1, "stroke-dasharray": "3.9 2.57",
    }),
    path("M9.1 9.6a3 3 0 1 1 4.5 2.6c-1 .6-1.6 1.1-1.6 2.1", stroke(COLOUR.pending, 2.2)),
    svgNode("circle", { cx: 12, cy: 17.6, r: 1.45, fill: COLOUR.pending }),
  ],
  built: () => [
    svgNode("rect", { x: 1.6, y: 1.6, width: 20.8, height: 20.8, rx: 3, fill: COLOUR.slate }),
    path(TICK, stroke(COLOUR.white, 2.7)),
  ],
  not_built: () => [
    svgNode("rect", {
      x: 2.8, y: 2.8, width: 18.4, height: 18.4, rx: 2.6, fill: COLOUR.white,
      stroke: COLOUR.slate, "stroke-width": 2.4,
    }),
  ],
  triggered: () => [
    path("M12 1.9 22.1 12 12 22.1 1.9 12z", {
      ...stroke(COLOUR.slate, 2.2), fill: COLOUR.white,
    }),
    path("M12 7.9v8.2M7.9 12h8.2", stroke(COLOUR.slate, 2.2)),
  ],
  not_triggered: () => [path("M4.5 12h15", stroke(COLOUR.mute, 2.2))],
  not_due: () => [
    svgNode("circle", {
      cx: 12, cy: 12, r: 10.2, fill: COLOUR.white, stroke: COLOUR.slate, "stroke-width": 2.1,
    }),
    path(CLOCK, stroke(COLOUR.slate, 2.1)),
  ],
  progress: () => [
    svgNode("circle", {
      cx: 12, cy: 12, r: 10.2, fill: COLOUR.white, stroke: COLOUR.slate, "stroke-width": 2.1,
    }),
    path("M9.6 7.6 16.4 12l-6.8 4.4z", { fill: COLOUR.slate }),
  ],
  none: () => [path("M4.5 12h15", stroke(COLOUR.mute, 2.2))],
};

export const SYMBOL_KINDS = Object.keys(DRAWINGS);

// A verdict's symbol (the names of analysis.report.symbols.Symbol) as an <svg>, size in px.
// An unknown kind is drawn as "none".
export function symbol(kind, size = 15) {
  const drawing = Object.hasOwn(DRAWINGS, kind) ? DRAWINGS[kind] : DRAWINGS.none;
  return svgNode(
    "svg",
    {
      viewBox: "0 0 24 24", width: size, height: size,
      "aria-hidden": "true", focusable: "false", "data-symbol": kind, class: "symbol",
    },
    ...drawing(),
  );
}

// Outlines of facility marks around (0, 0) in a box of ±11.
export const MARK_OUTLINES = {
  circle: "M-10.5 0a10.5 10.5 0 1 0 21 0a10.5 10.5 0 1 0-21 0z",
  square: "M-9.6-8.4a1.2 1.2 0 0 1 1.2-1.2H8.4a1.2 1.2 0 0 1 1.2 1.2V8.4a1.2 1.2 0 0 1-1.2 1.2H-8.4a1.2 1.2 0 0 1-1.2-1.2z",
  hexagon: "M0-11.2 9.7-5.6V5.6L0 11.2-9.7 5.6V-5.6z",
  house: "M0-11.2 10.2-2.9V9.4H-10.2V-2.9z",
  flat_hexagon: "M-5.6-9.7H5.6L11.2 0 5.6 9.7H-5.6L-11.2 0z",
  round: "M-10.4-5.4a5 5 0 0 1 5-5H5.4a5 5 0 0 1 5 5V5.4a5 5 0 0 1-5 5H-5.4a5 5 0 0 1-5-5z",
};
const LOWER_TEXT = { house: 1.4 };

// A facility's mark as a <g> around (0, 0): ink with a white character; dashed (not yet
// operating) is white with a dashed ink outline.
export function markGroup(character, shape, dashed) {
  const d = Object.hasOwn(MARK_OUTLINES, shape) ? MARK_OUTLINES[shape] : MARK_OUTLINES.round;
  const text = svgNode("text", {
    x: 0, y: 4.4 + (LOWER_TEXT[shape] || 0), "text-anchor": "middle", "font-size": 12.5,
    "font-weight": 700, fill: dashed ? COLOUR.ink : COLOUR.white, "font-style": "normal",
  });
  text.textContent = Array.from(character || "").slice(0, 2).join("");
  const outline = dashed
    ? [
        path(d, { fill: COLOUR.white, stroke: COLOUR.white, "stroke-width": 3.6 }),
        path(d, {
          fill: COLOUR.white, stroke: COLOUR.ink, "stroke-width": 1.8,
          "stroke-dasharray": "3.2 1.9",
        }),
      ]
    : [path(d, { fill: COLOUR.ink, stroke: COLOUR.white, "stroke-width": 1.4 })];
  return svgNode("g", {}, ...outline, text);
}

// The same mark as an <svg> of its own, for legends and tables; size in px.
export function facilityMark(character, shape, dashed = false, size = 18) {
  return svgNode(
    "svg",
    {
      viewBox: "-12.5 -12.5 25 25", width: size, height: size,
      "aria-hidden": "true", focusable: "false", "data-shape": shape, class: "facility-mark",
    },
    markGroup(character, shape, dashed),
  );
}
