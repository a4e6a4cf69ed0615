"""The locked wording of each paper, read from `resources/documents/<stem>.yaml`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from app.domain.paper import PaperKind
from app.domain.paper_values import Layout
from app.domain.typed import typed

DRAWING = 1
"""Raise it when the shared drawing (head, foot, tables, type) changes what a kept paper would look like."""


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paper's words. Asking for a word that is not there is a bug (`KeyError`)."""

    version: int
    titles: dict[str, str]
    copies: tuple[str, ...] = ()
    """copy marks; each copy is printed in full. Empty: one copy without a mark"""
    layouts: tuple[Layout, ...] = (Layout.A4, Layout.LARGE)
    labels: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    """group -> code -> words"""
    statements: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    source: tuple[str, ...] = ()

    def label(self, key: str) -> str:
        return self.labels[key]

    def word(self, group: str, code: str) -> str:
        return self.words[group][code]

    def statement(self, key: str, **facts: str) -> str:
        """A sentence with its `{named}` places filled, once."""
        return self.statements[key].format_map(facts)


@cache
def read(stem: str) -> Template:
    """The template of a paper kind, or `every_paper` for the words shared by all."""
    import yaml

    text = (files("resources") / "documents" / f"{stem}.yaml").read_text(encoding="utf-8")
    return typed(yaml.safe_load(text), Template, strict=False)


def shared() -> Template:
    return read("every_paper")


def template_version(kind: PaperKind) -> str:
    """What the kept paper says about its own form: wording, shared wording, drawing."""
    return f"{kind.value}/{read(kind.value).version}.{shared().version}.{DRAWING}"
