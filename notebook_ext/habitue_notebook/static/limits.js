// The limits of a grid's columns: the panel under a heading, and how a limit is said.
import { button, element, unique } from "./shared.js";

const BLANK = -1;
const DAYS = new Set(["day"]);
const LISTED = new Set(["label", "flag"]);
const TEXTS = new Set(["text", "key"]);

/** How a value of a column is said in a list. */
export function said(column, value, say) {
  if (value === BLANK) return say("blank");
  if (column.kind === "label") return column.labels[value]?.name ?? "";
  if (column.kind === "flag") return say("yes");
  return String(value);
}

/** A limit in a few words: "Status: New, Active". */
export function limitSaid(column, limit, say, format) {
  const scale = column.kind === "share" ? 100 : 1;
  const one = (value) => (DAYS.has(column.kind) ? format.day(value) : format.number(value * scale) + (scale > 1 ? "\u00a0%" : ""));
  const parts = [];
  if (limit.among) parts.push(limit.among.map((value) => said(column, value, say)).join(", "));
  if (limit.contains) parts.push(`\u201c${limit.contains}\u201d`);
  if (limit.low !== null) parts.push(`\u2265 ${one(limit.low)}`);
  if (limit.high !== null) parts.push(`\u2264 ${one(limit.high)}`);
  return say("named", { name: column.title, said: parts.join(", ") });
}

/** The panel in which a column is limited; `given` is told the limit (null: none), `closed` that it was left. */
export function limitPanel({ column, limit, say, format, given, closed }) {
  const id = unique("limit");
  const list = element("div", { class: "hb-choices", role: "group", "aria-label": say("limit", { column: column.title }), hidden: true });
  const isText = TEXTS.has(column.kind);
  const isRange = !isText && !LISTED.has(column.kind);
  const scale = column.kind === "share" ? 100 : 1;

  function field(key, type, value) {
    const input = element("input", { type, id: `${id}-${key}`, value: value ?? "", step: type === "number" ? "any" : null });
    return { node: element("p", { class: "hb-field" }, element("label", { for: input.id, text: say(key) }), input), input };
  }
  const written = (value) => (value === null || value === undefined ? "" : DAYS.has(column.kind) ? format.iso(value) : String(value * scale));
  const read = (input) => (input.value === "" ? null : DAYS.has(column.kind) ? format.ordinal(input.value) : Number(input.value) / scale);
  const contains = isText && field("contains", "text", limit?.contains);
  const kind = DAYS.has(column.kind) ? "date" : "number";
  const low = isRange && field("from", kind, written(limit?.low));
  const high = isRange && field("to", kind, written(limit?.high));

  function result() {
    const boxes = [...list.querySelectorAll("input[data-at]")];
    const chosen = boxes.filter((box) => box.checked);
    const among = boxes.length && chosen.length < boxes.length ? chosen.map((box) => values[Number(box.dataset.at)]) : null;
    const found = { column: column.key, among, contains: contains ? contains.input.value.trim() : "", low: low ? read(low.input) : null, high: high ? read(high.input) : null };
    const nothing = found.among === null && !found.contains && found.low === null && found.high === null;
    return nothing ? null : found;
  }
  let values = [];
  const form = element(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        given(result());
      },
    },
    element("strong", { text: column.title }),
    ...[contains, low, high].filter(Boolean).map((one) => one.node),
    list,
    element("p", { class: "hb-panel-foot" },
      element("button", { type: "submit", class: "hb-button hb-main", text: say("apply") }),
      button(say("remove"), () => given(null))),
  );
  const node = element(
    "div",
    {
      class: "hb-panel", role: "dialog", "aria-label": say("limit", { column: column.title }),
      onkeydown: (event) => {
        event.stopPropagation();
        if (event.key === "Escape") closed();
      },
    },
    form,
  );
  return {
    node,
    wants: isText || LISTED.has(column.kind),
    focus: () => (node.querySelector("input:not([type=checkbox])") ?? node.querySelector("input, button"))?.focus(),
    choices(found) {
      if (!found.length) return;
      values = found.map(([value]) => value);
      const chosen = (value) => !limit?.among || limit.among.includes(value);
      const boxes = found.map(([value, count], at) => {
        const box = element("input", { type: "checkbox", "data-at": at });
        box.checked = chosen(value);
        return element("label", {}, box, element("span", { text: said(column, value, say) }), element("span", { class: "hb-soft", text: format.number(count) }));
      });
      const all = element("input", { type: "checkbox", onchange: () => list.querySelectorAll("input[data-at]").forEach((box) => (box.checked = all.checked)) });
      all.checked = !limit?.among;
      const had = node.contains(document.activeElement);
      list.replaceChildren(element("label", { class: "hb-all" }, all, element("span", { text: say("all") })), ...boxes);
      list.hidden = false;
      if (had && document.activeElement?.type !== "text") all.focus();
    },
  };
}
