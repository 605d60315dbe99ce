// The band of a frozen assessment: on every page while one is looked at.
import { h, renew } from "./dom.js";

export default function ({ data, parentElement, setTriggerValue }) {
  renew(parentElement, data.language, h("section", { class: "band", "aria-label": data.title },
    h("b", {}, data.title), h("span", { class: "says pretty" }, data.text),
    h("button", { type: "button", class: "link nowrap", "data-focus": "exit", onclick: () => setTriggerValue("exit", "exit") }, data.exit)));
}
