// Review: lines that may be one customer side by side; what differs is marked, keys decide, and each value that
// survives is chosen by a click or with Enter.
import { marked, plain } from "./differing.js";
import { button, element, unique, view } from "./shared.js";

const ANSWERS = ["same", "different", "household", "later"];

export default view({
  name: "review",
  build({ root, body, say, format, talk }) {
    const letters = say("letters").split(/\s+/).map((letter) => letter.toLowerCase()); // same, ... later, undo, take out
    let state = null;
    let keep = [];
    let out = new Set(); // lines that are left out of the group: other customers
    let asking = false; // whether the question about groups alike is open
    let at = [0, 0]; // field and line of the value that the keys are on
    let heldBy = "";

    function take(next) {
      state = next;
      const group = next.group;
      const other = group?.key !== heldBy;
      if (!group || other) asking = false;
      heldBy = group?.key ?? "";
      keep = group ? [...group.keep] : [];
      if (other) at = [group ? (seenFields()[0] ?? 0) : 0, 0];
      out = new Set(group?.answers?.flatMap((answer, line) => (answer === "different" && group.answers.some((one) => one === "same") ? [line + 1] : [])) ?? []);
    }
    function answer(kind) {
      const others = state.group.lines.slice(1).map((_, line) => (out.has(line + 1) ? "different" : kind));
      talk.send({ type: "answer", key: state.group.key, answers: others, keep });
    }
    function takeOut(line) {
      if (line === 0 || state.group.lines.length < 3) return;
      if (out.has(line)) out.delete(line);
      else if (out.size < state.group.lines.length - 2) out.add(line);
      keep = keep.map((one, field) => (out.has(one) ? state.group.lines.findIndex((other, k) => !out.has(k) && other.values[field]) : one));
      draw();
    }
    function keeps(field, line) {
      if (out.has(line)) return;
      keep[field] = line;
      at = [field, line];
      draw();
    }

    /** The fields of which some line has a value: the others are not worth a row. */
    function seenFields() {
      return state.fields.map((_, field) => field).filter((field) => state.group.lines.some((line) => line.values[field]));
    }
    function head() {
      const { group } = state;
      const id = unique("progress");
      const answered = group.answers && element("span", { class: "hb-chip hb-grey", text: say("answered", { answer: [...new Set(group.answers)].map((one) => say(one)).join(", ") }) });
      return element("div", { class: "hb-head" },
        element("div", {},
          element("p", { class: "hb-title" }, say("position", { position: format.number(state.index + 1), total: format.number(state.total) }), " ", answered),
          group.why && element("p", {}, element("span", { class: "hb-soft", text: `${say("why")} ` }), group.why,
            group.score !== null && element("span", { class: "hb-soft", text: ` \u00b7 ${say("certainty", { share: format.share(group.score) })}` }))),
        element("div", { class: "hb-progress" },
          element("label", { for: id, class: "hb-unseen", text: say("progress") }),
          element("progress", { id, max: state.total, value: state.done }),
          element("span", { class: "hb-soft", role: "status", text: say("done", { done: format.number(state.done), total: format.number(state.total) }) })));
    }
    function value(field, line) {
      const text = state.group.lines[line].values[field];
      const same = state.group.lines.every((other, k) => out.has(k) || other.values[field] === text);
      const kept = keep[field] === line;
      const here = at[0] === field && at[1] === line;
      const reference = state.group.lines[0].values[field];
      const pieces = !text ? [element("span", { class: "hb-soft", text: say("blank") })] : line && reference ? marked(reference, text) : [plain(text)];
      return element("td", {
        role: "gridcell", tabindex: here ? 0 : -1, "aria-selected": String(kept), "data-field": field, "data-line": line,
        "aria-label": `${say("keep_this", { field: state.fields[field], value: text ? plain(text) : say("blank") })}${kept ? `, ${say("kept")}` : ""}`,
        class: [kept && "hb-kept", same && "hb-same", out.has(line) && "hb-out"].filter(Boolean).join(" ") || null,
        onclick: () => keeps(field, line),
      }, element("span", { class: "hb-tick", "aria-hidden": "true", text: kept ? "\u2713" : "" }), ...pieces);
    }
    function table() {
      const { group } = state;
      const above = group.lines.map((line, k) => element("th", { role: "columnheader", scope: "col", class: out.has(k) ? "hb-out" : null },
        line.title, k > 0 && group.lines.length > 2 && element("label", { class: "hb-take-out" },
          tickOut(k), out.has(k) ? say("taken_out") : say("take_out"))));
      const rows = seenFields().map((k) => {
        const field = state.fields[k];
        const survivor = keep[k] >= 0 ? group.lines[keep[k]].values[k] : "";
        return element("tr", { role: "row" }, element("th", { role: "rowheader", scope: "row", text: field }),
          ...group.lines.map((_, line) => value(k, line)), element("td", { role: "gridcell", class: "hb-survivor", text: survivor ? plain(survivor) : "\u2013" }));
      });
      return element("div", { class: "hb-wide" }, element("table", { role: "grid", "aria-label": say("position", { position: state.index + 1, total: state.total }) },
        element("thead", { role: "rowgroup" }, element("tr", { role: "row" },
          element("th", { role: "columnheader", scope: "col", text: say("field") }), ...above,
          element("th", { role: "columnheader", scope: "col", text: say("kept") }))),
        element("tbody", { role: "rowgroup" }, ...rows)));
    }
    function tickOut(line) {
      const box = element("input", { type: "checkbox", onchange: () => takeOut(line), "data-out": line });
      box.checked = out.has(line);
      return box;
    }
    function keyed(name, letter, onclick, attributes = {}) {
      const node = button("", onclick, { "aria-keyshortcuts": letter.toUpperCase(), ...attributes });
      node.append(name, element("kbd", { "aria-hidden": "true", text: letter.toUpperCase() }));
      return node;
    }
    function decisions() {
      const move = (name, sign, step) => button(sign, () => go(step), { "aria-label": say(name), disabled: state.index + step < 0 || state.index + step >= state.total });
      return element("div", { class: "hb-actions" },
        ...ANSWERS.map((kind, k) => keyed(say(kind), letters[k], () => answer(kind), { "data-answer": kind })),
        element("span", { class: "hb-gap" }),
        keyed(say("undo"), letters[4], () => talk.send({ type: "undo" }), { disabled: !state.undo }),
        move("previous", "\u2190", -1), move("next", "\u2192", 1));
    }
    function alike() {
      const { group } = state;
      if (!group.alike) return "";
      const count = group.alike === 1 ? say("alike_one") : say("alike", { count: format.number(group.alike) });
      const said = element("p", {}, element("strong", { text: count }), group.alikeSaid ? element("span", { class: "hb-soft", text: ` \u00b7 ${group.alikeSaid}` }) : "");
      const decide = (kind) => () => talk.send({ type: "alike", key: group.key, answer: kind });
      const choices = asking
        ? [button(say("alike_same"), decide("same"), { "data-alike": "same" }), button(say("alike_different"), decide("different"), { "data-alike": "different" }), button(say("cancel"), () => ask(false), { class: "hb-button hb-plain" })]
        : [button(say("decide_alike"), () => ask(true), { "data-alike": "ask" })];
      return element("div", { class: "hb-alike" }, said, ...choices);
    }
    function ask(open) {
      asking = open;
      draw();
      body.querySelector("[data-alike]")?.focus();
    }
    const go = (step) => talk.send({ type: "go", index: state.index + step });

    function draw() {
      const held = body.contains(document.activeElement) ? document.activeElement : null;
      const inTable = held?.matches("td[role=gridcell]");
      const same = held?.dataset.answer ? `[data-answer="${held.dataset.answer}"]` : held?.dataset.out ? `[data-out="${held.dataset.out}"]` : null;
      if (!state.group) {
        body.replaceChildren(element("p", { class: "hb-quiet", text: say("nothing") }));
        return;
      }
      const finished = state.done === state.total;
      body.replaceChildren(state.title ? element("p", { class: "hb-soft", text: state.title }) : "", head(),
        finished ? element("p", { class: "hb-finished hb-green", role: "status", text: say("all_done") }) : "",
        table(), decisions(), alike(),
        element("p", { class: "hb-soft hb-hint", text: say("keys", { letters: letters.map((letter) => letter.toUpperCase()).join(" ") }) }));
      if (inTable) body.querySelector("td[tabindex='0']")?.focus();
      else if (same) body.querySelector(same)?.focus();
      else if (held) body.querySelector("td[tabindex='0']")?.focus();
    }
    function move(event) {
      const here = event.target.closest?.("td[role=gridcell][data-field]");
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      if (!here || !state.group) return false;
      if (event.key === "Enter" || event.key === " ") keeps(Number(here.dataset.field), Number(here.dataset.line));
      else if (step) {
        const fields = seenFields();
        const next = Math.min(Math.max(fields.indexOf(at[0]) + step[0], 0), fields.length - 1);
        at = [fields[next], Math.min(Math.max(at[1] + step[1], 0), state.group.lines.length - 1)];
        body.querySelectorAll("td[data-field]").forEach((node) => (node.tabIndex = -1));
        const cell = body.querySelector(`td[data-field="${at[0]}"][data-line="${at[1]}"]`);
        cell.tabIndex = 0;
        cell.focus();
      } else return false;
      return true;
    }
    function press(event) {
      if (event.ctrlKey || event.metaKey || event.altKey || !state?.group) return false;
      const which = letters.indexOf(event.key.toLowerCase());
      if (which < 0) return false;
      if (which < ANSWERS.length) answer(ANSWERS[which]);
      else if (which === 4) state.undo && talk.send({ type: "undo" });
      else takeOut(at[1]);
      return true;
    }
    root.addEventListener("keydown", (event) => {
      if (event.repeat && !event.key.startsWith("Arrow")) return;
      if (move(event) || press(event)) event.preventDefault();
    });
    return {
      state(next) {
        take(next);
        draw();
      },
    };
  },
});
