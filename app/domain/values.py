"""The shape of a field's value, by type: plain JSON, so that drafts, ops and the shell share it.

| field type                              | value                                                       |
|-----------------------------------------|-------------------------------------------------------------|
| text, names, numbers of papers, choice  | str                                                         |
| integer                                 | int                                                         |
| money                                   | int, in fen                                                 |
| yes_no                                  | bool (absent = not answered)                                |
| date                                    | "YYYY-MM-DD"                                                |
| period                                  | {"start": date, "end": date}                                |
| certificate                             | {"kind": option value, "number": str}                       |
| address                                 | {"region": "CN", "division": "330106" or "", "detail": str} |
| nice_goods                              | [{"nice_class": 30, "items": ["茶", ...]}, ...]              |
| multi_choice, number_list               | [str, ...]                                                  |
| image                                   | {"sha256": hex, "name": str}                                |
| group                                   | [row, ...], a row being {field id: value}                   |

A repeating field of a plain type holds a list of that type's values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Value: TypeAlias = object
Values: TypeAlias = Mapping[str, Value]
Answers: TypeAlias = Mapping[str, str | int | bool | None]
