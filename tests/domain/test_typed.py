"""Typed values may be asked for by any number of threads, also the first time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import sys, threading
from app.province.entities import ENTITIES
from app.province.entities.reading import fields_of, read
from tests.support import ops

sys.setswitchinterval(1e-6)
records = [ops.case(), ops.payment(), ops.paper(), ops.consultation(), ops.evaluation(), ops.visit()]
bodies = [ops.groups_of(record) for record in records]
shapes = {entity.shape: entity for entity in ENTITIES.values()}
together = threading.Barrier(12)
read_back = []

def meet():
    for record, body in zip(records, bodies):
        entity = shapes[type(record)]
        together.wait()
        read_back.append(read(entity, record.id, fields_of(entity, body)) == record)

threads = [threading.Thread(target=meet) for _ in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert read_back == [True] * 72
"""


def test_threads_that_meet_a_type_together_do_not_end_the_process() -> None:
    """As the province does with the first pushes. Without the lock one run in three dies of a segmentation
    fault, so this is tried often enough."""
    for _try in range(6):
        subprocess.run([sys.executable, "-c", _PROGRAM], check=True, cwd=Path(__file__).parents[2])
