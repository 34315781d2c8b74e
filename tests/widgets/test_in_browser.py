"""The widgets as they are drawn and used: a blank page of Chromium, the real module, the real Python object."""

import pandas as pd
import pytest

from habitue_notebook.widgets import (
    Changes,
    CopyCode,
    FrameRows,
    Grid,
    GridColumn,
    Notice,
    Query,
    Review,
    ReviewGroup,
    ReviewLine,
    Timeline,
    TimelineShown,
)

pytestmark = pytest.mark.browser

DEAF = """async ({esm, words}) => {
  const module = await import(URL.createObjectURL(new Blob([esm], {type: "text/javascript"})));
  const traits = {language: "fr", words, height: 300};
  const model = {get: (name) => traits[name], send() {}, on() {}, off() {}};
  module.default.render({model, el: document.querySelector("#here")});
}"""
HOSTILE = '<img src=x onerror="window.errors.push(1)"><b>Bold</b>&amp;'


def rows_of(one) -> list[str]:
    """The first text of each line that is drawn."""
    return one.page.evaluate(
        "[...document.querySelectorAll('.hb-line')].filter((line) => !line.hidden)"
        ".map((line) => line.querySelector('[role=gridcell]').textContent)"
    )


def range_has(text: str) -> str:
    return f"document.querySelector('.hb-range').textContent.replace(/[\\u202f\\u00a0]/g, ' ').includes({text!r})"


# Grid


def test_a_grid_says_which_rows_are_seen_of_how_many_and_fetches_them_when_scrolled(shown, grid):
    one = shown(grid(100_000, "fr"))
    assert "sur 100 000" in one.text(".hb-range")
    one.page.evaluate("document.querySelector('.hb-frame').scrollTop = 28 * 50000")
    one.until("document.querySelector('.hb').textContent.includes('C50005')")
    assert one.text(".hb-range").startswith("Lignes 50 001–")
    assert "…" not in one.text(".hb-space")
    assert one.page.locator(".hb-line").count() < 40


def test_a_search_narrows_the_rows_and_nothing_found_is_said(shown, grid):
    one = shown(grid(500))
    one.page.locator(".hb-search").fill("lyon zoé")
    one.until(range_has("found"))
    assert f"{len(one.widget.positions)} found; 500 in all" in one.text(".hb-range")
    one.page.locator(".hb-search").fill("no such customer")
    one.until("!document.querySelector('.hb-empty').hidden")
    assert "Nothing found; 500 rows in all" in one.text(".hb-empty")
    one.page.get_by_role("button", name="Show all rows").click()
    one.until(range_has("of 500"))
    assert one.widget.query == Query()


def test_a_heading_sorts_up_then_down_then_not_by_mouse_and_by_keys(shown, grid):
    one = shown(grid(500))
    heading = one.page.get_by_role("columnheader", name="Revenue")
    heading.locator(".hb-sorter").click()
    one.until_python(lambda: one.widget.query == Query(sort="cents"))
    one.until("document.querySelector('[aria-sort=ascending]') !== null")
    one.page.locator(".hb-frame").focus()
    for key in ("ArrowUp", "End", "Enter"):
        one.press(key)
    one.until_python(lambda: one.widget.query == Query(sort="ok"))
    one.until("document.querySelector('[aria-sort=ascending]')?.textContent.includes('Consent')")
    one.press("Enter")
    one.until_python(lambda: one.widget.query.descending)
    one.until("document.querySelector('[aria-sort=descending]') !== null")
    one.press("Enter")
    one.until_python(lambda: one.widget.query == Query())


def test_a_column_is_limited_to_some_of_its_values_in_a_panel(shown, grid):
    one = shown(grid(500))
    one.page.get_by_role("button", name="Limit Status").click()
    one.until("document.querySelectorAll('.hb-choices [data-at]').length > 3")
    for box in one.page.locator(".hb-choices label:not(.hb-all)").all():
        if "Active" not in box.inner_text().split():
            box.locator("input").uncheck()
    one.page.get_by_role("button", name="Apply").click()
    one.until(range_has("found"))
    (limit,) = one.widget.query.filters
    assert (limit.column, limit.among) == ("status", frozenset({3}))
    assert "Status: Active" in one.text(".hb-limits")
    one.page.get_by_role("button", name="Remove the limit Status: Active").click()
    one.until(range_has("of 500"))


