"""Our widgets without a kernel: what they send is kept, and a blank page stands in for the notebook.

`shown(widget)` draws a widget's real module in Chromium with a model that only passes messages; messages are carried
between the page and the Python object until what a test waits for is there.
"""

import json
import time
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import Page, sync_playwright

from habitue.outcome import Label
from habitue_notebook.widgets import (
    Band,
    Bar,
    Bars,
    Changes,
    CopyCode,
    FrameRows,
    Grid,
    GridColumn,
    Heatmap,
    Measure,
    Notice,
    Region,
    Review,
    ReviewGroup,
    ReviewLine,
    SliderNumber,
    Sliders,
    ThresholdRuler,
    Timeline,
    TimelineShown,
    View,
)

PATIENCE = 20  # seconds that a test waits for a state before it fails; none waits for time to pass
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
HOSTS = {
    "light": "",
    "dark": "--jp-layout-color0:#111;--jp-ui-font-color0:#fff;--jp-ui-font-color1:#e0e0e0;--jp-layout-color1:#1e1e1e;",
    "vscode": "--vscode-editor-background:#1f1f1f;--vscode-editor-foreground:#ccc;--vscode-font-family:sans-serif;",
}
MODEL = """
window.models = []; window.errors = []; window.hostKeys = [];
window.addEventListener("error", (event) => window.errors.push(String(event.message)));
window.addEventListener("unhandledrejection", (event) => window.errors.push(String(event.reason)));
document.addEventListener("keydown", (event) => window.hostKeys.push(event.key));
"""
DRAW = """
async ({esm, css, traits}) => {
  const one = {outbox: [], heard: []};
  const model = {
    get: (name) => traits[name],
    send: (content) => one.outbox.push(JSON.parse(JSON.stringify(content))),
    on: (name, callback) => { if (name === "msg:custom") one.heard.push(callback); },
    off: (name, callback) => { one.heard = one.heard.filter((other) => other !== callback); },
  };
  const style = document.createElement("style"); style.textContent = css; document.head.append(style);
  const module = await import(URL.createObjectURL(new Blob([esm], {type: "text/javascript"})));
  const el = document.createElement("div"); document.querySelector("#here").append(el);
  one.again = () => module.default.render({model, el});
  one.close = one.again();
  return window.models.push(one) - 1;
}
"""
SEEN = "(() => {{ const one = window.models[{at}]; return {what}; }})()"


class Shown:
    """A widget on a page, and the messages between them."""

    def __init__(self, page: Page, widget: View) -> None:
        self.page, self.widget = page, widget
        self.sent: list[dict] = []
        widget.send = self._keep  # type: ignore[method-assign]
        state = widget.get_state()
        traits = {key: state[key] for key in ("language", "words", "height") if key in state}
        self.at = page.evaluate(DRAW, {"esm": state["_esm"], "css": state["_css"], "traits": traits})
        self.root = page.locator(".hb").nth(self.at)
        self.until(f"Number(document.querySelectorAll('.hb')[{self.at}].dataset.revision) > 0")

    def _keep(self, content: dict, buffers: object = None) -> None:
        self.sent.append(json.loads(json.dumps(content, allow_nan=False)))

    def _seen(self, what: str) -> str:
        return SEEN.format(at=self.at, what=what)

    def carry(self) -> list[dict]:
        """Take what the page has said to Python, and what Python has said to the page; the messages of the page."""
        asked = self.page.evaluate(self._seen("one.outbox.splice(0)"))
        for message in asked:
            self.widget._handle_custom_msg(message, [])
        self.deliver()
        return asked

    def deliver(self) -> None:
        """Take what Python has said to the page."""
        sent, self.sent = self.sent, []
        hear = "([at, sent]) => { for (const one of sent) for (const hear of window.models[at].heard) hear(one); }"
        self.page.evaluate(hear, [self.at, sent])

    def until(self, condition: str) -> None:
        """Carry messages until an expression of the page is true and nothing is left to be carried."""
        end = time.monotonic() + PATIENCE
        while True:
            self.carry()
            waiting = self._seen("one.outbox.length > 0")
            self.page.wait_for_function(f"{waiting} || Boolean({condition})", timeout=PATIENCE * 1000)
            if self.page.evaluate(f"!{waiting} && Boolean({condition})"):
                assert self.page.evaluate("window.errors") == []
                return
            assert time.monotonic() < end, condition

    def until_python(self, condition: Callable[[], bool]) -> None:
        """Carry messages until something holds in Python."""
        end = time.monotonic() + PATIENCE
        while not condition():
            self.page.wait_for_function(self._seen("one.outbox.length > 0"), timeout=PATIENCE * 1000)
            self.carry()
            assert time.monotonic() < end

    def text(self, selector: str) -> str:
        """The text of the first element that fits."""
        return self.root.locator(selector).first.inner_text().replace("\u202f", " ").replace("\u00a0", " ")

    def press(self, keys: str) -> None:
        """Press a key on whatever has the focus."""
        self.page.keyboard.press(keys)


