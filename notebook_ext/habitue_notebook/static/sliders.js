// Sliders: each number of the criteria with its label, its help, a native slider and a number box.
import { button, element, unique, view } from "./shared.js";

export default view({
  name: "sliders",
  build({ body, say, format, talk }) {
    let lines = [];
    let keys = "";

    function line(number) {
      const id = unique("number");
      const limits = { min: number.minimum, max: number.maximum, step: number.step };
      const slide = element("input", { type: "range", ...limits, id, "aria-describedby": `${id}-help` });
      const box = element("input", { type: "number", ...limits, "aria-label": number.label, "aria-describedby": `${id}-help` });
      const back = button(say("back"), () => set(number.saved, true), { class: "hb-button hb-plain hb-back" });
      const saved = element("span", { class: "hb-soft" });
      const help = element("p", { class: "hb-soft hb-help", id: `${id}-help`, text: number.help });
      const node = element(
        "div",
        { class: "hb-slider", "data-key": number.key },
        element("label", { for: id, id: `${id}-name`, text: number.label }),
        slide,
        element("span", { class: "hb-box" }, box, element("span", { class: "hb-soft", text: number.unit })),
        help,
        element("p", { class: "hb-kept" }, saved, back),
      );
      let value = number.value;

      function paint() {
        slide.value = String(value);
        if (document.activeElement !== box || Number(box.value) !== value) box.value = String(value);
        slide.setAttribute("aria-valuetext", `${format.number(value)} ${number.unit}`.trim());
        const moved = value !== number.saved;
        node.classList.toggle("hb-moved", moved);
        saved.textContent = moved ? say("saved", { value: `${format.number(number.saved)} ${number.unit}`.trim() }) : "";
        back.hidden = !moved;
      }
      function set(next, focus) {
        if (!Number.isFinite(next)) return paint();
        value = Math.min(Math.max(next, number.minimum), number.maximum);
        paint();
        all();
        talk.latest(number.key, { type: "value", key: number.key, value });
        if (focus) slide.focus();
      }
      slide.addEventListener("input", () => set(Number(slide.value)));
      box.addEventListener("change", () => set(box.value === "" ? NaN : Number(box.value)));
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || value === number.saved) return;
        event.preventDefault();
        set(number.saved);
      });
      paint();
      return {
        node,
        moved: () => value !== number.saved,
        reset: () => set(number.saved),
        take(next) {
          // What Python answers about an earlier value must not pull the handle from under the hand.
          number = next;
          if (!node.contains(document.activeElement)) value = next.value;
          help.textContent = next.help;
          paint();
        },
      };
    }
    const reset = button(say("back_all"), () => lines.forEach((one) => one.reset()));
    const named = (tag, text) => text && element(tag, { text });
    const folded = (title, nodes) => {
      const open = body.querySelector("details")?.open;
      return element("details", { open }, named("summary", title), element("fieldset", { "aria-label": title }, ...nodes));
    };
    function all() {
      reset.hidden = lines.filter((one) => one.moved()).length < 2;
    }
    return {
      state(state) {
        const now = JSON.stringify(state.numbers.map((one) => [one.key, one.minimum, one.maximum, one.step, one.label, one.unit]));
        if (now === keys) lines.forEach((one, at) => one.take(state.numbers[at]));
        else {
          keys = now;
          lines = state.numbers.map(line);
          const nodes = [...lines.map((one) => one.node), reset];
          body.hidden = !lines.length;
          body.replaceChildren(state.folded ? folded(state.title, nodes) : element("fieldset", {}, named("legend", state.title), ...nodes));
        }
        all();
      },
    };
  },
});