def test_numbers_and_days_are_limited_between_two_values_by_keys_alone(shown, grid, customers):
    one = shown(grid(500))
    one.page.locator(".hb-frame").focus()
    one.press("ArrowUp")
    for _ in range(6):
        one.press("ArrowRight")
    one.press("Alt+ArrowDown")
    assert one.page.evaluate("document.activeElement.closest('.hb-panel') !== null")
    one.page.keyboard.type("1000")
    one.press("Tab")
    one.page.keyboard.type("2000")
    one.press("Enter")
    one.until(range_has("found"))
    assert len(one.widget.positions) == customers(500)["cents"].between(100_000, 200_000).sum()
    assert one.page.evaluate("document.activeElement.getAttribute('role')") == "grid"
    one.page.get_by_role("button", name="Limit Last order").click()
    one.page.get_by_label("At least").fill("2025-01-01")
    one.page.get_by_role("button", name="Apply").click()
    one.until("document.querySelector('.hb-limits').textContent.includes('1 Jan 2025')")
    assert (customers(500)["last_day"].iloc[one.widget.positions] >= 739_252).all()


def test_escape_leaves_a_panel_and_the_focus_goes_back_to_the_grid(shown, grid):
    one = shown(grid(50))
    one.page.get_by_role("button", name="Limit Name").click()
    one.press("Escape")
    assert one.page.locator(".hb-panel").count() == 0
    assert one.page.evaluate("document.activeElement.getAttribute('role')") == "grid"


def test_a_limit_from_outside_is_taken_off_by_its_cross(shown, grid):
    widget = grid(500)
    widget.only(widget.positions < 7, "Segment: Champions")
    one = shown(widget)
    assert "7 found; 500 in all" in one.text(".hb-range")
    one.page.get_by_role("button", name="Remove the limit Segment: Champions").click()
    one.until(range_has("of 500"))


def test_cells_are_chosen_by_keys_and_mouse_and_python_knows_the_rows(shown, grid):
    one = shown(grid(500))
    one.page.locator(".hb-frame").focus()
    for key in ("ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowRight"):
        one.press(key)
    one.until_python(lambda: one.widget.selected.tolist() == [1, 2, 3])
    assert one.page.locator("[role=gridcell][aria-selected=true]:visible").count() == 6
    one.press("Control+a")
    one.until_python(lambda: len(one.widget.selected) == 500)
    assert "500 selected" in one.text(".hb-tools")
    cells = one.page.locator(".hb-line:visible")
    cells.nth(2).locator("[role=rowheader]").click()
    cells.nth(4).locator("[role=gridcell]").nth(1).click(modifiers=["Shift"])
    one.until_python(lambda: len(one.widget.selected) == 3)
    assert one.page.locator("[role=gridcell][aria-selected=true]:visible").count() == 30


def test_keys_go_to_the_ends_and_the_active_cell_is_named_to_screen_readers(shown, grid):
    one = shown(grid(3000))
    one.page.locator(".hb-frame").focus()
    one.press("Control+End")
    one.until("document.querySelector('.hb-space').textContent.includes('C3000')")
    name = one.page.evaluate(
        "document.getElementById(document.querySelector('.hb-frame').getAttribute('aria-activedescendant')).parentElement.getAttribute('aria-rowindex')"
    )
    assert name == "3001"
    one.press("Control+Home")
    one.until("document.querySelector('.hb-frame').scrollTop === 0")


def test_enter_and_a_double_click_open_a_row(shown, grid):
    opened = []
    one = shown(grid(500, on_open=opened.append))
    one.page.locator(".hb-frame").focus()
    one.press("ArrowDown")
    one.press("Enter")
    one.until_python(lambda: opened == [1])
    one.page.locator(".hb-line:visible").nth(5).locator("[role=gridcell]").nth(1).dblclick()
    one.until_python(lambda: opened[-1] == 5)


