// What all our widgets share: elements, words, numbers and dates, the talk with Python, the host's theme and its keys.
// Data is only ever put into the page as text: nothing here or in a widget sets innerHTML.

const SVG = "http://www.w3.org/2000/svg";
const BUSY_AFTER = 300; // ms; what is quicker than that does not flicker
const EVERY = 50; // ms between two values of a slider that moves
const LOST_AFTER = 4000; // ms; an answer that has not come by then is not waited for

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** An element: attributes, `text`, listeners as `onclick`, and children (elements or texts). */
export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for the parts of a drawing. */
export function drawn(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A button with a text. */
export function button(text, onclick, attributes = {}) {
  return element("button", { type: "button", class: "hb-button", text, onclick, ...attributes });
}

/** A status or segment: coloured, and always in words. */
export function chip(name, tone) {
  return element("span", { class: `hb-chip hb-${tone}`, text: name });
}

let made = 0;

/** An id that no other element of the page has. */
export function unique(name) {
  made += 1;
  return `hb-${name}-${made}-${Math.random().toString(36).slice(2, 8)}`;
}

/** The words of a widget; `{name}` in them is replaced, and `name_one` or `name_many` chosen by a count. */
export function wording(words, language) {
  const rules = new Intl.PluralRules(language);
  const say = (key, values = {}) =>
    (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  say.count = (key, count, values = {}) =>
    say(`${key}_${rules.select(count) === "one" ? "one" : "many"}`, { count, ...values });
  return say;
}

/** Numbers, money and days as readers of the language write them; days are proleptic ordinals, money is in hundredths. */
export function formats(language) {
  const locale = language === "fr" ? "fr-FR" : "en-US";
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const exact = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const month = new Intl.DateTimeFormat("en-US", { month: "short", timeZone: "UTC" });
  const utc = (ordinal) => new Date((ordinal - 719163) * 86400000);
  const two = (value) => String(value).padStart(2, "0");
  const currency = (text, sign) => (!sign ? text : language === "fr" ? `${text}\u00a0${sign}` : `${sign}${text}`);
  const minus = (value, text) => (value < 0 ? `\u2212${text}` : text);
  return {
    number: (value) => plain.format(value),
    short: (value) => short.format(value),
    share: (value) => share.format(value),
    money: (cents, sign) => minus(cents, currency(exact.format(Math.abs(cents) / 100), sign)),
    shortMoney: (cents, sign) => minus(cents, currency(short.format(Math.abs(cents) / 100), sign)),
    change: (value) => (value > 0 ? "+" : value < 0 ? "\u2212" : "\u00b1") + plain.format(Math.abs(value)),
    day(ordinal) {
      const day = utc(ordinal);
      const year = String(day.getUTCFullYear()).padStart(4, "0");
      if (language === "fr") return `${two(day.getUTCDate())}/${two(day.getUTCMonth() + 1)}/${year}`;
      return `${day.getUTCDate()} ${month.format(day)} ${year}`;
    },
    iso: (ordinal) => utc(ordinal).toISOString().slice(0, 10),
    ordinal: (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86400000) + 719163,
    utc,
  };
}

/** The talk with Python. `send` asks once; `latest` keeps only the last value of a key while Python is at work. */
function conversation(model, root) {
  const id = Math.random().toString(36).slice(2, 10);
  const open = new Map(); // what was asked and is not settled, and when
  const waiting = new Map();
  let asked = 0;
  let last = 0;
  let timer = 0;
  let busy = 0;

  function send(message) {
    asked += 1;
    const ask = `${id}.${asked}`;
    open.set(ask, Date.now());
    clearTimeout(busy);
    busy = setTimeout(() => root.classList.toggle("hb-is-busy", open.size > 0), BUSY_AFTER);
    model.send({ ...message, ask });
  }
  function pump() {
    clearTimeout(timer);
    const now = Date.now();
    for (const [ask, when] of open) if (now - when > LOST_AFTER) open.delete(ask);
    if (!waiting.size) return;
    const rest = open.size ? EVERY : last + EVERY - now;
    if (rest > 0) {
      timer = setTimeout(pump, rest);
      return;
    }
    last = now;
    const messages = [...waiting.values()];
    waiting.clear();
    messages.forEach(send);
  }
  return {
    send,
    latest(key, message) {
      waiting.set(key, message);
      pump();
    },
    settled(ask) {
      if (!open.delete(ask)) return false;
      if (!open.size) {
        clearTimeout(busy);
        root.classList.remove("hb-is-busy");
      }
      pump();
      return true;
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(busy);
    },
  };
}

const parts = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
const seen = (color) => parts(color).length >= 3 && parts(color)[3] !== 0;

/** The background that the widget stands on: VS Code's own where it is (its box is white), else that of the page. */
function background(root) {
  if (getComputedStyle(root).getPropertyValue("--vscode-editor-background")) return null;
  for (let node = root.parentElement; node; node = node.parentElement) {
    const color = getComputedStyle(node).backgroundColor;
    if (seen(color)) return color;
  }
  return null;
}

/** Takes the host's background, and marks the widget as dark or light, now and whenever the host changes. */
function followTheme(root) {
  const look = () => {
    const below = background(root);
    if (below) root.style.setProperty("--hb-bg", below);
    else root.style.removeProperty("--hb-bg");
    const [red, green, blue] = parts(getComputedStyle(root).backgroundColor);
    const theme = 0.3 * red + 0.59 * green + 0.11 * blue < 128 ? "dark" : "light";
    if (root.dataset.theme !== theme) root.dataset.theme = theme;
  };
  const soon = () => requestAnimationFrame(look);
  const watcher = new MutationObserver(soon);
  for (const node of [document.documentElement, document.body]) watcher.observe(node, { attributes: true });
  const placed = new ResizeObserver(soon); // a widget may be drawn before it is put into the page
  placed.observe(root);
  look();
  return () => {
    watcher.disconnect();
    placed.disconnect();
  };
}

/**
 * A widget: `build` is given a root and its tools, and returns `state` (draws what Python sent), and where it needs
 * them `message` (hears other answers) and `stop`. `data-revision` counts what was drawn, for tests to wait on.
 */
export function view({ name, build }) {
  return {
    render({ model, el }) {
      const language = model.get("language");
      const say = wording(model.get("words"), language);
      const body = element("div", { class: "hb-body" });
      const waiting = element("p", { class: "hb-quiet", text: "" });
      const failed = element("p", { class: "hb-failed", role: "alert" });
      const busy = element("p", { class: "hb-busy", role: "status" });
      const root = element(
        "div",
        { class: `hb hb-${name}`, role: "group", lang: language, "data-revision": "0", "data-lm-suppress-shortcuts": "true" },
        busy, failed, waiting, body,
      );
      failed.hidden = true;
      el.append(root);
      const untheme = followTheme(root);
      const talk = conversation(model, root);
      const shown = build({ root, body, say, format: formats(language), language, talk, model });
      const late = setTimeout(() => (waiting.textContent = say("waiting")), 1500);
      const drew = () => (root.dataset.revision = String(Number(root.dataset.revision) + 1));
      const busyNow = new MutationObserver(() => {
        const text = root.classList.contains("hb-is-busy") ? say("calculating") : "";
        if (busy.textContent !== text) busy.textContent = text;
      });
      busyNow.observe(root, { attributes: true, attributeFilter: ["class"] });

      function hear(message) {
        if (message.type === "settled") {
          talk.settled(message.ask);
        } else if (message.type === "failed") {
          failed.textContent = message.text;
          failed.hidden = false;
          drew();
        } else {
          if (message.type === "state") {
            clearTimeout(late);
            waiting.hidden = true;
            failed.hidden = true;
            if (message.title) root.setAttribute("aria-label", message.title);
            shown.state(message);
          } else shown.message?.(message);
          drew();
        }
      }
      // The host's own keys (a notebook deletes cells at "d d") must not fire while people work in here.
      for (const kind of ["keydown", "keyup", "keypress"]) root.addEventListener(kind, (event) => event.stopPropagation());
      model.on("msg:custom", hear);
      model.send({ type: "hello" }); // nobody has asked for work: a notebook without Python must not say "calculating"
      return () => {
        model.off("msg:custom", hear);
        clearTimeout(late);
        busyNow.disconnect();
        untheme();
        talk.stop();
        shown.stop?.();
      };
    },
  };
}
