// Timeline: the order days of one customer on an axis, with the habit, the limits and today; the same in words below.
import { chip, drawn, element, view } from "./shared.js";

const WIDTH = 860;
const LEFT = 16;
const AXIS = 74;

/** First days of months or years between two days, so few that their names do not touch. */
function ticks(format, from, to) {
  const found = [];
  const start = format.utc(from);
  const months = (to - from) / 30.4;
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((every) => months / every <= 9) ?? 240;
  let month = start.getUTCFullYear() * 12 + (step >= 12 ? 0 : start.getUTCMonth());
  month = Math.ceil(month / step) * step;
  for (;; month += step) {
    const day = format.ordinal(`${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`);
    if (day > to) return found;
    if (day >= from) found.push({ day, year: Math.floor(month / 12), month: month % 12, whole: step >= 12 });
  }
}

export default view({
  name: "timeline",
  build({ body, say, format, language }) {
    const names = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { month: "short", timeZone: "UTC" });
    const days = (count) => say.count("days", Math.round(count), { count: format.number(Math.round(count)) });

    function marks(shown) {
      const last = shown.days.at(-1);
      const next = shown.habit === null ? null : last + shown.habit;
      return [
        next !== null && { day: next, text: say("next", { day: format.day(Math.round(next)) }), name: "hb-next" },
        shown.limit !== null && { day: last + shown.limit, text: say("limit", { day: format.day(Math.round(last + shown.limit)) }), name: "hb-limit hb-red" },
        shown.lost !== null && { day: last + shown.lost, text: say("lost", { day: format.day(Math.round(last + shown.lost)) }), name: "hb-limit hb-grey" },
      ].filter(Boolean);
    }
    function picture(shown) {
      const limits = marks(shown);
      const from = shown.days[0];
      const to = Math.max(shown.asOf, ...limits.map((one) => Math.min(one.day, shown.asOf + (shown.asOf - from) * 0.6 + 60))) + 1;
      const pad = Math.max(3, (to - from) * 0.02);
      const x = (day) => LEFT + ((day - from + pad) / (to - from + 2 * pad)) * (WIDTH - 2 * LEFT);
      const svg = drawn("svg", { viewBox: `0 0 ${WIDTH} 112`, role: "presentation", "aria-hidden": "true" });
      const last = shown.days.at(-1);
      svg.append(
        drawn("line", { class: "hb-axis-line", x1: LEFT, x2: WIDTH - LEFT, y1: AXIS, y2: AXIS }),
        drawn("line", { class: "hb-silence", x1: x(last), x2: x(Math.max(shown.asOf, last)), y1: AXIS, y2: AXIS }),
      );
      for (const tick of ticks(format, from - pad, to + pad)) {
        const name = tick.whole || tick.month === 0 ? String(tick.year) : names.format(format.utc(tick.day));
        svg.append(
          drawn("line", { class: "hb-tick", x1: x(tick.day), x2: x(tick.day), y1: AXIS, y2: AXIS + 5 }),
          drawn("text", { class: "hb-tick-name", x: x(tick.day), y: AXIS + 19, "text-anchor": "middle", text: name }),
        );
      }
      for (let at = 1; at < shown.days.length && shown.days.length <= 80; at += 1) {
        const [one, other] = [x(shown.days[at - 1]), x(shown.days[at])];
        const rise = Math.min(34, 6 + (other - one) * 0.16);
        svg.append(drawn("path", { class: "hb-gap", d: `M${one} ${AXIS - 6}Q${(one + other) / 2} ${AXIS - 6 - rise} ${other} ${AXIS - 6}` }));
        if (other - one > 34) {
          svg.append(drawn("text", { class: "hb-gap-name", x: (one + other) / 2, y: AXIS - 10 - rise / 2, "text-anchor": "middle", text: format.number(shown.days[at] - shown.days[at - 1]) }));
        }
      }
      const inside = limits.filter((one) => one.day <= to);
      for (const one of inside) svg.append(drawn("line", { class: one.name, x1: x(one.day), x2: x(one.day), y1: 24, y2: AXIS + 6 }));
      svg.append(drawn("line", { class: "hb-today", x1: x(shown.asOf), x2: x(shown.asOf), y1: 18, y2: AXIS + 6 }));
      svg.append(drawn("text", { class: "hb-today-name", x: Math.min(x(shown.asOf), WIDTH - 40), y: 12, "text-anchor": "middle", text: say("today") }));
      shown.days.forEach((day) => svg.append(drawn("circle", { class: "hb-order", cx: x(day), cy: AXIS, r: shown.days.length > 60 ? 3 : 5 })));
      return svg;
    }
    function words(shown) {
      const { days: bought } = shown;
      const gaps = bought.slice(1).map((day, at) => day - bought[at]);
      const silence = Math.max(0, shown.asOf - bought.at(-1));
      const orders = say.count("order", bought.length, { count: format.number(bought.length) });
      return [
        say("from_to", { count: orders, first: format.day(bought[0]), last: format.day(bought.at(-1)) }),
        say("silence", { days: days(silence) }),
        shown.habit !== null && say("habit", { days: days(shown.habit) }),
        gaps.length > 1 && say("longest", { days: days(Math.max(...gaps)) }),
      ].filter(Boolean);
    }
    function legend(shown) {
      return element("ul", { class: "hb-legend hb-soft" },
        ...marks(shown).map((one) => element("li", {}, element("span", { class: `hb-key ${one.name}`, "aria-hidden": "true" }), one.text)));
    }
    function table(shown) {
      const head = ["day", "gap", ...(shown.cents ? ["amount"] : [])].map((key, at) => element("th", { scope: "col", class: at ? "hb-number" : null, text: say(key) }));
      const lines = shown.days.map((day, at) => element("tr", {},
        element("td", { text: format.day(day) }),
        element("td", { class: "hb-number", text: at ? format.number(day - shown.days[at - 1]) : "" }),
        shown.cents && element("td", { class: "hb-number", text: format.money(shown.cents[at] ?? 0, shown.currency) }))).reverse();
      return element("details", {}, element("summary", { text: say("table") }),
        element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...lines)));
    }
    return {
      state({ shown }) {
        if (!shown) {
          body.replaceChildren(element("p", { class: "hb-quiet", text: say("choose") }));
          return;
        }
        const head = element("div", { class: "hb-head" }, element("p", { class: "hb-title", text: shown.title }), shown.status && chip(shown.status.name, shown.status.tone));
        const why = shown.why && element("p", { class: "hb-why", text: shown.why });
        if (!shown.days.length) {
          body.replaceChildren(element("figure", {}, element("figcaption", {}, head, why, element("p", { class: "hb-soft", text: say("never", { day: format.day(shown.asOf) }) }))));
          return;
        }
        const said = element("p", { class: "hb-soft", text: words(shown).join(" \u00b7 ") });
        body.replaceChildren(element("figure", {}, element("figcaption", {}, head, why, said), picture(shown), legend(shown)), table(shown));
      },
    };
  },
});