def test_a_copy_puts_headings_and_cells_on_the_clipboard_with_codes_as_text(shown, grid, customers):
    one = shown(grid(500, "fr"))
    one.page.locator(".hb-frame").focus()
    for key in ("Shift+ArrowDown", "Shift+ArrowRight", "Control+c"):
        one.press(key)
    one.until("document.querySelector('.hb').dataset.copied === 'true'")
    assert one.page.evaluate("navigator.clipboard.readText()").replace("\r", "").split("\n") == [
        "Nº\tNom",
        *(f"C{n + 1}\t{name}" for n, name in enumerate(customers(500)["name"].head(2))),
    ]
    html = one.page.evaluate(
        "navigator.clipboard.read().then((all) => all[0].getType('text/html')).then((blob) => blob.text())"
    )
    assert "<td" in html
    assert customers(500)["name"][1] in html
    assert "Copié avec les en-têtes : 2 × 2" in one.text(".hb-tools")


def test_names_that_look_like_markup_are_text_everywhere(shown, make):
    frame = pd.DataFrame({"name": [HOSTILE, "\u202eevil", "ok"], "rule": HOSTILE, "column": HOSTILE})
    frame = frame.assign(where=HOSTILE, before=HOSTILE, after="x" + HOSTILE)
    group = ReviewGroup(
        key="g",
        lines=(ReviewLine(title=HOSTILE, values=(HOSTILE,)), ReviewLine(title="b", values=("x" + HOSTILE,))),
        why=HOSTILE,
    )
    widgets = [
        Grid(FrameRows(frame, [GridColumn(key="name", title=HOSTILE)]), title=HOSTILE),
        Review([group], fields=(HOSTILE,), title=HOSTILE),
        Changes(frame, title=HOSTILE),
        Timeline(TimelineShown(title=HOSTILE, days=[739_000], as_of=739_100, why=HOSTILE)),
    ]
    drawn = shown(*widgets)
    drawn[2].until("document.querySelectorAll('.hb-changes tbody tr').length === 3")
    page = drawn[0].page
    assert page.locator("#here img, #here b").count() == 0
    assert page.evaluate("window.errors") == []
    for one in drawn:
        assert "<b>Bold</b>" in one.root.inner_text()


# Ruler and sliders


def test_a_threshold_moves_by_keys_counts_follow_at_once_and_python_hears_the_last_value(shown, make):
    told = []
    one = shown(make["ruler"](on_change=told.append))
    before = one.text(".hb-bands")
    assert "as saved" in before
    one.page.get_by_role("slider").first.focus()
    for _ in range(20):
        one.press("ArrowLeft")
    assert one.text(".hb-bands") != before  # before Python heard anything
    one.until_python(lambda: bool(told) and told[-1] == [160, 360])
    counts = one.widget._counts
    active = 120 + sum(counts[:161])
    assert f"{active:,}" in one.text(".hb-bands")
    assert f"\u2212{sum(counts[161:181]):,}" in one.text(".hb-bands")
    assert f"+{sum(counts[161:181]):,}" in one.text(".hb-bands")
    assert len(told) < 20


def test_escape_goes_back_to_the_saved_thresholds(shown, make):
    told = []
    one = shown(make["ruler"](on_change=told.append))
    one.page.get_by_role("spinbutton").nth(1).fill("500")
    one.press("Enter")
    one.until_python(lambda: told[-1:] == [[180, 500]])
    assert "saved: 360 days" in one.text("fieldset")
    one.press("Escape")
    one.until_python(lambda: told[-1] == [180, 360])
    one.until("[...document.querySelectorAll('.hb-change')].every((node) => node.textContent === 'as saved')")


def test_a_threshold_pushes_the_next_one_and_never_passes_it(shown, make):
    told = []
    one = shown(make["ruler"](on_change=told.append))
    one.page.get_by_role("spinbutton").first.fill("400")
    one.press("Enter")
    one.until_python(lambda: told[-1:] == [[400, 400]])


