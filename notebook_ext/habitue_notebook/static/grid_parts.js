// The parts of a grid: headings, lines, and how the value of a cell is written.
import { chip, element } from "./shared.js";

const NUMERIC = new Set(["integer", "number", "cents", "share", "day"]);

/** A value as readers see it; nothing where it is blank. */
export function shown(value, column, currency, say, format) {
  if (value === null || value === undefined) return "";
  switch (column.kind) {
    case "integer": case "number": return format.number(value);
    case "cents": return format.money(value, currency);
    case "share": return format.share(value);
    case "day": return format.day(value);
    case "label": return column.labels[value]?.name ?? "";
    case "flag": return say("yes");
    default: return value;
  }
}

/** Puts a value into its cell, a status or segment as a chip. */
export function paintCell(node, value, column, written) {
  const text = written(value, column);
  const label = column.kind === "label" && text !== "" ? column.labels[value] : null;
  if (label && node.textContent === text && node.firstChild?.classList?.contains(`hb-${label.tone}`)) return;
  if (label) node.replaceChildren(chip(label.name, label.tone));
  else if (node.textContent !== text) node.textContent = text;
}

/** A heading: its name sorts, its arrow limits. */
export function heading(column, at, id, say, { sort, limit }) {
  const label = element("span", { class: "hb-name", text: column.title });
  const arrow = element("span", { class: "hb-arrow", "aria-hidden": "true" });
  const sorter = element("button", { type: "button", class: "hb-sorter", tabindex: -1, title: column.title, onclick: sort }, label, arrow);
  const limiter = element(
    "button",
    { type: "button", class: "hb-limiter", tabindex: -1, "aria-label": say("limit", { column: column.title }), "aria-haspopup": "dialog", onclick: limit },
    element("span", { "aria-hidden": "true", text: "\u25be" }),
  );
  const kind = NUMERIC.has(column.kind) ? "hb-number" : null;
  return element("div", { role: "columnheader", id: `${id}-h${at}`, "aria-colindex": at + 2, class: kind }, sorter, limiter);
}

/** A line that is drawn again for each row that comes into sight. */
export function line(place, columns, id) {
  const number = element("div", { role: "rowheader", class: "hb-number hb-gutter", "aria-colindex": 1 });
  const kind = (column) => (column.kind === "label" ? "hb-labels" : NUMERIC.has(column.kind) ? "hb-number" : null);
  const cells = columns.map((column, at) =>
    element("div", { role: "gridcell", id: `${id}-${place}-${at}`, "aria-colindex": at + 2, class: kind(column) }));
  return { node: element("div", { role: "row", class: "hb-row hb-line" }, number, ...cells), number, cells, row: -1 };
}
