"""A desk reduced to its HTTP: enrols, pushes, reads the feed, keeps nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import requests
import zstandard

from app.contract import wire
from app.province.embedded import Embedded
from app.province.outlets import Outlet, Window
from tests.support.ops import Author

PUBLIC_KEY = "ab" * 32


@dataclass
class Desk:
    """One enrolled install of one window."""

    url: str
    reply: wire.EnrolReply
    author: Author

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.reply.token}"}

    def post(self, body: bytes, **headers: str) -> requests.Response:
        return requests.post(
            f"{self.url}/sync/v1/push", data=body, headers={**self.headers, **headers}, timeout=30
        )

    def push(self, *ops: wire.Op, **header: Any) -> wire.PushReply:
        """Push and check the reply as a real desk does."""
        packed = zstandard.compress(self.author.push_body(ops, **header))
        reply = self.post(packed, **{"Content-Encoding": "zstd"})
        assert reply.status_code == 200, reply.text
        read = msgspec.json.decode(reply.content, type=wire.PushReply)
        assert (read.install, read.count) == (self.author.install, len(ops))
        assert [answer.op_id for answer in read.answers] == [op.op_id for op in ops]
        assert [answer.n for answer in read.answers] == [op.n for op in ops]
        return read

    def one(self, op: wire.Op) -> wire.OpAnswer:
        return self.push(op).answers[0]

    def ask_feed(self, cursor: int = 0, **params: Any) -> requests.Response:
        return requests.get(
            f"{self.url}/sync/v1/feed",
            params={"scope": self.reply.scope, "cursor": cursor, **params},
            headers=self.headers,
            timeout=40,
        )

    def page(self, cursor: int = 0, **params: Any) -> tuple[list[wire.FeedItem], wire.FeedEnd]:
        reply = self.ask_feed(cursor, **params)
        assert reply.status_code == 200, reply.text
        lines = reply.content.splitlines()
        items = [msgspec.json.decode(line, type=wire.FeedItem) for line in lines[:-1]]
        return items, msgspec.json.decode(lines[-1], type=wire.FeedEnd)

    def feed(self, cursor: int = 0, limit: int = 500) -> dict[str, wire.FeedItem]:
        """The whole feed after the cursor: record id -> latest item."""
        found: dict[str, wire.FeedItem] = {}
        while True:
            items, end = self.page(cursor, limit=limit)
            assert [item.seq for item in items] == sorted(item.seq for item in items)
            found.update({item.record_id: item for item in items})
            cursor = end.cursor
            if not end.more:
                return found

    def hello(self) -> wire.Hello:
        reply = requests.get(f"{self.url}/sync/v1/hello", headers=self.headers, timeout=30)
        return msgspec.json.decode(reply.content, type=wire.Hello)


def ask_to_join(url: str, code: str, author: Author, **fields: Any) -> requests.Response:
    known = {"code": code, "install": author.install, "public_key": PUBLIC_KEY, "app_v": "0.1.0"}
    return requests.post(f"{url}/sync/v1/enrol", json={**known, **fields}, timeout=30)


def join(url: str, code: str, author: Author | None = None) -> Desk:
    author = author or Author()
    reply = ask_to_join(url, code, author)
    assert reply.status_code == 200, reply.text
    read = msgspec.json.decode(reply.content, type=wire.EnrolReply)
    author.scope = read.scope
    return Desk(url, read, author)


def problem(reply: requests.Response) -> wire.Problem:
    return msgspec.json.decode(reply.content, type=wire.Problem)


@dataclass
class Running:
    """A started province and where it listens."""

    province: Embedded
    url: str
    outlets: int = 0

    def outlet(self, windows: int = 2) -> list[Desk]:
        """A new outlet of its own, so that tests share a province and no scope; one desk per window."""
        self.outlets += 1
        outlet = Outlet(
            outlet=f"99{self.outlets:04d}", outlet_name="示例窗口（示例）", hours="9:00–17:00", phone="0000"
        )
        codes = self.province.provision(
            outlet,
            [Window(window=f"{at:02d}", window_name=f"{at}号（示例）") for at in range(1, windows + 1)],
        )
        return [join(self.url, code) for code in codes.values()]


def verdicts(answers: Sequence[wire.OpAnswer]) -> list[str]:
    return [answer.verdict.value for answer in answers]