def test_a_threshold_is_dragged_on_the_picture(shown, make):
    told = []
    one = shown(make["ruler"](on_change=told.append))
    box = one.page.locator(".hb-plot").bounding_box()
    middle = box["y"] + box["height"] / 2
    one.page.mouse.move(box["x"] + box["width"] * 180 / 730, middle)
    one.page.mouse.down()
    one.page.mouse.move(box["x"] + box["width"] * 100 / 730, middle, steps=4)
    one.page.mouse.up()
    one.until_python(lambda: bool(told) and abs(told[-1][0] - 100) <= 1)


def test_counts_are_repainted_within_a_frame(shown, make):
    one = shown(make["ruler"]())
    took = one.page.evaluate(
        """() => { const slide = document.querySelector("input[type=range]"); const times = [];
        for (let value = 100; value < 160; value += 1) { slide.value = value; const start = performance.now();
          slide.dispatchEvent(new Event("input")); times.push(performance.now() - start); }
        return times.sort((a, b) => a - b)[30]; }"""
    )
    assert took < 16


def test_sliders_have_names_help_and_units_and_tell_the_last_value(shown, make):
    told = []
    one = shown(make["sliders"](on_change=lambda key, value: told.append((key, value))))
    slider = one.page.get_by_role("slider", name="Floor of the limit")
    assert slider.get_attribute("aria-valuetext") == "60 days"
    slider.focus()
    for _ in range(6):
        one.press("ArrowRight")
    one.until_python(lambda: bool(told) and told[-1] == ("floor", 90))
    assert one.page.get_by_role("spinbutton", name="Floor of the limit").input_value() == "90"
    assert "saved: 60 days" in one.text("[data-key=floor]")
    one.press("Escape")
    one.until_python(lambda: told[-1] == ("floor", 60))
    assert one.page.get_by_role("slider", name="Times the habit").get_attribute("aria-valuetext") == "3.5"


def test_all_numbers_go_back_at_once(shown, make):
    one = shown(make["sliders"]())
    one.page.get_by_role("spinbutton", name="Floor of the limit").fill("200")
    one.press("Enter")
    one.page.get_by_role("button", name="All back to the saved values").click()
    one.until_python(lambda: one.widget.values == {"floor": 60, "factor": 3, "contacts": 3})


def test_a_slow_answer_is_announced_and_values_do_not_pile_up(shown, make):
    one = shown(make["sliders"]())
    one.carry()
    one.page.get_by_role("slider").first.focus()
    for _ in range(10):
        one.press("ArrowRight")
    one.page.wait_for_function("document.querySelector('.hb-busy').textContent !== ''")
    assert one.page.evaluate("window.models[0].outbox.length") == 1
    one.until("document.querySelector('.hb-busy').textContent === ''")
    assert one.widget.values["floor"] == 110


# Bars, heatmap, timeline


def test_a_bar_opens_by_its_name(shown, make):
    opened = []
    one = shown(make["bars"](on_open=opened.append))
    one.page.get_by_role("button", name="Inactive").press("Enter")
    one.until("document.querySelector('[aria-pressed=true]')?.textContent === 'Inactive'")
    assert opened == ["inactive"]
    assert one.page.evaluate("document.activeElement.textContent") == "Inactive"
    assert "+380" in one.text("tr.hb-chosen")


def test_a_cell_of_the_heatmap_is_chosen_by_keys_and_taken_back(shown, make):
    told = []
    one = shown(make["heatmap"](on_select=lambda cells, name: told.append((sorted(cells), name))))
    one.page.locator("[role=gridcell][tabindex='0']").focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        one.press(key)
    one.until("document.querySelectorAll('[aria-selected=true]').length === 1")
    assert told == [([(1, 1)], "R4 F2")]
    assert "R4, F2" in one.page.evaluate("document.activeElement.getAttribute('aria-label')")
    one.press("Escape")
    one.until("document.querySelectorAll('[aria-selected=true]').length === 0")
    one.page.get_by_role("button", name="Champions").click()
    one.until("document.querySelectorAll('[aria-selected=true]').length === 2")
    assert told[-1] == ([(0, 3), (0, 4)], "Champions")


