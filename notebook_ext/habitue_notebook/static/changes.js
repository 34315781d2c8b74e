// Changes: corrections grouped by rule, before and after; a rule, a column or a cell is accepted or rejected.
import { added, struck } from "./differing.js";
import { button, element, unique, view } from "./shared.js";

const FIRST = 12; // lines that an opened rule shows
const PAGE = 50; // lines that are added to them

export default view({
  name: "changes",
  build({ body, say, format, talk }) {
    const rules = new Map(); // the open parts of the page, by the key of their rule

    /** A box that is ticked, not ticked, or half so when only some are accepted. */
    function tick(label, counted, told) {
      const box = element("input", { type: "checkbox", "aria-label": label });
      box.addEventListener("change", () => talk.send({ type: "decide", ...told, accepted: box.checked }));
      setTick(box, counted);
      return box;
    }
    function setTick(box, { count, accepted }) {
      box.checked = accepted === count;
      box.indeterminate = accepted > 0 && accepted < count;
    }
    function counts({ count, accepted }) {
      const cells = say.count("cell", count, { count: format.number(count) });
      return accepted === count ? cells : `${cells}, ${say("rejected", { count: format.number(count - accepted) })}`;
    }

    function ruleOf(rule) {
      const part = { column: null, shown: 0, rule };
      const box = tick(say("accept_rule", { name: rule.name }), rule, { rule: rule.key });
      const count = element("span", { class: "hb-soft" });
      const id = unique("rule");
      const content = element("div", { class: "hb-lines", id, hidden: true });
      const opener = button(rule.name, () => toggle(), { class: "hb-button hb-plain hb-opener", "aria-expanded": "false", "aria-controls": id });
      const columns = element("div", { class: "hb-columns", role: "group", "aria-label": rule.name });
      const table = element("tbody");
      const more = button(say("more"), () => ask(part.shown));
      const shown = element("span", { class: "hb-soft" });
      content.append(columns, element("table", {},
        element("caption", { class: "hb-unseen", text: rule.name }),
        element("thead", {}, element("tr", {}, ...["accept", "where", "before", "after"].map((key) => element("th", { scope: "col", text: say(key) })))),
        table), element("p", { class: "hb-foot" }, shown, more));

      const ask = (start, count = PAGE) => talk.send({ type: "lines", rule: rule.key, column: part.column, start, count });
      function toggle(open = content.hidden) {
        content.hidden = !open;
        opener.setAttribute("aria-expanded", String(open));
        if (open && !table.children.length) ask(0, FIRST);
      }
      function choose(column) {
        part.column = column;
        drawColumns();
        ask(0, FIRST);
      }
      function drawColumns() {
        const held = columns.contains(document.activeElement) ? document.activeElement.dataset.at : null;
        const choice = (key, name, at) => button(name, () => choose(key), { "aria-pressed": String(part.column === key), "data-at": at });
        columns.replaceChildren(
          ...(part.rule.columns.length > 1 ? [choice(null, say("all_columns"), "all")] : []),
          ...part.rule.columns.map((one, at) => element("span", { class: "hb-column" },
            tick(say("accept_column", { name: one.name }), one, { rule: rule.key, column: one.key }),
            part.rule.columns.length > 1 ? choice(one.key, one.name, String(at)) : element("span", { text: one.name }),
            element("span", { class: "hb-soft", text: counts(one) }))),
        );
        if (held !== null) columns.querySelector(`[data-at="${held}"]`)?.focus();
      }
      Object.assign(part, {
        node: element("li", { class: "hb-rule", "data-rule": rule.key }, element("div", { class: "hb-head" }, box, opener, count), content),
        toggle,
        take(next) {
          const decided = next.accepted !== part.rule.accepted;
          part.rule = next;
          setTick(box, next);
          count.textContent = counts(next);
          drawColumns();
          if (decided && table.children.length) ask(0, Math.max(part.shown, FIRST));
        },
        lines(message) {
          if (message.column !== part.column) return;
          const rows = message.lines.map((line, at) => row(message, line, at));
          const held = table.contains(document.activeElement) ? document.activeElement.dataset.line : null;
          if (message.start === 0) table.replaceChildren(...rows);
          else table.append(...rows);
          part.shown = message.start + rows.length;
          shown.textContent = say("shown", { shown: format.number(part.shown), total: format.number(message.total) });
          more.hidden = part.shown >= message.total;
          if (held !== null) table.querySelector(`[data-line="${held}"]`)?.focus();
        },
      });
      function row(message, line, at) {
        const [before, after] = [message.before[at], message.after[at]];
        const name = `${message.where[at]}`;
        const box = element("input", { type: "checkbox", "aria-label": say("accept_cell", { name }), "data-line": line });
        box.checked = message.accepted[at];
        box.addEventListener("change", () => talk.send({ type: "decide", rule: rule.key, column: part.column, line, accepted: box.checked }));
        const cell = (pieces) => element("td", { class: "hb-text" }, ...(pieces.length ? pieces : [element("span", { class: "hb-soft", text: say("blank") })]));
        return element("tr", { class: message.accepted[at] ? null : "hb-rejected" }, element("td", {}, box),
          element("td", { class: "hb-soft hb-where", text: name }), cell(struck(before, after)), cell(added(before, after)));
      }
      part.take(rule);
      return part;
    }

    let shownKeys = "";
    let title = null;
    return {
      state(state) {
        if (!state.rules.length) {
          shownKeys = "";
          body.replaceChildren(element("p", { class: "hb-quiet", text: say("none") }));
          return;
        }
        const keys = JSON.stringify(state.rules.map((rule) => rule.key));
        if (keys === shownKeys) {
          state.rules.forEach((rule) => rules.get(rule.key).take(rule));
          return;
        }
        shownKeys = keys;
        rules.clear();
        state.rules.forEach((rule) => rules.set(rule.key, ruleOf(rule)));
        title = state.title && element("p", { class: "hb-title", text: state.title });
        body.replaceChildren(title || "", element("ul", { class: "hb-rules" }, ...[...rules.values()].map((part) => part.node)),
          element("p", { class: "hb-soft hb-legend", text: say("legend") }));
        rules.values().next().value.toggle(true);
      },
      message(message) {
        if (message.type === "lines") rules.get(message.rule)?.lines(message);
      },
    };
  },
});
