"""Run as a program: for every line on standard input, fork `onewindow accept` between two named pipes.

A line is {"in": path, "out": path}; `<pid>` is answered when the child is there and `dead` when it is gone.
Forked, because reading the program and the rules anew for every kill would take most of the time. Desk and
person come from the environment, as for the program itself.
"""

from __future__ import annotations

import json
import os
import sys

from app.bootstrap.opener import Opener
from app.cli.main import build


def serve() -> None:
    opener, group = Opener(), build()
    opener.rules()
    for line in sys.stdin:
        pipes = json.loads(line)
        child = os.fork()
        if child == 0:
            os.dup2(os.open(pipes["in"], os.O_RDONLY), 0)
            os.dup2(os.open(pipes["out"], os.O_WRONLY), 1)
            sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
            group.main(["accept"], obj=opener)
        os.write(1, f"{child}\n".encode())
        os.waitpid(child, 0)
        os.write(1, b"dead\n")


if __name__ == "__main__":
    serve()