def test_the_heatmap_shows_another_measure_without_python(shown, make):
    one = shown(make["heatmap"]("fr"))
    one.page.get_by_role("button", name="Panier moyen").click()
    assert "42 €" in one.text("table")
    assert one.carry() == []


def test_a_timeline_says_in_words_what_it_draws(shown, make):
    one = shown(make["timeline"]("fr"))
    said = one.text("figure")
    for words in (
        "6 jours d’achat",
        "silencieux depuis 214 jours",
        "habitude : 62 jours",
        "inactif après le",
        "aujourd’hui",
    ):
        assert words in said
    assert one.page.locator("circle").count() == 6
    one.page.locator("summary").click()
    assert one.page.locator("tbody tr").count() == 6
    assert "123,45 €" in one.text("tbody")
    one.widget.show(None)
    one.until("document.querySelector('.hb-body').textContent.includes('Choisissez un client')")


# Review and changes


def test_three_groups_are_decided_by_keys_alone_and_the_last_undone(shown, make):
    told, undone = [], []
    one = shown(make["review"](on_answer=told.extend, on_undo=undone.append))
    one.page.locator("td[tabindex='0']").focus()
    for at, key in enumerate("sdh", start=2):
        one.press(key)
        one.until(f"document.querySelector('.hb-title').textContent.includes('Group {at} of 5')")
    assert [(answer.key, set(answer.answers)) for answer in told] == [
        ("g0", {"same"}),
        ("g1", {"different"}),
        ("g2", {"household"}),
    ]
    assert "3 of 5 decided" in one.text(".hb-progress")
    one.press("u")
    one.until("document.querySelector('.hb-title').textContent.includes('Group 3 of 5')")
    assert undone == [("g2",)]
    assert one.page.evaluate("window.hostKeys") == []


def test_french_keys_are_those_that_the_buttons_show(shown, make):
    told = []
    one = shown(make["review"]("fr", on_answer=told.extend))
    assert one.page.locator(".hb-actions kbd").all_inner_texts() == list("MDFPA")
    one.page.locator("td[tabindex='0']").focus()
    for at, key in enumerate("mp", start=2):
        one.press(key)
        one.until(f"document.querySelector('.hb-title').textContent.includes('Groupe {at} sur 5')")
    assert [answer.answers[0] for answer in told] == ["same", "later"]


def test_the_value_that_survives_is_chosen_by_enter_and_by_click(shown, make):
    told = []
    one = shown(make["review"](on_answer=told.extend))
    one.page.locator("td[tabindex='0']").focus()
    one.press("ArrowRight")
    one.press("Enter")
    assert one.page.locator("tbody tr").first.locator(".hb-survivor").inner_text() == "LEFEVRE Zoe"
    one.page.locator("td[data-field='3'][data-line='2']").click()
    one.press("s")
    one.until_python(lambda: bool(told))
    assert told[0].keep == (1, 1, 0, 2)


def test_what_differs_is_marked_and_spaces_in_it_are_seen(shown, make):
    one = shown(make["review"]())
    marks = one.page.locator("td[data-field='0'] mark").all_inner_texts()
    assert marks == ["LEFEVRE·", "e"]


def test_a_line_left_out_is_answered_apart_and_keeps_no_value(shown, make):
    told = []
    one = shown(make["review"](on_answer=told.extend))
    one.page.get_by_role("checkbox").first.check()
    assert one.page.locator("tbody tr").nth(1).locator(".hb-survivor").inner_text() == "zlefevre@exemple.com"
    one.page.locator("[data-answer=same]").click()
    one.until_python(lambda: bool(told))
    assert told[0].answers == ("different", "same")
    assert 1 not in told[0].keep


