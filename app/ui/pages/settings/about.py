"""About: versions, where the rules stand, and the licences of what the program is made of."""

from __future__ import annotations

from importlib.resources import files

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app import __version__
from app.ui.page import Frame
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.pick import Pick
from app.ui.widgets.plain import WrappedLabel
from app.ui.widgets.text_box import TextBox
from app.words.catalogue import _


def licence_texts() -> dict[str, str]:
    """File name -> text of every licence that ships with the program."""
    folder = files("resources").joinpath("licences")
    return {
        entry.name: entry.read_text("utf-8")
        for entry in sorted(folder.iterdir(), key=lambda one: one.name)
        if entry.name.endswith((".txt", ".md"))
    }


class AboutCard(Card):
    def __init__(self, frame: Frame) -> None:
        super().__init__("about_card")
        self._frame = frame
        self.words = WrappedLabel()
        self.qt = WrappedLabel(role="hint")
        self.licences = Button("licences")
        self.licences.clicked.connect(self.show_licences)
        foot = QHBoxLayout()
        foot.addWidget(self.licences)
        foot.addStretch(1)
        self.body.addWidget(self.words)
        self.body.addWidget(self.qt)
        self.body.addLayout(foot)
        self.body.addStretch(1)

    def retranslate(self) -> None:
        self.say(_("About and licences"))
        self.words.setText(
            _("OneWindow {program}, rules of {rules}").format(
                program=__version__, rules=self._frame.desk.rulebook.version
            )
        )
        self.qt.setText(
            _(
                "Made with Qt {qt} and PySide6 {pyside} under the LGPL 3: the libraries lie beside "
                "the program as files and may be replaced. Fonts: Noto Sans SC, Hanazono Mincho."
            ).format(qt=qVersion(), pyside=PySide6.__version__)
        )
        self.licences.say(_("Licences"), "F8")

    def show_licences(self) -> None:
        """The texts, one at a time, in their own dialog."""
        LicenceDialog(self).exec()


class LicenceDialog(QDialog):
    def __init__(self, parent: Card) -> None:
        super().__init__(parent)
        self.setObjectName("licence_dialog")
        self.setWindowTitle(_("Licences"))
        self._texts = licence_texts()
        self.choice = Pick("licence_choice")
        self.choice.name(_("Licences"))
        self.choice.offer([(name, name) for name in self._texts])
        self.text = TextBox("licence_text", lines=24)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(_("Text of the licence"))
        close = Button("licence_close", kind="primary")
        close.say(_("Close"))
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.addWidget(self.choice)
        column.addWidget(self.text)
        column.addLayout(foot)
        self.choice.picked.connect(self._show)
        self.choice.setCurrentIndex(0)
        self._show(self.choice.value())
        self.resize(720, 560)

    def _show(self, name: object) -> None:
        self.text.setPlainText(self._texts.get(str(name), ""))
