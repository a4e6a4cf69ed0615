"""The preview in a page: sheets one under the other, PgUp and PgDn by a sheet, + and − by size."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.domain.obstacles import Obstacle, Trouble
from app.ui.preview.document import Document
from app.ui.preview.drawing import picture
from app.ui.preview.objects import Unreadable
from app.ui.tasks import Tasks
from app.ui.theme.look import look
from app.words.catalogue import _, ngettext

GAP = 12
SIZES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""of the width that fits"""


def pictures(pdf: bytes, width: int, ratio: float) -> list[QImage]:
    """Every sheet, so wide that the widest fills `width` logical pixels. Slow: call it on a worker."""
    sheets = Document(pdf).sheets
    scale = width * ratio / max(sheet.width for sheet in sheets)
    made = [picture(sheet, scale) for sheet in sheets]
    for one in made:
        one.setDevicePixelRatio(ratio)
    return made


class _Sheets(QWidget):
    """Paints what was drawn; white paper on the window's ground in both themes."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview_sheets")
        self.images: list[QImage] = []
        self.words = ""

    def show_images(self, images: list[QImage], words: str = "") -> None:
        self.images, self.words = images, words
        sizes = [image.deviceIndependentSize().toSize() for image in images]
        high = sum(size.height() + GAP for size in sizes) + GAP
        self.setMinimumSize(max((size.width() for size in sizes), default=0) + 2 * GAP, high if sizes else 0)
        self.update()

    def top_of(self, sheet: int) -> int:
        return GAP + sum(
            image.deviceIndependentSize().toSize().height() + GAP for image in self.images[:sheet]
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.images:
            painter.setPen(QColor(look().tokens.text2))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        for place, image in enumerate(self.images):
            size: QSize = image.deviceIndependentSize().toSize()
            where = QRect((self.width() - size.width()) // 2, self.top_of(place), size.width(), size.height())
            painter.drawImage(where, image)
            painter.setPen(QColor(look().tokens.in_border))
            painter.drawRect(where.adjusted(-1, -1, 0, 0))
        painter.end()


class Preview(QScrollArea):
    """Shows one PDF. Drawing happens on a worker; a newer request makes an older answer void."""

    def __init__(self, name: str, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tasks = tasks
        self._pdf = b""
        self._asked = 0
        self._size = SIZES.index(1.0)
        self._drawn_for = 0
        self._title = ""
        self._sheets = _Sheets()
        self.setWidget(self._sheets)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_pdf(self, pdf: bytes, title: str) -> None:
        """Draw this paper; `title` is its name for readers."""
        self._pdf, self._title = pdf, title
        # always there, so that the width to fill does not depend on how many sheets there are
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._draw()
        self.verticalScrollBar().setValue(0)

    def say(self, words: str) -> None:
        """Nothing to show: say why in one line."""
        self._pdf, self._asked = b"", self._asked + 1
        self._sheets.show_images([], words)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Preview"))
        self.setAccessibleDescription(words)

    @property
    def sheet_count(self) -> int:
        return len(self._sheets.images)

    def images(self) -> list[QImage]:
        """What is on the screen now."""
        return self._sheets.images

    def larger(self, step: int) -> None:
        """One size up or down."""
        self._size = max(0, min(len(SIZES) - 1, self._size + step))
        self._draw()

    def _draw(self) -> None:
        if not self._pdf:
            return
        self._asked += 1
        asked = self._asked
        self._drawn_for = self.viewport().width()
        width = max(200, int((self._drawn_for - 2 * GAP) * SIZES[self._size]))

        def done(images: list[QImage]) -> None:
            if asked == self._asked:
                self._show(images)

        def refused(_obstacle: Obstacle) -> None:
            if asked == self._asked:
                self.say(_("This paper cannot be shown here. It can be printed or saved as PDF."))

        self._tasks.work(
            _pictures_or_obstacle,
            self._pdf,
            width,
            self.devicePixelRatioF(),
            on_done=done,
            on_obstacle=refused,
            owner=self,
        )

    def _show(self, images: list[QImage]) -> None:
        self._sheets.show_images(images)
        self.setAccessibleName(_("Preview of {title}").format(title=self._title))
        count = ngettext("{count} sheet", "{count} sheets", len(images)).format(count=len(images))
        self.setAccessibleDescription(count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pdf and abs(self.viewport().width() - self._drawn_for) > 8 * GAP:
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.larger(1)
            case Qt.Key.Key_Minus:
                self.larger(-1)
            case Qt.Key.Key_PageDown:
                tops = [self._sheets.top_of(n) - GAP for n in range(self.sheet_count)]
                bar.setValue(next((top for top in tops if top > bar.value()), bar.maximum()))
            case Qt.Key.Key_PageUp:
                tops = [self._sheets.top_of(n) - GAP for n in range(self.sheet_count)]
                bar.setValue(next((top for top in reversed(tops) if top < bar.value()), 0))
            case _:
                super().keyPressEvent(event)


def _pictures_or_obstacle(pdf: bytes, width: int, ratio: float) -> list[QImage]:
    """A paper that cannot be drawn is the world's doing (a damaged file), not a bug."""
    try:
        return pictures(pdf, width, ratio)
    except Unreadable as why:
        raise Obstacle(Trouble.FILE_UNREADABLE, file="PDF", why=str(why)) from why
