// The banner of the demonstration: on every page while invented records are shown.
import { h, renew } from "./dom.js";

export default function ({ data, parentElement, setTriggerValue }) {
  renew(parentElement, data.language, h("section", { class: "banner", "aria-label": data.title },
    h("b", {}, data.title), h("span", { class: "says pretty" }, data.text),
    h("button", { type: "button", class: "link nowrap", "data-focus": "exit", onclick: () => setTriggerValue("exit", "exit") }, data.exit)));
}
