"""Column widths of a table, as the person at this desk drew them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QTimer

from app.ui.desk import Settings
from app.ui.theme.look import look
from app.ui.widgets.table import DataTable

WAIT_MS = 800


class KeptWidths(QObject):
    """Belongs to its table and goes with it. Widths are kept for zoom 100 %."""

    def __init__(self, table: DataTable[Any], settings: Settings) -> None:
        super().__init__(table)
        self._table, self._settings = table, settings
        self._name = f"columns.{table.objectName()}"
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(WAIT_MS)
        self._pause.timeout.connect(self._keep)
        look().changed.connect(self._put_back)
        table.width_drawn.connect(self._pause.start)
        self._put_back()

    def _put_back(self) -> None:
        kept = self._settings.get(self._name, {})
        head = self._table.horizontalHeader()
        for place, column in enumerate(self._table.rows.columns):
            wide = kept.get(column.id) if isinstance(kept, dict) else None
            if column.width and isinstance(wide, int) and 24 <= wide <= 1_000:
                head.resizeSection(place, look().metrics.px(wide))

    def _keep(self) -> None:
        head, zoom = self._table.horizontalHeader(), look().metrics.zoom
        self._settings.put(
            self._name,
            {
                column.id: round(head.sectionSize(place) * 100 / zoom)
                for place, column in enumerate(self._table.rows.columns)
                if column.width and not self._table.isColumnHidden(place)
            },
        )


def keep_widths(table: DataTable[Any], settings: Settings) -> None:
    """Put the kept widths back, and keep each later change."""
    KeptWidths(table, settings)
