"""Palette and key sheet of a window, each built when first asked for: the first paint waits for neither."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

from app.ui.frame.lookup import find_records

if TYPE_CHECKING:
    from app.ui.frame.key_sheet import KeySheet
    from app.ui.frame.palette import Palette
    from app.ui.window import Window


class Panels:
    def __init__(self, window: Window) -> None:
        self._window = window
        self._palette: Palette | None = None
        self._key_sheet: KeySheet | None = None

    @property
    def palette(self) -> Palette:
        if self._palette is None:
            from app.ui.frame.palette import Palette

            window = self._window
            self._palette = Palette(window)
            self._palette.run.connect(window.deeds.do)
            self._palette.open_record.connect(window.deeds.open_record)
            self._palette.find_with(partial(find_records, window.tasks, window))
            self._palette.retranslate()
        return self._palette

    @property
    def key_sheet(self) -> KeySheet:
        if self._key_sheet is None:
            from app.ui.frame.key_sheet import KeySheet

            self._key_sheet = KeySheet(self._window)
        return self._key_sheet

    def hide(self) -> None:
        """Before a lock: no panel, dialog or list stays in front."""
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        for panel in (self._palette, self._key_sheet):
            if panel is not None:
                panel.hide()

    def retranslate(self) -> None:
        if self._palette is not None:
            self._palette.retranslate()
