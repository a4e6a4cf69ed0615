"""Opens every page of a desk once and prints the resident memory in MiB (of Linux' own account).

Arguments: the profile and who signs in.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from app.bootstrap.opener import Opener
from app.bootstrap.scenes.player import Player
from app.sync.status import Network
from app.ui.navigation import PAGES

player = Player(Opener(), Path(sys.argv[1]).parent, lambda _text: None)
player.open_window()
player.sign_in(sys.argv[2])
player.until(lambda: player.desk.sync_status().network is Network.ONLINE, "the province has answered")
for place in PAGES:
    player.window.go(place.stem)
    player.until(lambda: not player.window.tasks.busy, f"{place.stem} has loaded")
    player.turn()
status = Path("/proc/self/status").read_text()
found = re.search(r"VmRSS:\s+(\d+) kB", status)
assert found
print(int(found[1]) / 1024)
player.close()
