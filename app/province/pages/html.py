"""HTML that cannot be broken by what people typed: text is escaped unless it was built here. No scripts."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Mapping

STYLE = """
:root{color-scheme:light dark}
body{font:1.05rem/1.6 system-ui,"Noto Sans SC","Microsoft YaHei",sans-serif}
body{max-width:44rem;margin:0 auto;padding:1rem}
h1{font-size:1.4rem}h2{font-size:1.15rem;margin-top:2rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem}dt{opacity:.75}dd{margin:0}
fieldset{border:1px solid;border-radius:6px;margin:0 0 1rem;padding:.6rem 1rem}
label{display:block;padding:.35rem 0}textarea{width:100%;min-height:5rem;font:inherit}
button{font:inherit;padding:.6rem 1.6rem;min-height:44px}input{min-width:1.2rem;min-height:1.2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid}
.wrong{border-left:4px solid;padding-left:.8rem;font-weight:600}
"""
_STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Cache-Control": "no-store",
}

_VOID = frozenset({"input", "meta"})


class Html(str):
    """Markup that was built here and may stand as it is."""

    __slots__ = ()


def el(name: str, /, *inside: str, **attributes: str) -> Html:
    """One element. Text inside is escaped; `class_` and `for_` stand for the reserved words."""
    marks = "".join(
        f' {key.rstrip("_")}="{html.escape(value, quote=True)}"' for key, value in attributes.items()
    )
    if name in _VOID:
        return Html(f"<{name}{marks}>")
    return Html(f"<{name}{marks}>{join(*inside)}</{name}>")


def join(*pieces: str) -> Html:
    return Html("".join(piece if isinstance(piece, Html) else html.escape(piece) for piece in pieces))


def document(title: str, language: str, *body: str) -> bytes:
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        el("style", Html(STYLE)),
    )
    return b"<!doctype html>" + el("html", head, el("body", *body), lang=language).encode()


def pairs(*rows: tuple[str, str]) -> Html:
    """A list of names and values; rows without a value are left out."""
    return el("dl", *(join(el("dt", name), el("dd", value)) for name, value in rows if value))


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> Html:
    top = el("tr", *(el("th", cell, scope="col") for cell in head))
    return el("table", top, *(el("tr", *(el("td", cell) for cell in row)) for row in rows))
