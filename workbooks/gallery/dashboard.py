"""The team's own sheets in the demo workbook: dashboard with chart and picture, notes, and lists for the drop-downs."""

import io
from collections.abc import Mapping, Sequence

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gallery.grid import Formula, Row, put
from gallery.people import AS_OF
from gallery.picture import sign

GREEN, SAND = "#5E8C54", "#FAF4E6"
STATES = ("Payée", "Livrée", "En cours", "Annulée", "Avoir", "Devis")
Looks = Mapping[str, Format]
FIRST_ORDER_ROW = 4  # of the sheet Commandes, 1-based


def looks_of(book: Workbook) -> Looks:
    """The cell formats of the workbook, by name."""
    head = {"bold": True, "font_color": "white", "bg_color": GREEN, "border": 1, "text_wrap": True, "valign": "vcenter"}
    return {
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "euros": book.add_format({"num_format": '#,##0.00 "€"'}),
        "title": book.add_format({"bold": True, "font_size": 16, "font_color": GREEN}),
        "banner": book.add_format(
            {"bold": True, "font_size": 14, "font_color": "white", "bg_color": GREEN, "align": "center"}
        ),
        "band": book.add_format({"italic": True, "bg_color": SAND, "align": "center", "border": 1}),
        "small": book.add_format({"italic": True, "font_color": "#777777"}),
        "head": book.add_format(head),
        "total": book.add_format({"bold": True, "top": 1, "bg_color": SAND, "num_format": '#,##0.00 "€"'}),
        "count": book.add_format({"bold": True, "top": 1, "bg_color": SAND}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "lost": book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"}),
        "hot": book.add_format({"font_color": "#7F6000", "bg_color": "#FFEB9C"}),
    }


def fill_dashboard(book: Workbook, sheet: Worksheet, looks: Looks, orders: Sequence[Row]) -> None:
    """Takings by year, with a chart, a picture, a text box, sparklines and the button of the macro."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 5, 15)
    sheet.write_string(0, 1, "Au Comptoir des Tilleuls", looks["title"])
    sheet.write_string(1, 1, f"Tableau de bord, arrêté au {AS_OF:%d/%m/%Y}", looks["small"])
    for column, name in enumerate(("Année", "CA TTC", "Commandes", "Panier moyen", "Tendance")):
        sheet.write_string(6, column, name, looks["head"])
    totals = [(at, row) for at, row in enumerate(orders) if str(row[0]).startswith("Total ")]
    for line, (at, row) in enumerate(totals, 7):
        year = int(str(row[0]).split()[1])
        taken = row[6]
        assert isinstance(taken, Formula)
        assert isinstance(taken.value, float)
        count = sum(str(other[0]).startswith(f"{year}-") for other in orders)
        sheet.write_number(line, 0, year)
        put(sheet, line, 1, Formula(f"=Commandes!G{FIRST_ORDER_ROW + at}", taken.value), looks, "euros")
        put(sheet, line, 2, Formula(f'=COUNTIF(Commandes!$A:$A,A{line + 1}&"-*")', count), looks)
        mean = round(taken.value / count, 2)
        put(sheet, line, 3, Formula(f"=ROUND(B{line + 1}/C{line + 1},2)", mean), looks, "euros")
    last = 6 + len(totals)
    sheet.add_sparkline(7, 4, {"range": f"'Tableau de bord'!B8:B{last + 1}", "markers": True})
    _chart(book, sheet, last)
    sheet.insert_image(0, 6, "enseigne.png", {"image_data": io.BytesIO(sign()), "description": "Feuille de tilleul"})
    words = "Objectif 2026 : faire revenir les clients de Noël avant la fin novembre."
    sheet.insert_textbox(3, 8, words, {"width": 260, "height": 60, "fill": {"color": SAND}})
    sheet.insert_button(0, 8, {"macro": "Bonjour", "caption": "Bonjour", "width": 110, "height": 30})
    sheet.write_comment(6, 1, "Les montants saisis en texte ne sont pas comptés !", {"author": "Karim"})


def _chart(book: Workbook, sheet: Worksheet, last: int) -> None:
    chart = book.add_chart({"type": "column"})
    series = {
        "name": ["Tableau de bord", 6, 1],
        "categories": ["Tableau de bord", 7, 0, last, 0],
        "values": ["Tableau de bord", 7, 1, last, 1],
        "fill": {"color": GREEN},
    }
    chart.add_series(series)
    chart.set_title({"name": "Chiffre d'affaires TTC par année"})
    chart.set_legend({"none": True})
    sheet.insert_chart(last + 2, 0, chart, {"x_scale": 1.3, "y_scale": 1.1})


def fill_notes(sheet: Worksheet, looks: Looks) -> None:
    """What the team tells itself; no table."""
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, "Notes de l'équipe", looks["title"])
    lines = (
        "Penser à effacer les doublons avant la lettre de novembre (Léa).",
        "Les codes postaux de l'Ain perdent leur zéro, je ne sais pas pourquoi (Karim).",
        "Ne plus écrire à ceux qui ont dit NON partout.",
        "Avoir = retour, montant en négatif. Devis = pas encore une vente !",
        "« prospect chaud » : a demandé un devis ou est revenu deux fois. « client perdu? » : à vérifier.",
    )
    for at, line in enumerate(lines, 2):
        sheet.write_string(at, 0, f"• {line}", looks["wrap"])


def fill_lists(book: Workbook, looks: Looks) -> None:
    """A hidden sheet that feeds the drop-down of states through a defined name."""
    sheet = book.add_worksheet("Listes")
    sheet.write_string(0, 0, "États", looks["head"])
    for at, state in enumerate(STATES, 1):
        sheet.write_string(at, 0, state)
    sheet.hide()
    book.define_name("ListeEtats", f"=Listes!$A$2:$A${len(STATES) + 1}")
    book.define_name("TVA_reduite", "=0.055")
