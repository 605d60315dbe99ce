// A page's head: the city, the day it is about, the state of the assessment.
import { h, renew } from "./dom.js";

export default function ({ data, parentElement }) {
  renew(parentElement, data.language, h("div", { class: "page-head" },
    h("h1", { class: "nowrap" }, data.title),
    data.asOf ? h("span", { class: "as-of nowrap" }, data.asOf) : null,
    data.tag ? h("span", { class: "tag nowrap" }, data.tag) : null));
}
