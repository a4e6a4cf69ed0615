"""What a person sees: window, pages, widgets. Qt for Python is loaded here, before any of them."""

from __future__ import annotations

from app.ui import quick_qt

quick_qt.load()
