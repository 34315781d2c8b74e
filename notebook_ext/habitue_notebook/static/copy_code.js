// Copy as code: a button that fetches the lines of Python from the kernel and puts them on the clipboard.
import { put } from "./clipboard.js";
import { button, element, view } from "./shared.js";

export default view({
  name: "copy_code",
  build({ root, body, say, talk }) {
    const said = element("span", { class: "hb-soft", role: "status" });
    const code = element("textarea", { readonly: true, rows: 8, hidden: true, "aria-label": say("code") });
    const copy = button(say("copy"), () => talk.send({ type: "copy" }));
    body.append(element("div", { class: "hb-line" }, copy, said), code);
    return {
      state() {},
      async message(message) {
        if (message.type !== "code") return;
        const done = await put({ "text/plain": message.text });
        said.textContent = say(done ? "copied" : "not_copied");
        code.hidden = done;
        code.value = done ? "" : message.text;
        if (!done) code.select();
        root.dataset.copied = String(done);
      },
    };
  },
});
