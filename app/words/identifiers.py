"""What a typed text looks like, in words."""

from __future__ import annotations

from collections.abc import Sequence

from app.words.catalogue import _, pick
from app.words.refusals import N_

_KINDS: dict[str, str] = {
    "desk_number": N_("a number of this program"),
    "uscc": N_("a unified social credit code"),
    "resident_id": N_("a resident ID"),
    "hmt_residence_permit": N_("a residence permit of Hong Kong, Macao or Taiwan"),
    "foreigner_pr_card": N_("a permanent residence card"),
    "patent": N_("a patent number"),
    "ic_layout": N_("a layout design number"),
    "publication": N_("a publication number"),
    "pct": N_("a PCT number"),
    "hague": N_("a Hague number"),
    "madrid": N_("a Madrid number"),
    "trademark": N_("a trademark number"),
    "mobile": N_("a mobile number"),
    "phone": N_("a telephone"),
    "email": N_("an e-mail address"),
    "hk_macao_permit": N_("a Hong Kong or Macao travel permit"),
    "taiwan_permit": N_("a Taiwan travel permit"),
    "postcode": N_("a postcode"),
    "nice_item": N_("a goods item"),
    "locarno": N_("a Locarno class"),
    "ipc": N_("an IPC symbol"),
}
MOST = 3


def name_of(kind: str) -> str:
    """`a patent number`; the code itself of a kind that is never told from a text."""
    return _(_KINDS[kind]) if kind in _KINDS else kind


def looks_like(kinds: Sequence[str]) -> str:
    """`Looks like a patent number, a mobile number`; empty for plain words."""
    told = [_(_KINDS[kind]) for kind in kinds if kind in _KINDS][:MOST]
    return _("Looks like {kinds}").format(kinds=pick("、", ", ").join(told)) if told else ""
