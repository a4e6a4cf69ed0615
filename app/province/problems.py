"""Refusals of a whole request: one exception, one body (`wire.Problem`)."""

from __future__ import annotations

from app.contract import wire


class RequestRefused(Exception):
    """HTTP 4xx/5xx with a `wire.Problem`. `message` is for logs and shells, never shown to a clerk."""

    def __init__(self, status: int, code: str, message: str, retry_after_s: int = 0) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.headers: dict[str, str] = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
        self.problem = wire.Problem(code=code, message=message, retry_after_s=retry_after_s)


def bad_request(message: str) -> RequestRefused:
    return RequestRefused(400, "bad_request", message)


def too_large(message: str) -> RequestRefused:
    return RequestRefused(413, "too_large", message)