def test_groups_alike_are_decided_together_after_a_question(shown, make):
    told = []
    one = shown(make["review"](on_answer=told.append))
    one.page.get_by_role("button", name="Decide them together").click()
    one.page.get_by_role("button", name="All are the same customer").click()
    one.until("document.querySelector('.hb-title').textContent.includes('Group 5 of 5')")
    assert [len(answers) for answers in told] == [4]


def test_deleted_blanks_and_invisible_characters_are_shown(shown, make):
    one = shown(make["changes"]())
    one.until("document.querySelectorAll('tbody tr').length === 3")
    assert one.page.locator("del").all_text_contents() == ["··", "·", "·", "⍽", "·"]
    one.page.get_by_role("button", name="Characters that cannot be seen").click()
    one.until("document.querySelectorAll('tbody tr').length === 4")
    assert one.page.locator("[data-rule='text.control'] del").all_text_contents() == ["‹200B›", "⇥"]


def test_a_rule_is_rejected_then_one_column_of_it_accepted(shown, make):
    one = shown(make["changes"]())
    one.until("document.querySelectorAll('tbody tr').length === 3")
    one.page.get_by_role("checkbox", name="Accept the rule Superfluous spaces").uncheck()
    one.until("document.querySelectorAll('.hb-rejected').length === 3")
    assert "3 cells, 3 rejected" in one.text("[data-rule='text.spaces']")
    one.page.get_by_role("checkbox", name="Accept Name by this rule").check()
    one.until("document.querySelectorAll('.hb-rejected').length === 1")
    assert one.widget.accepted.tolist() == [True, False, True, True, True, True]
    assert one.page.get_by_role("checkbox", name="Accept the rule").first.evaluate("(box) => box.indeterminate")
    one.page.get_by_role("checkbox", name="Accept the correction of Clients!D88").check()
    one.until("document.querySelectorAll('.hb-rejected').length === 0")


# Notice, code, and all of them


def test_work_is_spoken_of_after_a_moment_and_an_error_at_once(shown):
    widget = Notice(language="fr")
    one = shown(widget)
    widget.working("Recherche des doublons…")
    one.deliver()
    assert one.page.locator("[role=status].hb-notice-line").count() == 0
    one.until("document.querySelector('.hb-notice-line')?.textContent.includes('Recherche')")
    widget.error("Le fichier est ouvert dans Excel.")
    one.deliver()
    assert one.page.get_by_role("alert").filter(has_text="Le fichier est ouvert").count() == 1
    one.page.get_by_role("button", name="Fermer ce message").click()
    one.until("document.querySelector('.hb-notice-line') === null")


def test_stop_is_heard(shown, make):
    stopped = []
    one = shown(make["notice"](on_stop=lambda: stopped.append(1)))
    one.page.get_by_role("button", name="Stop").click()
    one.until_python(lambda: stopped == [1])


def test_code_is_copied(shown):
    one = shown(CopyCode(lambda: "import habitue\nprint(1)"))
    one.page.get_by_role("button", name="Copy as code").click()
    one.until("document.querySelector('.hb').dataset.copied === 'true'")
    assert one.page.evaluate("navigator.clipboard.readText()").replace("\r", "") == "import habitue\nprint(1)"


def test_code_that_cannot_be_copied_is_shown_to_be_selected(shown):
    one = shown(CopyCode(lambda: "import habitue"))
    one.page.evaluate(
        "navigator.clipboard.write = () => Promise.reject(new Error()); document.execCommand = () => false;"
    )
    one.page.get_by_role("button", name="Copy as code").click()
    one.until("!document.querySelector('textarea').hidden")
    assert one.page.locator("textarea").input_value() == "import habitue"


def test_no_key_pressed_in_a_widget_reaches_the_host(shown, examples):
    widgets = shown(*examples("en").values())
    page = widgets[0].page
    for selector in (
        ".hb-frame",
        ".hb-search",
        ".hb-ruler input",
        ".hb-sliders input",
        ".hb-bars button",
        ".hb-heatmap td[tabindex='0']",
        ".hb-review td[tabindex='0']",
        ".hb-changes input",
    ):
        page.locator(selector).first.focus()
        for key in ("d", "ArrowDown", "Escape"):
            page.keyboard.press(key)
    assert page.evaluate("window.hostKeys") == []


