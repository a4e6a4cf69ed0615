"""`onewindow`, the word of the documents, is a command of the checkout."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.cli.calling import ROOT


def test_it_runs_from_any_folder_and_through_a_link(tmp_path: Path) -> None:
    place = tmp_path / "onewindow"
    place.symlink_to(ROOT / "installers" / "onewindow.sh")
    told = subprocess.run(
        [place, "amount"],
        input=json.dumps({"fen": 169500}),
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name != "PYTHONPATH"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout)["capitals"] == "人民币壹仟陆佰玖拾伍元整"


def test_the_set_up_makes_it() -> None:
    made = "ln -sf ../../installers/onewindow.sh .venv/bin/onewindow"
    assert made in (ROOT / "installers" / "set_up.sh").read_text("utf-8")
