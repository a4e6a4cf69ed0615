"""Numbers as the world writes them: cleaned, checked, taken apart. `check` one kind, `detect` any.

Only a document's own check digit may block; what rests on memory is a warning. Formats and their sources:
GB 11643, GB 32100, ZC 0006-2003, ZC 0007-2012 and the notes beside each kind.
"""

from __future__ import annotations

from app.domain.identifiers.checked import Checked
from app.domain.identifiers.kinds import KINDS, check, detect

__all__ = ["KINDS", "Checked", "check", "detect"]
