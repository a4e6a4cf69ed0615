"""From a field of the data to the entry it is typed into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.matter import Field, FieldType, Option
from app.ui.forms.choosing import ChoiceEntry, SeveralEntry, TableEntry, YesNoEntry
from app.ui.forms.composed import (
    AddressEntry,
    CertificateEntry,
    DateEntry,
    GoodsEntry,
    ListEntry,
    PeriodEntry,
    TextEntry,
)
from app.ui.forms.line_entry import IntegerEntry, LineEntry, MoneyEntry
from app.ui.forms.picture import PictureEntry, Work
from app.ui.widgets.entry import Entry

CODES = frozenset(
    {
        "uscc",
        "phone",
        "mobile",
        "email",
        "postcode",
        "patent_number",
        "publication_number",
        "pct_number",
        "trademark_number",
        "madrid_number",
        "ic_number",
        "ipc",
        "locarno",
        "agency_code",
        "agent_licence",
        "latin_text",
        "foreign_application_number",
        "percent",
    }
)
"""Typed or scanned signs: no input method."""
WIDE = frozenset({"paragraph", "nice_goods", "number_list", "group", "fee_list"})
"""Take the whole width of the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What entries need besides their field."""

    today: Callable[[], date]
    work: Work
    option_lists: Mapping[str, tuple[Option, ...]]
    field_types: Mapping[str, FieldType]

    def table(self, field_type: str) -> tuple[Option, ...]:
        """The long list that values of a type come from; empty where there is none."""
        known = self.field_types.get(field_type)
        return self.option_lists.get(known.table, ()) if known else ()


def entry_for(field: Field, name: str, means: Means) -> Entry:
    """The entry of a plain field; groups are built by `rows.RowsEntry`."""
    if field.type == "nice_goods":
        return GoodsEntry(name, lines=3)
    if field.type == "number_list" or field.repeating:
        return ListEntry(name, numbers=field.type in ("integer", "nice_class"), lines=3)
    match field.type:
        case "yes_no":
            return YesNoEntry(name)
        case "multi_choice":
            return SeveralEntry(name, field.options)
        case "certificate":
            return CertificateEntry(name, field.options or means.option_lists.get("certificate_kind", ()))
        case "address":
            return AddressEntry(name, means.table("address"))
        case "date":
            return DateEntry(name, means.today)
        case "period":
            return PeriodEntry(name, means.today)
        case "paragraph":
            return TextEntry(name)
        case "integer" | "nice_class":
            return IntegerEntry(name)
        case "money":
            return MoneyEntry(name)
        case "image":
            return PictureEntry(name, means.work)
    if field.options:
        return ChoiceEntry(name, field.options)
    if table := means.table(field.type):
        return TableEntry(name, table)
    return LineEntry(name, code=field.type in CODES)
