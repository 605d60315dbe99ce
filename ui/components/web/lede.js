// A page's first sentence: what is known, what is not, what to do. **…** is set in bold.
import { h, renew } from "./dom.js";

export default function ({ data, parentElement }) {
  renew(parentElement, data.language, h("p", { class: "lede pretty" },
    data.text.split("**").map((part, i) => (i % 2 ? h("b", {}, part) : part))),
    data.under ? h("p", { class: "under pretty" }, data.under) : null);
}
