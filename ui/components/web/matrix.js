// The core requirements × counties: choose a requirement in its head, open a county by its name.
import { boldMatch, h, lines, oneLine, renew } from "./dom.js";
import { symbol } from "./symbols.js";

const LEADING_NUMBER = /^(\d[\d,.]*)(?=\s)/;

export default function ({ data, parentElement, setTriggerValue }) {
  const { words } = data;
  const choosable = data.columns.filter((column) => !column.absent);
  // What the reader just did shows at once; the next data from Python replaces it.
  let active = data.active;
  let selected = data.selected;

  const choose = (id) => {
    active = id;
    draw();
    setTriggerValue("requirement", id);
  };
  const open = (code) => {
    selected = code;
    draw();
    setTriggerValue("open", code);
  };

  const draw = () => {
    const shown = active ?? choosable[0]?.id;
    renew(parentElement, data.language, heading(), tabs(shown), table(shown), absentNote());
  };

  const heading = () => h("h2", {}, words.heading, h("span", { class: "hint" }, words.hint));

  const tabs = (shown) => h("div", { class: "tabs", role: "group", "aria-label": words.choose },
    choosable.map((column) => h("button", {
      type: "button", "aria-pressed": String(column.id === shown), "data-focus": `tab ${column.id}`,
      onclick: () => choose(column.id),
    }, column.short)));

  const table = (shown) => h("table", { class: "matrix" },
    h("caption", { class: "unseen" }, words.caption),
    h("thead", {}, h("tr", {},
      h("th", { scope: "col", class: "county-head" }, words.county),
      data.columns.map((column) => head(column, shown)))),
    h("tbody", {}, data.rows.map((row, index) => body(row, index, shown))),
    h("tfoot", {}, h("tr", {},
      h("th", { scope: "row" }, data.total.name),
      data.total.cells.map((cell, i) => totalCell(cell, data.columns[i], shown)))));

  const shownClass = (column, shown) => (column.id === shown ? "shown" : "");

  const head = (column, shown) => {
    const title = [h("span", { class: "title" }, lines(column.title)), h("span", { class: "under" }, column.under)];
    const state = `${shownClass(column, shown)} ${column.id === active ? "active" : ""}`;
    if (column.absent) return h("th", { scope: "col", class: "absent-head" }, h("span", { class: "head" }, title));
    return h("th", { scope: "col", class: state }, h("span", { class: "plain" }, column.short),
      h("button", {
        type: "button", class: "head", "aria-pressed": String(column.id === active),
        title: `${oneLine(column.title)} · ${words.choose}`,
        "data-focus": `head ${column.id}`, onclick: () => choose(column.id),
      }, title));
  };

  const body = (row, index, shown) => h("tr", { class: row.code === selected ? "selected" : "" },
    h("th", { scope: "row" },
      h("button", {
        type: "button", class: "county", title: `${row.full} · ${words.open}`,
        "aria-current": row.code === selected ? "true" : null,
        "data-focus": `row ${row.code}`, onclick: () => open(row.code),
      }, h("span", { class: "link nowrap" }, row.name))),
    data.columns.map((column, i) => {
      if (!column.absent) return bodyCell(row.cells[i], column, shown);
      if (index > 0) return null;
      return h("td", { class: "absent", rowspan: data.rows.length },
        h("div", { class: "cell" }, h("span", {}, words.absent)));
    }));

  const bodyCell = (cell, column, shown) => {
    if (!cell) return h("td", { class: shownClass(column, shown) }, h("div", { class: "cell none" }, "—"));
    const look = column.reference ? "reference" : cell.symbol;
    return h("td", { class: shownClass(column, shown) },
      h("div", { class: `cell ${look}` }, symbol(cell.symbol, 15),
        h("span", { class: "said" }, h("span", { class: "word" }, cell.word),
          cell.sub ? h("span", { class: "sub" }, cell.sub) : null)));
  };

  const totalCell = (cell, column, shown) => {
    const known = cell && !column.absent;
    return h("td", { class: `${shownClass(column, shown)} ${column.absent ? "absent" : ""}` },
      h("div", { class: "total-cell" },
        known && cell.symbol !== "none" ? symbol(cell.symbol, 15) : null,
        known ? h("span", { class: "said" }, h("span", {}, boldMatch(cell.word, LEADING_NUMBER)),
          cell.sub ? h("span", { class: "sub" }, cell.sub) : null) : "—"));
  };

  const absentNote = () => {
    const absent = data.columns.filter((column) => column.absent);
    if (!absent.length) return null;
    return h("p", { class: "absent-note" },
      absent.map((column) => h("span", {}, `${column.short}${words.colon}${words.absent}`)));
  };

  draw();
}
