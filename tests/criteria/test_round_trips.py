"""Criteria come back the same from TOML and from the sheet, in both languages."""

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habitue.criteria import (
    PRESETS,
    ColumnRole,
    Comparison,
    Condition,
    Criteria,
    CutPoints,
    Group,
    InactiveLimit,
    Measure,
    RecentPace,
    RfmCriteria,
    Segment,
    Stage,
    SurvivorRules,
    criteria_from_toml,
    default_segments,
    preset_stages,
    to_toml,
)
from habitue.criteria.conditions import COMPARISONS, allowed_value, shape_of
from habitue.criteria.named import TONES
from habitue.criteria.scoring import MOST_CENTS
from habitue.criteria.survivors import DETAILS as SURVIVING
from habitue.criteria.survivors import allowed_rules
from habitue.roles.role import Role
from habitue.sheetmodel import FormerSheet, SheetModel
from habitue.sheets.criteria import DetectedColumn, criteria_sheet, read_criteria

calm = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def as_found(model: SheetModel) -> FormerSheet:
    """The sheet as the reader of workbooks hands it back: every cell as text."""

    def text(value: object) -> str:
        return repr(value) if isinstance(value, float) else str(value)

    grid = {(cell.row, cell.column): text(cell.value) for cell in model.cells if cell.value is not None}
    assert len(grid) == sum(cell.value is not None for cell in model.cells), "two cells in one place"
    for table in model.tables:
        for number, column in enumerate(table.columns, start=table.column):
            assert (table.row, number) not in grid
            grid[table.row, number] = column.title
            grid |= {
                (row, number): text(value)
                for row, value in enumerate(column.values, start=table.row + 1)
                if value is not None
            }
    return FormerSheet(mark=model.mark, title=model.title, tables=(), grid=grid)


texts = st.text(alphabet=string.ascii_letters + string.digits + "éèç’ '\"-=+|@,;\xa0\u202f{}%", max_size=20)
keys = st.from_regex(r"own_[a-z0-9]{1,8}", fullmatch=True)


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    measure = draw(st.sampled_from(Measure))
    comparison = draw(st.sampled_from(COMPARISONS[shape_of(measure)]))
    allowed = allowed_value(measure, comparison)
    column = draw(texts.filter(str.strip)) if measure is Measure.COLUMN else ""
    if allowed is None:
        value = draw(texts.filter(str.strip)) if measure is Measure.COLUMN else draw(st.booleans())
        if comparison in (Comparison.IS, Comparison.IS_NOT) and measure is Measure.COLUMN and draw(st.booleans()):
            value = ""
    elif allowed.kind in ("days", "count"):
        value = draw(st.integers(int(allowed.least), int(allowed.most)))
    else:
        value = draw(
            st.integers(int(allowed.least), int(min(allowed.most, 1e9))) | st.integers(0, 10_000).map(lambda n: n / 100)
        )
    return Condition(measure=measure, comparison=comparison, value=value, column=column)


def named(draw: st.DrawFn, place: int, fixed: str = "") -> dict[str, object]:
    key = fixed or f"{draw(keys)}_{place}"
    own = draw(texts)
    return {
        "key": key,
        "own_name": f"{own}{place}" if own.strip() or not fixed else "",
        "own_words": draw(texts),
        "owner": draw(texts),
        "sheet": draw(st.booleans()),
        "tone": draw(st.sampled_from(TONES)),
    }