@pytest.fixture(scope="package")  # while it is open, no test elsewhere could have a browser or an event loop
def page(chromium: str) -> Iterator[Page]:
    """One page for all tests: each begins by loading it anew."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        context = browser.new_context(reduced_motion="reduce")
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        yield page
        browser.close()


@pytest.fixture
def page_of(page: Page) -> Callable[..., Page]:
    """Load the blank page of a host: "light", "dark" (JupyterLab) or "vscode" (dark, with its white box)."""

    def load(host: str = "light", width: int = 1000) -> Page:
        box = "background:#fff;color:#000;padding:8px" if host == "vscode" else ""
        back = {"light": "#fff", "dark": "#111", "vscode": "#1f1f1f"}[host]
        theme = f'data-jp-theme-light="{"true" if host == "light" else "false"}"'
        title = '<h1 style="font-size:8px;margin:0;color:#333;background:#fff">Notebook</h1>'
        html = (
            f'<!doctype html><html lang="en"><head><title>Host</title></head>'
            f'<body {theme} style="{HOSTS[host]}margin:0;background:{back}">'
            f'<main id="here" style="{box}">{title}</main></body></html>'
        )
        page.unroute_all()
        page.route("http://localhost/**", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("http://localhost/")
        page.evaluate(MODEL)
        return page

    return load


@pytest.fixture
def shown(page_of: Callable[..., Page]) -> Callable[..., Shown]:
    """Draw one widget, or some below one another, on a blank page of a host."""

    def draw(*widgets: View, host: str = "light", width: int = 1000) -> Shown | list[Shown]:
        page = page_of(host, width)
        drawn = [Shown(page, widget) for widget in widgets]
        return drawn if len(drawn) > 1 else drawn[0]

    return draw


class Heard:
    """A widget that nobody looks at: messages given to it, and what it sent."""

    def __init__(self, widget: View) -> None:
        self.widget, self.sent = widget, []
        widget.send = lambda content, buffers=None: self.sent.append(json.loads(json.dumps(content, allow_nan=False)))

    def tell(self, kind: str, **more: object) -> list[dict]:
        """What the widget sends when it hears a message."""
        self.sent.clear()
        self.widget._handle_custom_msg({"type": kind, **more}, [])
        return list(self.sent)

    def state(self) -> dict:
        """What a view is sent that says hello."""
        (state,) = self.tell("hello")
        return state


@pytest.fixture
def heard() -> Callable[[View], Heard]:
    """Listen to a widget."""
    return Heard


NAMES = {
    "en": ("Suspect", "Prospect", "New", "Active", "Inactive", "Lost"),
    "fr": ("Suspect", "Prospect", "Nouveau", "Actif", "Inactif", "Perdu"),
}
TONES = ("teal", "violet", "blue", "green", "red", "grey")


@pytest.fixture(scope="session")
def customers() -> Callable[..., pd.DataFrame]:
    """Customers as a refresh has them: seeded, made up."""

    def make(count: int = 500, seed: int = 7) -> pd.DataFrame:
        dice = np.random.default_rng(seed)
        first = np.array(["Zoé", "Léa", "Jean-Marie", "Anaïs", "Hugo", "Inès", "Théo", "Chloé", "Noël", "Brice"])
        last = np.array(["Lefèvre", "Dupont", "Martin", "O'Neill", "Garcia", "N'Guyen", "Écuyer", "de La Tour"])
        name = pd.Series(first[dice.integers(0, len(first), count)] + " " + last[dice.integers(0, len(last), count)])
        bought = dice.random(count) < 0.9
        return pd.DataFrame(
            {
                "key": [f"C{n}" for n in range(1, count + 1)],
                "name": name.astype("string").mask(pd.Series(dice.random(count) < 0.03)),
                "email": pd.Series([f"client{n}@exemple.fr" for n in range(count)], dtype="string"),
                "town": pd.Series(np.array(["Lyon", "Paris", "Nîmes"])[dice.integers(0, 3, count)], dtype="string"),
                "last_day": np.where(bought, 739_000 + dice.integers(0, 700, count), 0).astype("int32"),
                "cents": np.where(bought, dice.integers(500, 900_000, count), 0),
                "habit": np.where(dice.random(count) < 0.4, np.nan, np.round(dice.random(count) * 90, 1)),
                "silence": np.where(bought, dice.integers(0, 900, count), -1),
                "status": dice.integers(-1, 6, count),
                "ok": dice.random(count) < 0.5,
            }
        )

    return make


@pytest.fixture(scope="session")
def columns() -> Callable[[str], list[GridColumn]]:
    """The columns of `customers` for a grid, with the names of a language."""

    def make(language: str = "en") -> list[GridColumn]:
        fr = language == "fr"
        labels = tuple(
            Label(key=key.lower(), name=name, tone=tone)
            for key, name, tone in zip(NAMES["en"], NAMES[language], TONES, strict=True)
        )
        return [
            GridColumn(key="key", title="Nº" if fr else "No.", kind="key", width=70),
            GridColumn(key="name", title="Nom" if fr else "Name", width=150),
            GridColumn(key="email", title="E-mail", width=180),
            GridColumn(key="town", title="Ville" if fr else "Town", width=80),
            GridColumn(key="status", title="Statut" if fr else "Status", kind="label", labels=labels, width=110),
            GridColumn(key="last_day", title="Dernier achat" if fr else "Last order", kind="day", width=120),
            GridColumn(key="cents", title="CA" if fr else "Revenue", kind="cents", width=110),
            GridColumn(key="habit", title="Habitude" if fr else "Habit", kind="number", width=90),
            GridColumn(key="silence", title="Silence", kind="integer", blank_below=0, width=90),
            GridColumn(key="ok", title="Consent", kind="flag", width=90),
        ]

    return make


@pytest.fixture
def grid(customers, columns) -> Callable[..., Grid]:
    """A grid of made-up customers."""

    def make(count: int = 500, language: str = "en", **more: object) -> Grid:
        rows = FrameRows(customers(count), columns(language), currency="€")
        return Grid(rows, title="Clients" if language == "fr" else "Customers", language=language, **more)

    return make


@pytest.fixture
def examples(grid) -> Callable[[str], dict[str, View]]:
    """One widget of each kind, filled."""

    def make(language: str = "en") -> dict[str, View]:
        return {
            "grid": grid(2000, language, height=320),
            "ruler": ruler(language),
            "sliders": sliders(language),
            "bars": bars(language),
            "heatmap": heatmap(language),
            "timeline": timeline(language),
            "review": review(language),
            "changes": changes(language),
            "notice": notice(language),
            "copy_code": CopyCode(lambda: "import habitue", language=language),
        }

    return make


def ruler(language: str = "en", **more: object) -> ThresholdRuler:
    days = np.random.default_rng(3).gamma(1.6, 130, 9000).astype(int).clip(0, 730)
    names = NAMES[language]
    return ThresholdRuler(
        np.bincount(days, minlength=731).tolist(),
        [
            Band(name=names[3], tone="green", fixed=120),
            Band(name=names[4], tone="red"),
            Band(name=names[5], tone="grey", fixed=40),
        ],
        [180, 360],
        rest=np.bincount(days // 2, minlength=731)[:731].tolist(),
        title="Jours depuis le dernier achat" if language == "fr" else "Days since the last order",
        unit="jours" if language == "fr" else "days",
        language=language,
        **more,
    )


def sliders(language: str = "en", **more: object) -> Sliders:
    fr = language == "fr"
    return Sliders(
        [
            SliderNumber(
                key="floor",
                label="Plancher de la limite" if fr else "Floor of the limit",
                minimum=0,
                maximum=365,
                step=5,
                value=60,
                help="Aucun client n’est inactif plus tôt." if fr else "No customer is inactive sooner.",
                unit="jours" if fr else "days",
            ),
            SliderNumber(
                key="factor",
                label="Fois l’habitude" if fr else "Times the habit",
                minimum=1,
                maximum=6,
                step=0.5,
                value=3.5,
                saved=3,
            ),
            SliderNumber(
                key="contacts",
                label="Contacts sans réponse" if fr else "Contacts without response",
                minimum=1,
                maximum=12,
                step=1,
                value=3,
            ),
        ],
        title="Inactif" if fr else "Inactive",
        language=language,
        **more,
    )


def bars(language: str = "en", **more: object) -> Bars:
    fr = language == "fr"
    counts = (310, 820, 1450, 4210, 2050, 660)
    lines = [
        Bar(
            key=key.lower(),
            name=name,
            tone=tone,
            share=count / sum(counts),
            cells=(count, f"{100 * count / sum(counts):.0f} %", f"{count * 31} €"),
            change=change,
            mark=0.2 if change else None,
        )
        for key, name, tone, count, change in zip(
            NAMES["en"], NAMES[language], TONES, counts, (0, 0, 0, -380, 380, 0), strict=True
        )
    ]
    columns = ("Clients", "Part", "CA") if fr else ("Customers", "Share", "Revenue")
    more = {"on_open": lambda key: None, **more}
    return Bars(lines, title="Statuts" if fr else "Statuses", columns=columns, language=language, **more)


def heatmap(language: str = "en", **more: object) -> Heatmap:
    fr = language == "fr"
    counts = np.random.default_rng(5).integers(0, 900, (5, 5))
    return Heatmap(
        [
            Measure(key="count", name="Clients" if fr else "Customers", kind="integer", values=counts),
            Measure(key="revenue", name="CA" if fr else "Revenue", kind="cents", values=counts * 123_456),
            Measure(
                key="basket",
                name="Panier moyen" if fr else "Mean basket",
                kind="cents",
                values=np.where(counts > 100, 4_200.0, np.nan),
            ),
        ],
        rows=[f"R{n}" for n in (5, 4, 3, 2, 1)],
        columns=[f"F{n}" for n in (1, 2, 3, 4, 5)],
        regions=[
            Region(key="champions", name="Champions", tone="green", cells=((0, 3), (0, 4))),
            Region(
                key="asleep",
                name="Endormis" if fr else "Hibernating",
                tone="grey",
                cells=((3, 0), (3, 1), (4, 0), (4, 1)),
            ),
            Region(key="lose", name="À ne pas perdre" if fr else "Can’t lose", tone="red", cells=((3, 4), (4, 4))),
        ],
        row_title="Récence" if fr else "Recency",
        column_title="Fréquence" if fr else "Frequency",
        title="Scores",
        currency="€",
        language=language,
        **more,
    )


def timeline(language: str = "en") -> Timeline:
    days = [739_000, 739_058, 739_125, 739_180, 739_260, 739_301]
    return Timeline(
        TimelineShown(
            title="Zoé Lefèvre",
            days=days,
            as_of=739_515,
            habit=62,
            limit=186,
            lost=372,
            why="Inactif : achète tous les 62 jours (5 intervalles), silencieux depuis 214 jours = 3,5 fois ; limite 3."
            if language == "fr"
            else "Inactive: buys every 62 days (5 gaps), silent for 214 days = 3.5 times; limit 3.",
            status=Label(key="inactive", name=NAMES[language][4], tone="red"),
            cents=[1250, 9900, 4500, 12_345, 800, 6600],
            currency="€",
        ),
        language=language,
    )


def groups(language: str = "en", count: int = 5) -> list[ReviewGroup]:
    fr = language == "fr"
    sheet = "Clients, ligne" if fr else "Clients, row"
    one = ("Zoé Lefèvre", "", "+33 6 12 34 56 78", "Lyon")
    other = ("LEFEVRE Zoe", "zoe.lefevre@exemple.fr", "+33 6 12 34 56 78", "LYON 03")
    third = ("Zoé Lefevre", "zlefevre@exemple.com", "", "Lyon")
    return [
        ReviewGroup(
            key=f"g{n}",
            lines=tuple(
                ReviewLine(title=f"{sheet} {12 + n * 40 + k}", values=values)
                for k, values in enumerate((one, other, third)[: 3 if n == 0 else 2])
            ),
            why="même téléphone, nom à 0,93" if fr else "same phone, name at 0.93",
            score=0.87,
            keep=(0, 1, 0, 0),
            alike="phone" if n < 4 else "",
            alike_said="même téléphone et même nom" if fr else "same phone and same name",
        )
        for n in range(count)
    ]


def review(language: str = "en", **more: object) -> Review:
    fields = ("Nom", "E-mail", "Téléphone", "Ville") if language == "fr" else ("Name", "E-mail", "Phone", "Town")
    return Review(groups(language), fields=fields, language=language, **more)


def changes(language: str = "en", **more: object) -> Changes:
    fr = language == "fr"
    frame = pd.DataFrame(
        {
            "rule": ["text.spaces"] * 3 + ["phone.format"] * 2 + ["text.control"],
            "column": ["name", "town", "name", "phone", "phone", "name"],
            "where": ["Clients!B12", "Clients!D88", "Clients!B90", "Clients!C408", "Clients!C409", "Clients!B13"],
            "before": [
                "  Zoé  Lefèvre ",
                "Saint\u00a0-Denis",
                "Hugo ",
                "06 12 34 56 78",
                "0612345679",
                "An\u200baïs\t",
            ],
            "after": ["Zoé Lefèvre", "Saint-Denis", "Hugo", "+33612345678", "+33612345679", "Anaïs"],
        }
    )
    rules = {
        "text.spaces": "Espaces superflues" if fr else "Superfluous spaces",
        "phone.format": "Téléphones au format international" if fr else "Phones in international form",
        "text.control": "Caractères invisibles" if fr else "Characters that cannot be seen",
    }
    columns = {
        "name": "Nom" if fr else "Name",
        "town": "Ville" if fr else "Town",
        "phone": "Téléphone" if fr else "Phone",
    }
    return Changes(frame, rules=rules, columns=columns, language=language, **more)


def notice(language: str = "en", **more: object) -> Notice:
    made = Notice(language=language, on_stop=more.pop("on_stop", lambda: None), **more)
    made.working("Recherche des doublons…" if language == "fr" else "Looking for duplicates…", 0.4, stop=True)
    return made


@pytest.fixture
def make() -> dict[str, Callable[..., View]]:
    """How each example is made, for tests that listen to one."""
    return {
        "ruler": ruler,
        "sliders": sliders,
        "bars": bars,
        "heatmap": heatmap,
        "timeline": timeline,
        "review": review,
        "changes": changes,
        "notice": notice,
    }


@pytest.fixture
def review_groups() -> Callable[..., list[ReviewGroup]]:
    """Groups of lines to review."""
    return groups
