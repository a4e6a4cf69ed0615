"""The pages of one sign-in: each built when first opened, kept with its state until the person changes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from app.sync.status import SyncStatus
from app.ui.navigation import BY_STEM
from app.ui.page import Frame, Page
from app.words.catalogue import language


class PageStack(QStackedWidget):
    opened = Signal(str)

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._frame = frame
        self._pages: dict[str, Page] = {}
        self._holders: dict[str, QScrollArea] = {}
        self.stem = ""
        self._language = language()

    def page(self, stem: str) -> Page | None:
        """The page if it has been opened already."""
        return self._pages.get(stem)

    def current(self) -> Page | None:
        return self._pages.get(self.stem)

    def built(self) -> tuple[Page, ...]:
        return tuple(self._pages.values())

    def open(self, stem: str, request: Mapping[str, object]) -> Page:
        """Bring a page to the front, building it the first time."""
        before = self.current()
        if before is not None and stem != self.stem:
            before.left()
        page = self._pages.get(stem) or self._build(stem)
        self.stem = stem
        self.setCurrentWidget(self._holders[stem])
        page.opened(request)
        field = page.first_field()
        if field is not None:
            field.setFocus()
        self.opened.emit(stem)
        return page

    def prepare(self, stem: str) -> None:
        """Build a page that will be opened soon; it is not in front and asks for nothing yet."""
        if stem not in self._pages:
            self._build(stem)

    def _build(self, stem: str) -> Page:
        page = BY_STEM[stem].load()(self._frame)
        page.retranslate()
        holder = QScrollArea()
        holder.setObjectName(f"{stem}_scroll")
        holder.setWidgetResizable(True)
        holder.setFrameShape(QScrollArea.Shape.NoFrame)
        holder.setFocusPolicy(page.focusPolicy())
        holder.setWidget(page)
        self._pages[stem] = page
        self._holders[stem] = holder
        self.addWidget(holder)
        return page

    def forget(self) -> None:
        """Another person signs in: every form of the last one is saved and closed."""
        for stem, page in self._pages.items():
            page.left()
            self.removeWidget(self._holders[stem])
            self._holders[stem].deleteLater()
        self._pages, self._holders, self.stem = {}, {}, ""

    def retranslate(self) -> None:
        """New words everywhere; what a page told last was said in the other language."""
        switched, self._language = language() is not self._language, language()
        for page in self._pages.values():
            if switched:
                page.head.tell("")
            page.retranslate()

    def show_sync(self, status: SyncStatus) -> None:
        for page in self._pages.values():
            page.show_sync(status)

    def refresh(self, stems: frozenset[str]) -> None:
        """Tell the page in front at once; the others hear it when they come to the front."""
        for page in self._pages.values():
            page.refresh(stems)
