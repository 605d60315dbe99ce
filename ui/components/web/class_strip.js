// The legend of a choropleth: its classes on the true number axis, a mark for every county.
import { h, renew } from "./dom.js";

export default function ({ data, parentElement }) {
  const { words } = data;
  const low = data.breaks[0].value;
  const width = data.breaks[data.breaks.length - 1].value - low;
  const at = (node, value) => {
    node.style.insetInlineStart = `${(100 * (value - low)) / width}%`;
    return node;
  };

  const blocks = data.classes.map((item) => {
    const block = at(h("div", { class: "block", title: item.says }, h("span", {}, item.count)), item.from);
    block.style.inlineSize = `${(100 * (item.to - item.from)) / width}%`;
    block.style.backgroundColor = item.colour;
    block.style.color = item.ink;
    return block;
  });
  const ticks = data.breaks.map((tick) => at(h("span", { class: "tick" }, h("span", {}, tick.label)), tick.value));
  const mean = data.mean ? at(h("div", { class: "mean" }, h("span", {}, data.mean.label)), data.mean.value) : null;

  const picture = h("div", { class: "picture", "aria-hidden": "true" },
    h("div", { class: "marks" }, data.marks.map((mark) => at(h("span", { class: "mark", title: mark.says }), mark.value))),
    h("div", { class: "strip" }, blocks), mean, h("div", { class: "ticks" }, ticks));

  renew(parentElement, data.language, h("figure", {},
    h("figcaption", {}, h("h2", {}, data.title), h("span", { class: "key" }, h("span", { class: "mark", "aria-hidden": "true" }), words.each)),
    picture,
    h("ul", { class: "unseen" }, data.classes.map((item) => h("li", {}, item.says)), data.mean ? h("li", {}, data.mean.label) : null),
    data.unknown ? h("p", { class: "unknown" }, h("span", { class: "swatch", "aria-hidden": "true" }), data.unknown) : null));

  // Moves a text that stands centred on its place until it is inside the component.
  const keepInside = (text, outer) => {
    text.style.translate = "-50% 0";
    const inner = text.getBoundingClientRect();
    const push = Math.max(0, outer.left - inner.left) - Math.max(0, inner.right - outer.right);
    text.style.translate = `calc(-50% + ${push}px) 0`;
  };

  // Names of breaks that stand close go to a second line; a name near the edge stays inside.
  const arrange = () => {
    let right = -Infinity;
    let lowered = false;
    for (const tick of ticks) {
      const text = tick.firstChild;
      text.classList.remove("lower");
      keepInside(text, picture.parentElement.getBoundingClientRect());
      const box = text.getBoundingClientRect();
      if (box.left < right + 4 && !lowered) {
        text.classList.add("lower");
        lowered = true;
      } else {
        lowered = false;
        right = box.right;
      }
    }
    picture.classList.toggle("two-lines", ticks.some((tick) => tick.firstChild.classList.contains("lower")));
    for (const block of blocks) block.firstChild.hidden = block.firstChild.scrollWidth > block.clientWidth;
    if (mean) keepInside(mean.firstChild, picture.getBoundingClientRect());
  };
  new ResizeObserver(arrange).observe(picture);
}
