"""One JSON object a line, in UTF-8, told only when it is true; and the exit code that sums them up."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

from app.cli import requests, wording
from app.domain.obstacles import Obstacle
from app.domain.refusals import Refused

DONE, BUG, USAGE, REFUSED, OBSTACLE, INTERRUPTED = 0, 1, 2, 3, 4, 130


class Unheard(Exception):
    """Nobody reads the answers any more, or they cannot be written. `why` is empty for a closed pipe."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Answers:
    """Writes answers and remembers the worst of them. `number`: which request is being answered, from 1."""

    def __init__(self) -> None:
        self.code = DONE
        self.number = 0
        self.places: wording.Places = wording.Paths()

    def unwell(self, told: Mapping[str, object]) -> None:
        """What was asked is told, and it is not as it should be: a doctor's finding."""
        self.code = OBSTACLE
        self._say(ok=False, **told)

    def done(self, result: object) -> None:
        """Said only after the commit of what it tells."""
        told = requests.builtins(result)
        self._say(ok=True, **(told if isinstance(told, Mapping) else {"result": told}))

    def refused(self, refused: Refused) -> None:
        self.code = max(self.code, REFUSED)
        self._say(ok=False, refused=[wording.refusal(one, self.places) for one in refused.refusals])

    def obstacle(self, obstacle: Obstacle) -> None:
        self.code = OBSTACLE
        self._say(ok=False, obstacle=wording.obstacle(obstacle))

    def bug(self, told: Mapping[str, object]) -> None:
        self.code = BUG
        self._say(**told)

    def line(self, told: Mapping[str, object]) -> None:
        """One line as it is: exports."""
        write(told)

    def give(self, result: object) -> None:
        if isinstance(result, Refused):
            self.refused(result)
        else:
            self.done(result)

    def _say(self, **told: object) -> None:
        write({"ok": told.pop("ok"), **({"request": self.number} if self.number else {}), **told})


def write(told: Mapping[str, object]) -> None:
    """Raises Unheard. UTF-8 whatever the terminal's code page; half characters of file names escaped."""
    text = json.dumps(told, ensure_ascii=False) + "\n"
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError as why:
        raise Unheard("") from why
    except OSError as why:
        raise Unheard(why.strerror or type(why).__name__) from why
