"""The one dialog for a mistake of the program. What was typed is still there; the report holds no names."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.button import Button
from app.ui.widgets.plain import PlainLabel, WrappedLabel
from app.ui.widgets.text_box import TextBox
from app.words.catalogue import _


class BugDialog(QDialog):
    def __init__(self, code: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bug")
        self.setWindowTitle(_("Something in the program went wrong"))
        self._report = report
        title = PlainLabel(_("Something in the program went wrong"), role="heading")
        words = WrappedLabel(
            _(
                "What you typed is kept. You can go on working; if it happens again, "
                "tell support the code {code}. The report below holds no personal data."
            ).format(code=code)
        )
        shown = TextBox("bug_report", lines=6)
        shown.setReadOnly(True)
        shown.setPlainText(report)
        shown.setAccessibleName(_("Report"))
        copy = Button("bug_copy")
        copy.say(_("Copy the report"))
        copy.clicked.connect(self._copy)
        close = Button("bug_close", kind="primary")
        close.say(_("Go on"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for part in (title, words, shown):
            column.addWidget(part)
        column.addLayout(foot)
        self.resize(560, 300)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
