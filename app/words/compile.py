"""Compile `resources/i18n/zh_CN/*.po` into one `zh_CN.mo`: `python -m app.words.compile [--check]`."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

UNCHANGING = datetime(2026, 1, 1, tzinfo=UTC)


def merged(folder: Path) -> bytes:
    """The one catalogue of all rooms. Two rooms may share a message only with the same words."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    # a day that never changes: the file must come out the same whenever it is compiled
    whole = Catalog(
        locale="zh_CN", domain="onewindow", project="OneWindow", version="", creation_date=UNCHANGING
    )
    seen: dict[str, tuple[str, str]] = {}
    for room in sorted(folder.glob("*.po")):
        with room.open("rb") as text:
            for message in read_po(text, locale="zh_CN"):
                if not message.id or not message.string:
                    continue
                key, words = str(message.id), str(message.string)
                other = seen.setdefault(key, (words, room.name))
                if other[0] != words:
                    raise SystemExit(f"{room.name}: {key!r} says {words!r}, {other[1]} says {other[0]!r}")
                whole.add(message.id, message.string, flags=message.flags)
    out = io.BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def main() -> int:
    root = Path(__file__).parents[2] / "resources" / "i18n"
    target, wanted = root / "zh_CN.mo", merged(root / "zh_CN")
    if "--check" in sys.argv:
        return 0 if target.exists() and target.read_bytes() == wanted else 1
    target.write_bytes(wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
