// Threshold ruler: where customers tip, by the day, and a native slider for each threshold, laid under the picture.
// Counts follow in the browser: it holds a histogram, which is about nobody in particular.
import { button, chip, drawn, element, unique, view } from "./shared.js";

const COLUMNS = 180; // most columns of the picture
const HEIGHT = 100;

/** How many of `counts` are at or below each day. */
function summed(counts) {
  const sums = new Float64Array(counts.length + 1);
  counts.forEach((count, at) => (sums[at + 1] = sums[at] + count));
  return sums;
}

/** The number of customers in each band for these thresholds. */
function inBands(sums, start, bands, cuts) {
  const last = sums.length - 1;
  const upTo = cuts.map((cut) => sums[Math.min(Math.max(cut - start + 1, 0), last)]);
  return bands.map((band, at) => band.fixed + (at < cuts.length ? upTo[at] : sums[last]) - (at ? upTo[at - 1] : 0));
}

/** Days gathered in columns of `width` days. */
function gathered(counts, width) {
  const found = [];
  for (let at = 0; at < counts.length; at += width) {
    let sum = 0;
    for (let day = at; day < Math.min(at + width, counts.length); day += 1) sum += counts[day];
    found.push(sum);
  }
  return found;
}

export default view({
  name: "ruler",
  build({ body, say, format, talk }) {
    let model = null;
    let cuts = [];
    let parts = null;
    let drawnFor = "";

    const days = (value) => `${format.number(value)} ${model.unit}`.trim();
    const end = () => model.start + Math.max(model.counts.length - 1, 1);
    const place = (day) => (day - model.start) / (end() - model.start);
    const bandOf = (day) => {
      const found = cuts.findIndex((cut) => day <= cut);
      return found < 0 ? cuts.length : found;
    };

    function set(at, day) {
      if (!Number.isFinite(day)) return paint();
      const cut = Math.min(Math.max(Math.round(day), model.start), end());
      cuts = cuts.map((other, k) => (k < at ? Math.min(other, cut) : k > at ? Math.max(other, cut) : cut));
      tell();
    }
    function tell() {
      paint();
      talk.latest("value", { type: "value", value: cuts });
    }
    function paint() {
      const counts = inBands(parts.sums, model.start, model.bands, cuts);
      const saved = inBands(parts.sums, model.start, model.bands, model.saved);
      const total = counts.reduce((sum, count) => sum + count, 0) || 1;
      parts.columns.forEach((column, at) => {
        const tone = `hb-column hb-${model.bands[bandOf(model.start + at * parts.width)].tone}`;
        if (column.getAttribute("class") !== tone) column.setAttribute("class", tone);
      });
      parts.cuts.forEach((cut, at) => {
        cut.slide.value = String(cuts[at]);
        if (document.activeElement !== cut.box) cut.box.value = String(cuts[at]);
        cut.line.style.left = `${place(cuts[at]) * 100}%`;
        const moved = cuts[at] !== model.saved[at];
        cut.note.textContent = moved ? say("saved", { value: days(model.saved[at]) }) : "";
        cut.slide.setAttribute("aria-valuetext",
          `${days(cuts[at])}, ${model.bands.slice(at, at + 2).map((band, k) => say("named", { name: band.name, said: format.number(counts[at + k]) })).join(", ")}`);
      });
      parts.back.hidden = cuts.every((cut, at) => cut === model.saved[at]);
      parts.bands.forEach((band, at) => {
        const change = counts[at] - saved[at];
        band.count.textContent = format.number(counts[at]);
        band.share.textContent = format.share(counts[at] / total);
        band.change.textContent = change ? format.change(change) : say("same");
        band.change.classList.toggle("hb-soft", !change);
      });
    }
    function picture() {
      const width = Math.max(1, Math.ceil(model.counts.length / COLUMNS));
      const moving = gathered(model.counts, width);
      const still = gathered(model.rest.length ? model.rest : model.counts.map(() => 0), width);
      const heights = moving.map((count, at) => count + still[at]);
      // The last column stands for all that is later: it must not flatten the others.
      const top = Math.max(1, ...(heights.length > 2 ? heights.slice(0, -1) : heights));
      const scaled = (count) => Math.min(HEIGHT, (count / top) * (HEIGHT - 6));
      const svg = drawn("svg", { viewBox: `0 0 ${moving.length} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
      const columns = moving.map((count, at) => drawn("rect", { x: at + 0.06, width: 0.88, y: HEIGHT - scaled(count), height: scaled(count) }));
      const behind = still.map((count, at) =>
        count ? drawn("rect", { class: "hb-rest", x: at + 0.06, width: 0.88, y: HEIGHT - scaled(count + moving[at]), height: scaled(count + moving[at]) }) : null);
      svg.append(...behind.filter(Boolean), ...columns);
      return { svg, columns, width, sums: summed(model.counts) };
    }
    function axis() {
      const step = [1, 2, 5, 10, 20, 30, 60, 90, 180, 365, 730, 1825].find((days) => (end() - model.start) / days <= 9) ?? 3650;
      const node = element("div", { class: "hb-axis hb-soft", "aria-hidden": "true" });
      for (let day = Math.ceil(model.start / step) * step; day < end() - step / 3; day += step) {
        node.append(element("span", { style: `left:${place(day) * 100}%`, text: format.number(day) }));
      }
      node.append(element("span", { style: "left:100%", text: `${format.number(end())}+` }));
      return node;
    }
    function threshold(at) {
      const id = unique("cut");
      const limits = { min: model.start, max: end(), step: 1 };
      const slide = element("input", { type: "range", id, ...limits, oninput: () => set(at, Number(slide.value)) });
      const box = element("input", {
        type: "number", ...limits, "aria-label": say("up_to", { name: model.bands[at].name }),
        onchange: () => set(at, box.value === "" ? NaN : Number(box.value)),
      });
      const note = element("span", { class: "hb-soft hb-saved" });
      const label = element("label", { for: id, text: say("up_to", { name: model.bands[at].name }) });
      const row = element("div", { class: "hb-cut" }, label, slide, element("span", { class: "hb-box" }, box, element("span", { text: model.unit })), note);
      return { row, slide, box, note, line: element("div", { class: "hb-line" }, element("span")) };
    }
    function band(one) {
      const [count, share, change] = ["hb-count", "hb-soft", "hb-change"].map((name) => element("span", { class: name }));
      return { node: element("li", { class: `hb-${one.tone}` }, chip(one.name, one.tone), count, share, change), count, share, change };
    }
    function dragging(plot) {
      let held = -1;
      const dayAt = (event) => {
        const box = plot.getBoundingClientRect();
        return model.start + ((event.clientX - box.left) / box.width) * (end() - model.start);
      };
      plot.addEventListener("pointerdown", (event) => {
        const far = cuts.map((cut) => Math.abs(cut - dayAt(event)));
        held = far.indexOf(Math.min(...far));
        plot.setPointerCapture(event.pointerId);
        parts.cuts[held].slide.focus({ preventScroll: true });
        set(held, dayAt(event));
        event.preventDefault();
      });
      plot.addEventListener("pointermove", (event) => held >= 0 && set(held, dayAt(event)));
      for (const kind of ["pointerup", "pointercancel"]) plot.addEventListener(kind, () => (held = -1));
    }
    function build() {
      const drawing = picture();
      const thresholds = cuts.map((_, at) => threshold(at));
      const bands = model.bands.map(band);
      const plot = element("div", { class: "hb-plot" }, drawing.svg, ...thresholds.map((one) => one.line));
      const back = button(say("back"), () => {
        cuts = [...model.saved];
        tell();
        thresholds[0]?.slide.focus();
      });
      parts = { ...drawing, cuts: thresholds, bands, back };
      dragging(plot);
      body.replaceChildren(element(
        "fieldset", {},
        model.title && element("legend", { text: model.title }),
        element("div", { class: "hb-scale" }, element("div", { class: "hb-inner" }, plot, axis())),
        ...thresholds.map((one) => one.row),
        element("ul", { class: "hb-bands" }, ...bands.map((one) => one.node)),
        element("p", { class: "hb-foot hb-soft" }, say("keys"), " ", back),
      ));
    }
    body.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !model) return;
      event.preventDefault();
      cuts = [...model.saved];
      tell();
    });
    return {
      state(state) {
        const before = model;
        const { value, saved, ...rest } = state;
        const now = JSON.stringify(rest);
        model = state;
        // What Python answers about an earlier value must not pull the threshold from under the hand.
        if (!before || now !== drawnFor || !body.contains(document.activeElement)) cuts = [...state.value];
        if (now !== drawnFor) {
          const focused = [...body.querySelectorAll("input")].indexOf(document.activeElement);
          build();
          if (focused >= 0) body.querySelectorAll("input")[focused]?.focus();
        }
        drawnFor = now;
        paint();
      },
    };
  },
});
