// Back to the table, and to the neighbours in code order.
import { arrow, h, renew } from "./dom.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const { words } = data;
  const step = (place, direction, says) => (place
    ? h("button", {
        type: "button", "aria-label": `${says} ${place.name}`, "data-focus": direction,
        onclick: () => setTriggerValue("open", place.code),
      }, arrow(direction, 13), place.name)
    : null);
  renew(parentElement, data.language, h("nav", { "aria-label": words.navigation },
    h("button", { type: "button", class: "back", "data-focus": "back", onclick: () => setTriggerValue("back", "back") },
      arrow("back"), words.back),
    h("span", { class: "steps" }, step(data.previous, "left", words.previous), step(data.next, "right", words.next))));
}
