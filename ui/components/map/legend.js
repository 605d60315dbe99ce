// The legend under the map, as HTML: pattern + symbol + word + count; zeros stay.

import { facilityMark, symbol } from "../ui.components.map_view.web/symbols.js";
import { dot } from "./dots.js";
import { swatch } from "./fills.js";
import { badge } from "./marks.js";

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function drawing(item) {
  if (item.mark) return markOf(item.mark);
  if (item.fill) return swatch(item.fill, item.symbol ? symbol(item.symbol, 13) : null);
  return symbol(item.symbol || "none", 15);
}

function markOf(mark) {
  if (mark.quiet) {
    const ring = facilityMark("", mark.shape, true, 19);
    ring.replaceChildren(...dot());
    return ring;
  }
  const drawn = facilityMark(mark.character, mark.shape, mark.dashed, 19);
  if (!mark.badge) return drawn;
  drawn.style.cssText = "overflow: visible; margin: 6px 6px 0 0;";
  drawn.append(...badge(mark.badge));
  return drawn;
}

function legendItem(item) {
  const line = element("li");
  line.append(drawing(item), element("span", "", item.word));
  if (item.count !== null) line.append(element("span", "count", item.count.toLocaleString("en-US")));
  return line;
}

export function drawLegend(box, groups) {
  box.replaceChildren(
    ...groups.map((group) => {
      const node = element("section", "legend-group");
      // A long title (the name of a choropleth) stands above its classes, a short one before them.
      if (group.title.length > 12 || /[^ -~]{7}/.test(group.title)) node.classList.add("stacked");
      const list = element("ul");
      list.append(...group.items.map(legendItem));
      node.append(element("p", "legend-title", group.title), list);
      return node;
    }),
  );
}

// The card that says what the map does not show.
export function drawNote(box, note) {
  box.replaceChildren();
  if (note) box.append(element("strong", "", note.title), element("p", "", note.body));
  box.hidden = !note;
}
