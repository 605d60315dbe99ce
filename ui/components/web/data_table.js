// A table of numbers as a statistical yearbook sets it: grouped heads, marks in the cells.
import { breakable, h, lines, renew, scrollBox, tagged } from "./dom.js";
import { facilityMark, symbol } from "./symbols.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const { columns, groups, words } = data;
  let selected = data.selected;

  const share = (value, axis) => `${100 * Math.min(1, Math.max(0, (value - axis.min) / (axis.max - axis.min)))}%`;
  const firstOfGroup = (i) => i > 0 && columns[i - 1].group && columns[i].group !== columns[i - 1].group;
  const classes = (column, i) => `${column.align} is-${column.kind} ${firstOfGroup(i) ? "apart" : ""} ${column.strong ? "strong" : ""}`;

  const longest = columns.map((column, i) => Math.max(...[...data.rows, data.total].map((row) => row?.cells[i]?.text?.length ?? 0)));

  const ticks = (axis, labelled) => axis.ticks.map((tick) => {
    const node = h("span", { class: "tick", "aria-hidden": "true" }, labelled ? tick.label : null);
    node.style.insetInlineStart = share(tick.value, axis);
    return node;
  });

  const head = () => {
    const name = (column, i, rowspan) => h("th", {
      scope: "col", class: `name ${classes(column, i)}`, rowspan,
      "data-width": column.width || null,
    }, column.axis?.ticks.length && column.kind === "change"
      ? [h("span", { class: column.group ? "unseen" : "" }, lines(column.title)), h("div", { class: "plot axis" }, ticks(column.axis, true))]
      : lines(column.title));
    if (!groups.length) return [h("tr", {}, columns.map((column, i) => name(column, i, null)))];
    const over = [];
    columns.forEach((column, i) => {
      if (!column.group) over.push(name(column, i, 2));
      else if (i === 0 || columns[i - 1].group !== column.group) {
        const span = columns.filter((other) => other.group === column.group).length;
        over.push(h("th", { scope: "colgroup", colspan: span, class: `group ${firstOfGroup(i) ? "apart" : ""}` },
          groups.find((group) => group.id === column.group)?.title ?? ""));
      }
    });
    return [h("tr", {}, over), h("tr", {}, columns.map((column, i) => (column.group ? name(column, i, null) : null)))];
  };

  const drawing = {
    button: (cell, row, column) => h("button", {
      type: "button", class: "link", "data-focus": `${row.id} ${column.id}`,
      "aria-current": row.id === selected ? "true" : null,
      onclick: () => {
        selected = row.id;
        draw();
        setTriggerValue("open", row.id);
      },
    }, cell.text),
    bar: (cell, row, column) => {
      const bar = h("span", { class: "bar", "aria-hidden": "true" });
      bar.style.inlineSize = share(cell.value, column.axis);
      if (!cell.value) bar.style.display = "none"; // no sliver for nothing
      if (cell.colour) bar.style.backgroundColor = cell.colour;
      const said = h("span", { class: "bar-value" }, cell.text);
      said.style.minInlineSize = `${longest[columns.indexOf(column)]}ch`; // all bars begin below each other
      return h("div", { class: "with-bar" }, said, h("span", { class: "track" }, bar));
    },
    symbol: (cell) => h("span", { class: "marked" }, symbol(cell.symbol, 15), h("span", {}, cell.text),
      cell.sub ? h("span", { class: "sub" }, cell.sub) : null),
    mark: (cell, row, column) => h("span", { class: "marked" }, facilityMark(cell.mark.character, cell.mark.shape, cell.mark.dashed, 19),
      cell.opens ? drawing.button(cell, row, column) : h("span", {}, cell.text)),
    change: (cell, row, column) => {
      const plot = h("div", { class: "plot" }, ticks(column.axis, false));
      const points = [cell.before, cell.after].filter(Boolean);
      const rightmost = points.reduce((a, b) => (b.value >= a.value ? b : a));
      if (points.length === 2) {
        const line = h("span", { class: "line", "aria-hidden": "true" });
        const low = Math.min(cell.before.value, cell.after.value);
        line.style.insetInlineStart = share(low, column.axis);
        line.style.inlineSize = `${(100 * Math.abs(cell.after.value - cell.before.value)) / (column.axis.max - column.axis.min)}%`;
        plot.append(line);
      }
      for (const [kind, point] of [["before", cell.before], ["after", cell.after]]) {
        if (!point) continue;
        const dot = h("span", { class: `dot ${kind}`, "aria-hidden": "true" });
        const label = h("span", { class: `value ${kind} ${point === rightmost ? "right" : "left"}` },
          h("span", { class: "unseen" }, `${words[kind]} `), point.text);
        dot.style.insetInlineStart = share(point.value, column.axis);
        label.style.insetInlineStart = share(point.value, column.axis);
        plot.append(dot, label);
      }
      return plot;
    },
  };

  const inside = (cell, row, column) => (Object.hasOwn(drawing, cell.kind) ? drawing[cell.kind](cell, row, column) : breakable(cell.text));

  const line = (row) => {
    const cells = [];
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i];
      const key = column.group && Object.hasOwn(row.merged, column.group) ? column.group : column.id;
      if (Object.hasOwn(row.merged, key)) {
        const span = key === column.id ? 1 : columns.filter((other) => other.group === key).length;
        cells.push(h("td", { class: `start merged ${firstOfGroup(i) ? "apart" : ""}`, colspan: span, "data-label": column.label }, row.merged[key]));
        i += span - 1;
        continue;
      }
      const cell = row.cells[i];
      const attributes = { class: `${classes(column, i)} ${cell.missing ? "missing" : ""}`, "data-label": column.label };
      cells.push(i === 0 ? h("th", { ...attributes, scope: "row" }, inside(cell, row, column)) : h("td", attributes, inside(cell, row, column)));
    }
    return h("tr", { class: `${row.hatched ? "hatched" : ""} ${row.id === selected ? "selected" : ""}` }, cells);
  };

  const draw = () => {
    const box = scrollBox(data.label, { class: data.stacks ? "stacks" : "" },
      h("table", { class: `data ${data.sticky ? "sticky" : ""}` },
        h("caption", { class: "unseen" }, data.label),
        h("thead", {}, head()),
        h("tbody", {}, data.rows.map(line)),
        data.total ? h("tfoot", {}, line(data.total)) : null));
    if (data.maxHeight) box.style.maxHeight = `${data.maxHeight}px`;
    for (const th of box.querySelectorAll("[data-width]")) th.style.width = th.style.minWidth = `${th.dataset.width}px`;
    renew(parentElement, data.language,
      data.heading ? h("h2", {}, data.heading, tagged(data.tag), data.hint ? h("span", { class: "hint" }, data.hint) : null) : null,
      data.rows.length || data.total ? [h("p", { class: "swipe" }, words.more), box] : h("p", { class: "empty" }, data.empty),
      data.legend ? h("p", { class: "note" },
        h("span", { class: "key" }, h("span", { class: "dot before", "aria-hidden": "true" }), words.before),
        h("span", { class: "key" }, h("span", { class: "dot after", "aria-hidden": "true" }), words.after), data.note)
        : data.note ? h("p", { class: "note pretty" }, data.note) : null);
  };

  draw();
}
