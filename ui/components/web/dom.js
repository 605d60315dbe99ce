// Building and renewing the inside of a component. Data only ever becomes text, never markup.
import { svgNode } from "./symbols.js";

// One element. Attributes: class, data-* and aria-* as they are; on* are listeners; null is left out.
export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child);
  }
  return node;
}

// A text whose line breaks are kept.
export function lines(text) {
  return String(text).split("\n").flatMap((line, i) => (i ? [document.createElement("br"), line] : [line]));
}

// A text whose addresses and file names may break after a mark: they have no spaces to break at.
export function breakable(text) {
  return lines(text).flatMap((part) => (typeof part !== "string" ? [part]
    : part.split(/(?<=[\x21-\x7e]{12,}[/_?&=.-])(?=\w{3})/).flatMap((piece, i) => (i ? [document.createElement("wbr"), piece] : [piece]))));
}

// A text on one line: the breaks go, and words of Latin script keep a space.
export function oneLine(text) {
  return String(text).replace(/([\x20-\x7e])\n(?=[\x20-\x7e])/g, "$1 ").replace(/\n/g, "");
}

// A text whose first match of a pattern is in bold.
export function boldMatch(text, pattern) {
  const match = pattern.exec(text);
  if (!match) return [text];
  const start = match.index + match[0].indexOf(match[1]);
  return [text.slice(0, start), h("b", {}, match[1]), text.slice(start + match[1].length)];
}

// Puts new content in the component, keeping keyboard focus and scroll places where they were.
export function renew(parent, lang, ...children) {
  let root = [...parent.children].find((child) => child.classList.contains("root"));
  if (!root) {
    root = h("div", { class: "root" });
    parent.append(root);
  }
  const active = (parent.activeElement || parent.ownerDocument?.activeElement)?.dataset?.focus;
  const places = [...root.querySelectorAll(".scroll")].map((box) => [box.scrollLeft, box.scrollTop]);
  root.lang = lang === "zh" ? "zh-CN" : "en";
  root.replaceChildren(...children.flat(3).filter(Boolean));
  [...root.querySelectorAll(".scroll")].forEach((box, i) => {
    if (places[i]) [box.scrollLeft, box.scrollTop] = places[i];
  });
  if (active) root.querySelector(`[data-focus="${CSS.escape(active)}"]`)?.focus({ preventScroll: true });
  return root;
}

// A box that scrolls sideways on narrow screens; reachable by keyboard only while it does.
export function scrollBox(label, attributes, ...children) {
  const box = h("div", { ...attributes, class: `scroll ${attributes.class || ""}` }, ...children);
  const watch = () => {
    const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    // A shadow at the edge behind which there is more.
    box.classList.toggle("more", box.scrollLeft + box.clientWidth < box.scrollWidth - 2);
    if (scrolls) {
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", label);
      box.tabIndex = 0;
    } else {
      box.removeAttribute("role");
      box.removeAttribute("aria-label");
      box.removeAttribute("tabindex");
    }
  };
  new ResizeObserver(watch).observe(box);
  box.addEventListener("scroll", watch, { passive: true });
  return box;
}

// A word in a frame behind a heading; nothing where there is none.
export function tagged(tag) {
  return tag ? h("span", { class: `world ${tag.filled ? "filled" : ""}` }, tag.word) : null;
}

// Arrows and the like, drawn in the colour of the text.
export function arrow(direction, size = 14) {
  const d = { back: "M19 12H5m6-6-6 6 6 6", left: "M14.5 5.5 8 12l6.5 6.5", right: "M9.5 5.5 16 12l-6.5 6.5" }[direction];
  return svgNode("svg", { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    svgNode("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 2.4, "stroke-linecap": "round", "stroke-linejoin": "round" }));
}
