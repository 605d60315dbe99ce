// 县情单: one county's people, its findings in words, its facilities.
import { boldMatch, h, oneLine, renew, scrollBox } from "./dom.js";
import { facilityMark, symbol } from "./symbols.js";

// A count with its separators, or a share; never a year or a date.
const FIGURE = /(?:^|\s)(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?%)/;

export default function ({ data, parentElement }) {
  const { words } = data;
  const mark = (m) => (m ? facilityMark(m.character, m.shape, m.dashed, 19) : null);

  const population = data.population.flatMap((text, i) => [
    i ? h("span", { class: "dot", "aria-hidden": "true" }, "・") : null,
    h("span", { class: "nowrap" }, boldMatch(text, FIGURE)),
  ]);

  const term = (name, ...said) => h("div", { class: "pair" }, h("dt", {}, name), h("dd", {}, said));

  const evidence = (line) => h("p", { class: "evidence" },
    line.mark ? [mark(line.mark), " "] : null, line.text,
    line.why ? [words.comma, line.counts === false ? h("b", {}, line.why) : line.why] : null,
    line.source ? [" ", h("span", { class: "source" }, line.source)] : null);

  const finding = (block) => {
    const none = block.symbol === "none";
    const details = [
      block.reason && block.quote ? term(words.reason, block.reason) : null,
      block.measured ? term(words.measured, block.measured) : null,
      block.evidence.length ? term(words.evidence, block.evidence.map(evidence)) : null,
      block.next ? term(words.next, block.next) : null,
      block.notes.length ? term(words.notes, block.notes.map((note) => h("p", { class: "mute" }, note))) : null,
    ].filter(Boolean);
    return h("li", { class: `finding ${none ? "absent" : ""}` },
      h("div", { class: `verdict ${block.symbol}` }, symbol(block.symbol, 16),
        h("div", {}, h("b", {}, block.word), block.verdictNote ? h("span", { class: "note" }, block.verdictNote) : null)),
      h("div", { class: "body" },
        h("h3", {}, h("span", { class: "title" }, oneLine(block.title)), h("span", { class: "under" }, block.under),
          block.flags.map((flag) => h("span", { class: "flag" }, flag))),
        block.quote ? h("blockquote", { class: "pretty" }, block.quote) : null,
        block.reason && !block.quote ? h("p", { class: "reason pretty" }, block.reason) : null,
        details.length ? h("dl", {}, details) : null,
        block.missing.map((m) => h("dl", { class: "missing" }, term(words.missing, m.what), term(words.ask, m.ask)))));
  };

  const facility = (line) => h("tr", {},
    h("th", { scope: "row" }, h("span", { class: "named" }, mark(line.mark), h("span", {}, line.name,
      line.source ? h("span", { class: "line-source" }, line.source) : null))),
    [line.held, line.status, line.opened].map((text) => h("td", {}, text)),
    h("td", { "data-label": words.counted }, line.counted));

  const facilities = () => scrollBox(words.facilities, {},
    h("table", { class: "facilities" },
      h("caption", { class: "unseen" }, words.facilities),
      h("thead", {}, h("tr", {}, [words.name, words.held, words.status, words.opened, words.counted].map((name) =>
        h("th", { scope: "col" }, name)))),
      h("tbody", {}, data.facilities.map(facility))));

  renew(parentElement, data.language, h("article", { "aria-label": `${data.name} ${words.sheet}` },
    h("h2", { class: "name" }, h("span", {}, data.name), h("span", { class: "kind" }, words.sheet)),
    h("p", { class: "population" }, population),
    h("ol", { class: "findings" }, data.findings.map(finding)),
    h("h2", { class: "facilities-head" }, data.facilitiesHeading,
      data.lastChecked ? h("span", { class: "hint" }, data.lastChecked) : null),
    data.facilities.length ? facilities() : h("p", { class: "mute pretty" }, words.noFacilities)));
}
