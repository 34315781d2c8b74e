// Bars: a table with a bar in each line, its numbers in words beside it.
import { button, element, view } from "./shared.js";

export default view({
  name: "bars",
  build({ body, say, format, talk }) {
    const written = (cell) => (typeof cell === "number" ? format.number(cell) : cell);

    function name(bar, state) {
      const dot = element("span", { class: `hb-dot hb-${bar.tone}`, "aria-hidden": "true" });
      if (!state.opens) return element("th", { scope: "row" }, dot, bar.name);
      const open = () => talk.send({ type: "open", key: bar.key });
      const chosen = String(bar.key === state.selected);
      return element("th", { scope: "row" }, dot, button(bar.name, open, { class: "hb-button hb-plain", "aria-pressed": chosen }));
    }
    function track(bar) {
      const length = element("span", { class: `hb-length hb-moves hb-${bar.tone}`, style: `width:${bar.share * 100}%` });
      const mark = bar.mark === null ? null : element("span", { class: "hb-mark", style: `left:${bar.mark * 100}%` });
      return element("td", { class: "hb-track-cell", "aria-hidden": "true" }, element("div", { class: "hb-track" }, length, mark));
    }
    function line(bar, state, changes) {
      const cells = bar.cells.map((cell) => element("td", { class: "hb-number", text: written(cell) }));
      const change = changes && element("td", { class: "hb-number hb-change", text: bar.change ? format.change(bar.change) : "" });
      return element("tr", { class: bar.key === state.selected ? "hb-chosen" : null }, name(bar, state), track(bar), ...cells, change);
    }
    return {
      state(state) {
        const focused = [...body.querySelectorAll("button")].indexOf(document.activeElement);
        if (!state.bars.length) {
          body.replaceChildren(element("p", { class: "hb-quiet", text: say("none") }));
          return;
        }
        const changes = state.bars.some((bar) => bar.change !== null);
        const heads = state.columns.map((text) => element("th", { scope: "col", class: "hb-number", text }));
        const blank = () => element("td");
        const head = element("tr", {}, blank(), blank(), ...heads,
          changes && element("th", { scope: "col", class: "hb-number", text: say("change") }));
        const table = element(
          "table",
          {},
          state.title && element("caption", { text: state.title }),
          element("thead", {}, head),
          element("tbody", {}, ...state.bars.map((bar) => line(bar, state, changes))),
        );
        const note = state.note && element("p", { class: "hb-soft hb-note" }, element("span", { class: "hb-mark", "aria-hidden": "true" }), state.note);
        body.replaceChildren(...[table, note].filter(Boolean));
        if (focused >= 0) body.querySelectorAll("button")[focused]?.focus();
      },
    };
  },
});
