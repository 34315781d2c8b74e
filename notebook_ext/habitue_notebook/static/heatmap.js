// Heatmap: a grid of scores, darker where there is more, every number in the cell; segments as buttons below.
import { button, element, unique, view } from "./shared.js";

const TURN = 0.56; // lightness (oklab) above which black is read better than white

export default view({
  name: "heatmap",
  build({ body, say, format, talk }) {
    let state = null;
    let measure = "";
    let active = [0, 0];

    const same = (one, other) => one[0] === other[0] && one[1] === other[1];
    const chosen = (at) => state.selected.some((one) => same(one, at));
    const regionOf = (at) => state.regions.find((region) => region.cells.some((one) => same(one, at)));
    const short = (value, kind) =>
      value === null ? "\u2013" : kind === "cents" ? format.shortMoney(value, state.currency) : value >= 100000 ? format.short(value) : format.number(value);
    const full = (value, kind) => (value === null ? "\u2013" : kind === "cents" ? format.money(value, state.currency) : format.number(value));
    const current = () => state.measures.find((one) => one.key === measure) ?? state.measures[0];

    function cell(at, shown, most) {
      const [row, column] = at;
      const value = shown.values[row]?.[column] ?? null;
      const region = regionOf(at);
      const depth = value > 0 ? Math.round(8 + 84 * Math.sqrt(value / most)) : 0;
      const place = say("cell", { row: state.rows[row], column: state.columns[column] });
      const said = [place, region?.name, ...state.measures.map((one) => say("named", { name: one.name, said: full(one.values[row]?.[column] ?? null, one.kind) }))];
      return element(
        "td",
        {
          role: "gridcell", tabindex: same(at, active) ? 0 : -1, "data-row": row, "data-column": column,
          "aria-selected": String(chosen(at)), "aria-label": said.filter(Boolean).join(", "), title: said.filter(Boolean).join("\n"),
          style: `--depth:${depth}%`,
          onclick: () => choose(at),
        },
        element("span", { class: "hb-value", text: short(value, shown.kind) }),
        region && element("span", { class: "hb-region", text: region.name }),
      );
    }
    function choose(at) {
      active = at;
      const alone = state.selected.length === 1 && chosen(at);
      talk.send(alone ? { type: "none" } : { type: "cell", row: at[0], column: at[1] });
    }
    function table(shown) {
      const most = Math.max(1e-9, ...shown.values.flat().filter((value) => value !== null));
      const head = element("tr", { role: "row" },
        element("td", { role: "presentation", class: "hb-corner" }),
        ...state.columns.map((text) => element("th", { role: "columnheader", scope: "col", text })));
      const rows = state.rows.map((text, row) => element("tr", { role: "row" },
        element("th", { role: "rowheader", scope: "row", text }),
        ...state.columns.map((_, column) => cell([row, column], shown, most))));
      return element("table", { role: "grid", "aria-label": [state.title, shown.name].filter(Boolean).join(", "), onkeydown: move },
        element("thead", { role: "rowgroup" }, head), element("tbody", { role: "rowgroup" }, ...rows));
    }
    function move(event) {
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (step) {
        active = [
          Math.min(Math.max(active[0] + step[0], 0), state.rows.length - 1),
          Math.min(Math.max(active[1] + step[1], 0), state.columns.length - 1),
        ];
        body.querySelectorAll("td[role=gridcell]").forEach((node) => {
          const here = Number(node.dataset.row) === active[0] && Number(node.dataset.column) === active[1];
          node.tabIndex = here ? 0 : -1;
          if (here) node.focus();
        });
      } else if (event.key === "Enter" || event.key === " ") choose(active);
      else if (event.key === "Escape") talk.send({ type: "none" });
      else return;
      event.preventDefault();
    }
    /** Black or white numbers, whichever stands out from the cell as the host's theme made it. */
    function ink() {
      const cells = [...body.querySelectorAll("td[role=gridcell]")];
      const light = cells.map((node) => Number(/^oklab\(([\d.]+)/.exec(getComputedStyle(node).backgroundColor)?.[1] ?? 1) > TURN);
      cells.forEach((node, at) => (node.dataset.ink = light[at] ? "black" : "white"));
    }
    function toggle(shown) {
      if (state.measures.length < 2) return null;
      const id = unique("measure");
      const choice = (one) => button(one.name, () => { measure = one.key; draw(); body.querySelector(".hb-toggle [aria-pressed=true]").focus(); },
        { "aria-pressed": String(one.key === shown.key) });
      return element("div", { class: "hb-toggle", role: "group", "aria-labelledby": id },
        element("span", { id, class: "hb-soft", text: say("show") }), ...state.measures.map(choice));
    }
    function regions() {
      if (!state.regions.length || !state.legend) return null;
      const id = unique("regions");
      const whole = (region) => region.cells.length === state.selected.length && region.cells.every(chosen);
      const one = (region) => button("", () => talk.send(whole(region) ? { type: "none" } : { type: "region", key: region.key }),
        { "aria-pressed": String(whole(region)), class: `hb-button hb-name hb-${region.tone}`, "data-key": region.key });
      const buttons = state.regions.map((region) => {
        const node = one(region);
        node.append(element("span", { class: "hb-dot", "aria-hidden": "true" }), region.name);
        return node;
      });
      const back = state.selected.length > 0 && button(say("take_back"), () => talk.send({ type: "none" }), { class: "hb-button hb-plain" });
      return element("div", { class: "hb-names", role: "group", "aria-labelledby": id },
        element("span", { id, class: "hb-soft", text: say("segments") }), ...buttons, back);
    }
    function draw() {
      const held = document.activeElement?.closest?.(".hb-heatmap") && body.contains(document.activeElement) ? document.activeElement : null;
      const wasCell = held?.matches("td");
      const key = held?.dataset.key;
      if (!state.measures.length) {
        body.replaceChildren();
        return;
      }
      const shown = current();
      body.replaceChildren(
        element("div", { class: "hb-top" }, state.title && element("p", { class: "hb-title", text: state.title }), toggle(shown) ?? ""),
        shown.note && element("p", { class: "hb-soft hb-note", text: shown.note }) || "",
        element("div", { class: "hb-map" },
          element("span", { class: "hb-row-title hb-soft", text: state.rowTitle }),
          element("span", { class: "hb-column-title hb-soft", text: state.columnTitle }),
          table(shown)),
        element("p", { class: "hb-soft hb-note", text: say("keys") }),
        regions() ?? "",
      );
      ink();
      if (wasCell) body.querySelector("td[tabindex='0']")?.focus();
      else if (key) [...body.querySelectorAll(".hb-name")].find((node) => node.dataset.key === key)?.focus();
    }
    return {
      state(next) {
        state = next;
        active = [Math.min(active[0], Math.max(state.rows.length - 1, 0)), Math.min(active[1], Math.max(state.columns.length - 1, 0))];
        draw();
      },
    };
  },
});
