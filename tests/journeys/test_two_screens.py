"""The visitor rates on a second screen; the clerk's screen says that it was done, never what."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.habits import tree


def test_the_visitor_rates_on_a_screen_of_their_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.journeys.two_screens", str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tree.ROOT,
        env=os.environ | {"QT_LOGGING_RULES": "qt.qpa.*=false;default.warning=false"},
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    seen = json.loads(done.stdout)
    assert (seen["clerk_screen"], seen["screen"]) == ("clerk", "visitor")
    assert seen["inside"]
    assert "至少选一项" in seen["told_without_a_point"]
    assert seen["thanked"]
    assert seen["clerk_reads"] == "✓ 已评价"
    assert seen["clerk_sees"]
    assert not [words for words in seen["clerk_sees"] if "不满意" in words]
