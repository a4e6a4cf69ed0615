"""The pages as data. A page is imported and built when it is first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from app.words.refusals import N_

if TYPE_CHECKING:
    from app.ui.page import Page


class Place(Struct, frozen=True, kw_only=True):
    """One page of the list. `text` is the English source."""

    stem: str
    text: str
    initials: str
    """full pinyin and initials, for the palette"""
    key: str = ""
    factory: str = ""
    """`module:class`; empty means `app.ui.pages.<stem>.page:<Stem>Page`"""

    def load(self) -> type[Page]:
        """The page's class. Imported now, not at the start of the program."""
        words = "".join(part.title() for part in self.stem.split("_"))
        path = self.factory or f"app.ui.pages.{self.stem}.page:{words}Page"
        module, name = path.split(":")
        made: type[Page] = getattr(import_module(module), name)
        return made


PAGES: tuple[Place, ...] = (
    Place(stem="workbench", text=N_("Workbench"), initials="gongzuotai gzt", key="Ctrl+1"),
    Place(stem="acceptance", text=N_("Acceptance"), initials="yewushouli ywsl", key="Ctrl+2"),
    Place(stem="visit", text=N_("Visit"), initials="laifang lf", key="Ctrl+3"),
    Place(stem="inquiry", text=N_("Inquiry"), initials="zonghechaxun zhcx", key="Ctrl+4"),
    Place(
        stem="payment", text=N_("Payment records"), initials="shoufeijilu jiaofeijilu jfjl sf", key="Ctrl+5"
    ),
    Place(stem="consultation", text=N_("Consultation"), initials="zixundengji zxdj", key="Ctrl+6"),
    Place(stem="evaluation", text=N_("Ratings"), initials="pingjia pj haochaping hcp", key="Ctrl+7"),
    Place(stem="printing", text=N_("Printing"), initials="dayinzhongxin dyzx", key="Ctrl+8"),
    Place(stem="sync", text=N_("Delivery"), initials="shangbaozhuangtai tongbu sbzt tb", key="Ctrl+9"),
    Place(stem="settings", text=N_("Settings"), initials="shezhi sz", key="Ctrl+,"),
)

BY_STEM = {place.stem: place for place in PAGES}
