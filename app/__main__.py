"""Start: `onewindow` opens the desk, `onewindow <verb>` does one deed from the shell."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """The exit code: 0 done, 3 refused, 4 obstacle, 1 bug."""
    os.umask(0o077)
    gc.disable()  # nothing that is loaded is rubbish; the window looks for it after its first paint
    from app.bootstrap.opener import Opener

    opener = Opener()
    if len(sys.argv) > 1 and sys.argv[1] not in ("demo", "desk"):
        gc.enable()
        from app.cli.main import build

        build()(obj=opener)
        return 0
    from app.bootstrap.start import start

    return start(opener, sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