def test_an_error_of_python_is_shown_as_its_sentence(shown, make):
    one = shown(make["bars"]("fr", on_open=lambda key: 1 / 0))
    one.page.get_by_role("button", name="Perdu").click()
    one.until("!document.querySelector('.hb-failed').hidden")
    assert "ZeroDivisionError" in one.text(".hb-failed")
    assert "Traceback" not in one.root.inner_text()


def test_a_view_without_python_says_how_to_run_it_and_shows_nobody(page_of, grid):
    page = page_of()
    widget = grid(50, "fr")
    state = widget.get_state()
    page.evaluate(DEAF, {"esm": state["_esm"], "words": state["words"]})
    page.wait_for_function("document.querySelector('.hb').textContent.includes('exécutez ses cellules')")
    assert page.locator("[role=gridcell]").count() == 0


def test_a_view_that_is_closed_hears_no_more_and_one_drawn_again_shows_the_same(shown, grid):
    one = shown(grid(50))
    assert one.page.evaluate("(() => { const one = window.models[0]; one.close(); return one.heard.length; })()") == 0
    one.page.evaluate("document.querySelector('.hb').remove(); void window.models[0].again()")
    one.until("Number(document.querySelector('.hb')?.dataset.revision) > 0")
    assert rows_of(one)[0] == "C1"


def test_the_white_box_of_vs_code_is_painted_over(shown, make):
    one = shown(make["review"](), host="vscode")
    assert one.root.evaluate("(node) => getComputedStyle(node).backgroundColor") == "rgb(31, 31, 31)"
    assert one.root.get_attribute("data-theme") == "dark"


def test_a_widget_follows_when_the_host_changes_its_theme_and_takes_the_color_it_stands_on(shown, make):
    one = shown(make["bars"]())
    assert one.root.get_attribute("data-theme") == "light"
    one.page.evaluate("document.body.setAttribute('style', 'background:#212121;--jp-ui-font-color0:#fff')")
    one.page.wait_for_function("document.querySelector('.hb').dataset.theme === 'dark'")
    assert one.root.evaluate("(node) => getComputedStyle(node).backgroundColor") == "rgb(33, 33, 33)"


def test_on_a_dark_page_of_an_unknown_host_texts_are_light(shown, make):
    one = shown(make["bars"]())
    one.page.evaluate("document.body.setAttribute('style', 'background:rgb(20, 20, 24)')")
    one.page.wait_for_function("document.querySelector('.hb').dataset.theme === 'dark'")
    assert one.root.evaluate("(node) => getComputedStyle(node).color") == "rgb(232, 233, 235)"


def test_fields_that_no_line_fills_take_no_row(shown):
    lines = (ReviewLine(title="1", values=("", "a", "")), ReviewLine(title="2", values=("", "b", "c")))
    one = shown(Review([ReviewGroup(key="g", lines=lines)], fields=("Empty", "Name", "Town")))
    assert one.page.locator("tbody th").all_inner_texts() == ["Name", "Town"]
    one.page.locator("td[tabindex='0']").focus()
    for key in ("ArrowRight", "Enter", "ArrowDown", "ArrowDown", "Enter", "s"):
        one.press(key)
    one.until_python(lambda: bool(one.widget.answered))
    assert one.widget.answered["g"].keep == (-1, 1, 1)


@pytest.mark.parametrize("days", [[739_000], [739_500], list(range(736_000, 739_000, 7)), [700_000, 739_499], []])
def test_a_timeline_is_drawn_for_one_order_or_hundreds(shown, days):
    one = shown(Timeline(TimelineShown(title="C1", days=days, as_of=739_500, habit=7 if days else None, limit=180)))
    assert one.page.locator("circle").count() == len(days)
    places = one.page.evaluate("[...document.querySelectorAll('circle')].map((dot) => dot.cx.baseVal.value)")
    assert all(0 <= place <= 860 for place in places)
