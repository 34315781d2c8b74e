// Notice: one line that says how it goes, with a stop button while work is under way.
import { button, element, view } from "./shared.js";

const AFTER = 300; // ms before work is spoken of
const ROLE = { error: "alert", warning: "alert", done: "status", working: "status" };
const TONE = { error: "red", warning: "amber", done: "green", working: "blue" };

export default view({
  name: "notice",
  build({ root, body, say, format, talk }) {
    let timer = 0;
    let current = "none";

    function working(shown) {
      const known = typeof shown.done === "number";
      const bar = element("progress", { max: known ? 1 : null, value: known ? shown.done : null, "aria-label": say("working") });
      const stop = shown.stop && button(say("stop"), (event) => {
        event.target.disabled = true;
        event.target.textContent = say("stopping");
        talk.send({ type: "stop" });
      });
      return [element("span", { class: "hb-text", text: shown.text }), bar,
        known && element("span", { class: "hb-number", text: format.share(shown.done) }), stop];
    }
    function said(shown) {
      const close = button("\u00d7", () => talk.send({ type: "close" }), { class: "hb-button hb-plain", "aria-label": say("close") });
      return [element("strong", { text: say(shown.kind) }), element("span", { class: "hb-text", text: shown.text }), close];
    }
    function put(shown) {
      current = shown.kind;
      if (shown.kind === "none") {
        body.replaceChildren();
        return;
      }
      const parts = (shown.kind === "working" ? working(shown) : said(shown)).filter(Boolean);
      const line = body.firstElementChild;
      if (line?.dataset.kind === shown.kind && shown.kind === "working" && line.children.length === parts.length) {
        line.querySelector(".hb-text").textContent = shown.text;
        line.querySelector("progress").replaceWith(parts[1]);
        if (parts[2]?.classList?.contains("hb-number")) line.querySelector(".hb-number").replaceWith(parts[2]);
        return;
      }
      body.replaceChildren(
        element("div", { class: `hb-notice-line hb-${TONE[shown.kind]}`, role: ROLE[shown.kind], "data-kind": shown.kind }, ...parts),
      );
    }
    return {
      state({ shown }) {
        clearTimeout(timer);
        root.hidden = false;
        if (shown.kind === "working" && current !== "working" && !shown.stop) {
          timer = setTimeout(() => put(shown), AFTER);
          if (current !== "none") put({ kind: "none" });
        } else put(shown);
      },
      stop: () => clearTimeout(timer),
    };
  },
});
