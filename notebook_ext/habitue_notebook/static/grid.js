// Grid: a window of rows of a table of any length. Python sorts, limits and searches; here rows are drawn, chosen by
// mouse and keys, and copied.
import { putTable } from "./clipboard.js";
import { keyed } from "./grid_keys.js";
import { heading, line, paintCell, shown } from "./grid_parts.js";
import { limitPanel, limitSaid } from "./limits.js";
import { button, element, unique, view } from "./shared.js";

const ROW = 28; // px
const BEFORE = 30; // rows asked for beside those that are seen
const LONGEST_TITLE = 30; // characters that widen a column
const MOST_KEPT = 6000; // rows kept in the browser

const between = (value, low, high) => Math.min(Math.max(value, low), high);

export default view({
  name: "grid",
  build({ root, body, say, format, talk, model }) {
    const id = unique("grid");
    let state = { columns: [], found: 0, total: 0, query: { filters: [] } };
    let kept = new Map(); // rows by number: [their window, place in it]
    let active = { row: 0, column: 0 };
    let anchor = { row: 0, column: 0 };
    let wholeRows = false;
    let panel = null;
    let dragging = false;
    let headings = "";

    const search = element("input", { type: "search", class: "hb-search", "aria-label": say("search"), placeholder: say("search"), autocomplete: "off", spellcheck: "false" });
    const limits = element("div", { class: "hb-limits" });
    const range = element("span", { class: "hb-range" });
    const chosen = element("span", { class: "hb-soft" });
    const copy = button(say("copy"), () => askCopy(), { title: "Ctrl+C" });
    const told = element("p", { class: "hb-unseen", role: "status" });
    const caption = element("p", { class: "hb-title" });
    const head = element("div", { role: "row", class: "hb-row hb-head", "aria-rowindex": 1 });
    const space = element("div", { role: "rowgroup", class: "hb-space" });
    const frame = element("div", {
      class: "hb-frame", role: "grid", tabindex: 0, "aria-multiselectable": "true", "aria-readonly": "true",
      "aria-label": say("table"), "aria-describedby": `${id}-keys`,
    }, element("div", { role: "rowgroup", class: "hb-heads" }, head), space);
    const empty = element("div", { class: "hb-empty", hidden: true }, element("p", { class: "hb-soft" }), button(say("clear"), clear));
    const hint = element("p", { class: "hb-soft hb-hint", id: `${id}-keys`, text: say("keys") });
    body.append(caption, element("div", { class: "hb-tools" }, search, limits, element("span", { class: "hb-gap" }), chosen, copy, range), told, frame, empty, hint);
    const pool = [];

    // What is seen

    const written = (value, column) => shown(value, column, state.currency, say, format);
    const rowsSeen = () => Math.max(1, Math.floor((frame.clientHeight - ROW) / ROW));
    const firstSeen = () => Math.floor(frame.scrollTop / ROW);
    function chosenRange() {
      const [low, high] = [Math.max(0, Math.min(anchor.row, active.row)), Math.max(anchor.row, active.row)];
      const columns = wholeRows ? [0, state.columns.length - 1] : [Math.min(anchor.column, active.column), Math.max(anchor.column, active.column)];
      return { low, high, columns };
    }
    function paint() {
      const first = Math.max(0, firstSeen() - 2);
      const { low, high, columns } = chosenRange();
      let missing = false;
      pool.forEach((line, k) => {
        const row = first + k;
        line.node.hidden = row >= state.found;
        if (line.node.hidden) return;
        const held = kept.get(row);
        missing ||= !held;
        line.node.style.transform = `translateY(${row * ROW}px)`;
        line.node.setAttribute("aria-rowindex", row + 2);
        line.row = row;
        line.number.textContent = format.number(row + 1);
        const inside = row >= low && row <= high;
        line.number.classList.toggle("hb-chosen", inside && wholeRows);
        line.cells.forEach((node, at) => {
          if (held) paintCell(node, held[0][at][held[1]], state.columns[at], written);
          else if (node.textContent !== "\u2026") node.textContent = "\u2026";
          node.setAttribute("aria-selected", String(inside && at >= columns[0] && at <= columns[1]));
          node.classList.toggle("hb-active", row === active.row && at === active.column);
        });
      });
      head.querySelectorAll("[role=columnheader]").forEach((node, at) => node.classList.toggle("hb-active", active.row === -1 && at - 1 === active.column));
      const line = pool.find((one) => !one.node.hidden && one.row === active.row);
      const target = active.row === -1 ? head.children[active.column + 1] : line?.cells[active.column];
      if (target) frame.setAttribute("aria-activedescendant", target.id);
      else frame.removeAttribute("aria-activedescendant");
      if (missing) ask(first);
      sayRange();
    }
    function ask(first) {
      const start = Math.max(0, first - BEFORE);
      talk.latest("rows", { type: "rows", start, stop: first + pool.length + BEFORE });
    }
    function sayRange() {
      const number = format.number;
      if (!state.found) range.textContent = state.total ? say("nothing", { total: number(state.total) }) : say("none");
      else {
        const first = Math.min(firstSeen(), state.found - 1) + 1;
        const values = { first: number(first), last: number(Math.min(first + rowsSeen() - 1, state.found)), found: number(state.found), total: number(state.total) };
        range.textContent = say(state.found === state.total ? "rows" : "rows_of", values);
      }
      const { low, high, columns } = chosenRange();
      const count = high - low + 1;
      const more = state.found > 0 && active.row >= 0 && (count > 1 || columns[1] > columns[0] || wholeRows);
      chosen.textContent = more ? say("selected", { count: number(count) }) : "";
      frame.classList.toggle("hb-many", more);
      copy.hidden = !state.found;
    }
    let frameAsked = 0;
    function paintSoon() {
      cancelAnimationFrame(frameAsked);
      frameAsked = requestAnimationFrame(paint);
    }

    // What the table is made of

    function rebuild() {
      const corner = element("div", { role: "columnheader", class: "hb-gutter", "aria-colindex": 1 }, element("span", { class: "hb-unseen", text: "#" }));
      const acts = (column, at) => ({ sort: () => sort(column.key), limit: () => openPanel(at) });
      head.replaceChildren(corner, ...state.columns.map((column, at) => heading(column, at, id, say, acts(column, at))));
      const widths = state.columns.map((column) => Math.max(column.width, Math.min(column.title.length, LONGEST_TITLE) * 7.2 + 48));
      frame.style.setProperty("--columns", `56px ${widths.map((width) => `minmax(0, ${width}fr)`).join(" ")}`);
      frame.style.setProperty("--width", `${widths.reduce((sum, width) => sum + width, 56)}px`);
      frame.setAttribute("aria-colcount", state.columns.length + 1);
      pool.length = 0;
      const count = Math.ceil(model.get("height") / ROW) + 5;
      for (let k = 0; k < count; k += 1) pool.push(line(k, state.columns, id));
      space.replaceChildren(...pool.map((one) => one.node));
      active = { row: 0, column: 0 };
      anchor = { ...active };
    }
    function paintHeadings() {
      const { sort: by, descending, filters } = state.query;
      state.columns.forEach((column, at) => {
        const node = head.children[at + 1];
        const sorted = by === column.key;
        node.setAttribute("aria-sort", sorted ? (descending ? "descending" : "ascending") : "none");
        node.querySelector(".hb-arrow").textContent = sorted ? (descending ? "\u2193" : "\u2191") : "";
        node.classList.toggle("hb-limited", filters.some((one) => one.column === column.key));
      });
    }
    function paintLimits() {
      const take = (text, act, name) => element("span", { class: "hb-limit" }, element("span", { text }),
        button("\u00d7", act, { class: "hb-button hb-plain", "aria-label": say("remove_limit", { name }) }));
      const chips = state.query.filters.map((limit) => {
        const column = state.columns.find((one) => one.key === limit.column);
        const text = limitSaid(column, limit, say, format);
        return take(text, () => limitBy(limit.column, null), text);
      });
      if (state.only !== null && state.only !== undefined) chips.unshift(take(state.only, () => talk.send({ type: "unlimit" }), state.only));
      limits.replaceChildren(...chips);
    }

    // What people ask for

    function query(change) {
      talk.latest("query", { type: "query", ...state.query, search: search.value, ...change });
    }
    function sort(key) {
      const { sort: by, descending } = state.query;
      if (by !== key) query({ sort: key, descending: false });
      else query(descending ? { sort: "", descending: false } : { sort: key, descending: true });
    }
    function limitBy(key, limit) {
      query({ filters: [...state.query.filters.filter((one) => one.column !== key), ...(limit ? [limit] : [])] });
    }
    function clear() {
      search.value = "";
      if (state.only !== null) talk.send({ type: "unlimit" });
      query({ filters: [], search: "" });
    }
    function closePanel() {
      panel?.node.remove();
      panel = null;
    }
    function openPanel(at) {
      const column = state.columns[at];
      const again = panel?.key === column.key;
      closePanel();
      if (again) return;
      const leave = () => {
        closePanel();
        frame.focus();
      };
      const limit = state.query.filters.find((one) => one.column === column.key);
      const given = (found) => {
        leave();
        limitBy(column.key, found);
      };
      panel = { key: column.key, ...limitPanel({ column, limit, say, format, given, closed: leave }) };
      const [box, outer] = [head.children[at + 1].getBoundingClientRect(), root.getBoundingClientRect()];
      root.append(panel.node);
      panel.node.style.left = `${between(box.left - outer.left, 8, Math.max(8, outer.width - panel.node.offsetWidth - 8))}px`;
      panel.node.style.top = `${box.bottom - outer.top + 2}px`;
      panel.focus();
      if (panel.wants) talk.send({ type: "choices", column: column.key });
    }

    // What people choose

    function go(row, column, extend) {
      active = { row: between(row, -1, state.found - 1), column: between(column, 0, state.columns.length - 1) };
      if (!extend || active.row < 0) {
        anchor = { ...active };
        wholeRows = false;
      }
      reveal();
      settle();
    }
    function reveal() {
      if (active.row >= 0) {
        const top = active.row * ROW;
        if (top < frame.scrollTop) frame.scrollTop = top;
        else if (top + 2 * ROW > frame.scrollTop + frame.clientHeight) frame.scrollTop = top + 2 * ROW - frame.clientHeight + 2;
      }
      const node = head.children[active.column + 1];
      if (!node) return;
      const [left, right] = [node.offsetLeft - 56, node.offsetLeft + node.offsetWidth];
      if (left < frame.scrollLeft) frame.scrollLeft = left;
      else if (right > frame.scrollLeft + frame.clientWidth) frame.scrollLeft = right - frame.clientWidth;
    }
    function settle() {
      paint();
      const { low, high } = chosenRange();
      const some = active.row >= 0 && state.found > 0;
      talk.latest("select", { type: "select", start: some ? low : 0, stop: some ? high + 1 : 0 });
    }
    function askCopy() {
      const { low, high, columns } = chosenRange();
      talk.send({ type: "copy", start: low, stop: high + 1, columns: state.columns.slice(columns[0], columns[1] + 1).map((one) => one.key) });
    }
    async function copied(table) {
      const done = await putTable(table);
      const count = format.number(table[0]?.cells.length ?? 0);
      const text = say(done ? "copied" : "not_copied", { count, columns: format.number(table.length) });
      told.textContent = text;
      chosen.textContent = text;
      root.dataset.copied = String(done);
    }
    function openRow() {
      if (active.row >= 0 && active.row < state.found) talk.send({ type: "open", row: active.row });
    }
    function press(event) {
      const wish = keyed(event, { ...active, rows: state.found, columns: state.columns.length, page: rowsSeen() - 1 });
      if (!wish) return;
      event.preventDefault();
      if (wish.go) go(...wish.go, event.shiftKey && wish.act !== "alone");
      else if (wish.act === "limit") openPanel(active.column);
      else if (wish.act === "sort") sort(state.columns[active.column].key);
      else if (wish.act === "open") openRow();
      else if (wish.act === "copy") askCopy();
      else {
        if (wish.act === "all") {
          anchor = { row: 0, column: 0 };
          active = { row: state.found - 1, column: state.columns.length - 1 };
        }
        wholeRows = active.row >= 0;
        settle();
      }
    }
    function at(event) {
      const cell = event.target.closest("[role=gridcell], [role=rowheader]");
      const found = cell && pool.find((one) => one.node === cell.parentElement);
      return found && { row: found.row, column: found.cells.indexOf(cell) };
    }
    function point(event) {
      const place = event.button === 0 && at(event);
      if (!place) return;
      dragging = true;
      const extend = event.shiftKey;
      const whole = place.column < 0 || (extend && wholeRows);
      go(place.row, Math.max(place.column, 0), extend);
      wholeRows = whole;
      frame.focus({ preventScroll: true });
      settle();
      event.preventDefault();
    }

    frame.addEventListener("scroll", () => {
      closePanel();
      paintSoon();
    }, { passive: true });
    frame.addEventListener("keydown", (event) => event.target === frame && press(event));
    space.addEventListener("pointerdown", point);
    space.addEventListener("pointermove", (event) => {
      const place = dragging && event.buttons === 1 && at(event);
      if (!place || (place.row === active.row && place.column === active.column)) return;
      active = { row: place.row, column: Math.max(place.column, 0) };
      settle();
    });
    const release = () => (dragging = false);
    window.addEventListener("pointerup", release);
    space.addEventListener("dblclick", openRow);
    search.addEventListener("input", () => query({}));
    search.addEventListener("focus", () => talk.send({ type: "prepare" })); // the first word is then found as fast as the next
    const resized = new ResizeObserver(paintSoon);
    resized.observe(frame);

    function keep({ start, columns }) {
      if (kept.size > MOST_KEPT) kept = new Map();
      (columns[0] ?? []).forEach((_, k) => kept.set(start + k, [columns, k]));
    }
    return {
      state(next) {
        const asked = JSON.stringify([next.query, next.only, next.columns.map((one) => one.key)]);
        const before = JSON.stringify([state.query, state.only, state.columns.map((one) => one.key)]);
        state = next;
        closePanel();
        caption.textContent = next.title;
        frame.setAttribute("aria-label", next.title || say("table"));
        const now = JSON.stringify(next.columns);
        if (now !== headings) rebuild();
        headings = now;
        kept = new Map();
        keep(next.window);
        if (document.activeElement !== search) search.value = next.query.search;
        frame.style.maxHeight = `${model.get("height")}px`;
        frame.hidden = !next.found;
        empty.hidden = next.found > 0 || !next.total;
        space.style.height = `${next.found * ROW}px`;
        frame.setAttribute("aria-rowcount", next.found + 1);
        if (asked !== before) frame.scrollTop = 0;
        active.row = between(asked === before ? active.row : Math.min(active.row, 0), -1, next.found - 1);
        anchor = { ...active };
        wholeRows = false;
        paintHeadings();
        paintLimits();
        paint();
        empty.firstElementChild.textContent = range.textContent;
        told.textContent = range.textContent;
      },
      message(message) {
        if (message.type === "rows" && message.revision === state.revision) {
          keep(message);
          paint();
        } else if (message.type === "choices" && panel?.key === message.column) panel.choices(message.choices);
        else if (message.type === "copy") copied(message.table);
      },
      stop() {
        resized.disconnect();
        window.removeEventListener("pointerup", release);
      },
    };
  },
});