@st.composite
def stages(draw: st.DrawFn) -> tuple[Stage, ...]:
    preset = list(preset_stages(draw(st.sampled_from(PRESETS))))
    rules = draw(
        st.lists(
            st.lists(st.lists(conditions(), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3), max_size=3
        )
    )
    own = [Stage(**named(draw, place), rule=tuple(rule)) for place, rule in enumerate(rules)]
    return tuple([*own, *preset] if draw(st.booleans()) else [*preset[:1], *own, *preset[1:]])


def edges(draw: st.DrawFn, count: int, rows: int, *, falling: bool = False) -> tuple[tuple[int, ...], ...]:
    whole = st.lists(
        st.integers(-1, 4000) | st.integers(-MOST_CENTS // 100, MOST_CENTS // 100), min_size=count, max_size=count
    )
    return tuple(tuple(sorted(draw(whole), reverse=falling)) for _ in range(rows))


@st.composite
def rfms(draw: st.DrawFn) -> RfmCriteria:
    r, f, m = (draw(st.integers(3, 5)) for _ in range(3))
    nested, monetary = draw(st.booleans()), draw(st.sampled_from(["total", "basket"]))
    cuts = None
    if draw(st.booleans()):
        cuts = CutPoints(
            recency_days=edges(draw, r - 1, 1, falling=True),
            order_days=edges(draw, f - 1, r if nested else 1),
            cents=edges(draw, m - 1, r * f if nested else 1) if draw(st.booleans()) else (),
            monetary=monetary,
        )
    return RfmCriteria(r_bins=r, f_bins=f, m_bins=m, nested=nested, monetary=monetary, cut_points=cuts)


@st.composite
def maps(draw: st.DrawFn, rfm: RfmCriteria) -> tuple[tuple[Segment, ...], tuple[Group, ...]]:
    """Any partition: each cell is given to one of a few segments."""
    count = draw(st.integers(1, 4))
    grid = [(r, f) for r in range(1, rfm.r_bins + 1) for f in range(1, rfm.f_bins + 1)]
    owner = {cell: draw(st.integers(0, count - 1)) for cell in grid}
    groups = tuple(Group(**named(draw, place, fixed)) for place, fixed in enumerate(["best", "", "asleep"]))
    group = st.sampled_from(["", *(one.key for one in groups)])
    segments = tuple(
        Segment(**named(draw, place), cells=frozenset(c for c in grid if owner[c] == place), group=draw(group))
        for place in range(count)
    )
    return segments, groups


@st.composite
def criteria(draw: st.DrawFn) -> Criteria:
    rfm = draw(rfms())
    segments, groups = draw(maps(rfm)) if draw(st.booleans()) else ((), Criteria().groups)
    floor = draw(st.integers(1, 3650))
    columns = draw(st.lists(st.tuples(st.sampled_from("AB"), keys, st.none() | st.sampled_from(Role)), max_size=4))
    return Criteria(
        preset=draw(st.sampled_from(PRESETS)),
        stages=draw(stages()),
        inactive=InactiveLimit(
            habit_multiple=draw(st.integers(10, 10_000)) / 100,
            floor_days=floor,
            ceiling_days=draw(st.integers(floor, 3650)),
            base_share=draw(st.integers(5000, 9900)) / 10_000,
            fixed_limit_days=draw(st.none() | st.integers(1, 3650)),
        ),
        pace=RecentPace(period_days=draw(st.integers(30, 3650)), most_share=draw(st.integers(500, 9500)) / 10_000),
        survivors=SurvivorRules(**{name: draw(st.sampled_from(allowed_rules(name))) for name in SURVIVING}),
        rfm=rfm,
        segments=segments,
        groups=groups,
        columns=tuple(
            ColumnRole(sheet=sheet, header=header, role=role)
            for (sheet, header), role in {(s, h): r for s, h, r in columns}.items()
        ),
        country=draw(st.sampled_from(["FR", "BE"])),
        language=draw(st.none() | st.sampled_from(["fr", "en"])),
    )


@calm
@given(criteria())
def test_criteria_come_back_the_same_from_toml(one):
    back = criteria_from_toml(to_toml(one))
    assert back == one
    assert back.version == one.version


@calm
@given(criteria(), st.sampled_from(["fr", "en"]))
def test_criteria_come_back_the_same_from_the_sheet(one, language):
    detected = [
        DetectedColumn(sheet="C", header="Courriel", role=Role.EMAIL, confidence=0.93),
        DetectedColumn(sheet="C", header="Divers", role=None, confidence=0.2),
    ]
    back = read_criteria(as_found(criteria_sheet(one, language, stamp="…", detected=detected)))
    assert back == one
    assert back.version == one.version


def test_the_shipped_segments_come_back_for_all_bins():
    for r, f in [(3, 10), (10, 3), (10, 10), (7, 4)]:
        one = Criteria(rfm=RfmCriteria(r_bins=r, f_bins=f))
        assert one.segments == default_segments(r, f)
        assert read_criteria(as_found(criteria_sheet(one, "fr"))) == one
