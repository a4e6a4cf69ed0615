"""The ASGI application: routes, and one body for every refusal."""

from __future__ import annotations

import logging
import traceback
from typing import Any

import msgspec
from litestar import Litestar, Request, Response
from litestar.datastructures import State
from litestar.exceptions import HTTPException

from app.contract import wire
from app.domain.obstacles import Obstacle
from app.province import routes
from app.province.pages import routes as pages
from app.province.platform import Platform
from app.province.problems import RequestRefused

_LOG = logging.getLogger(__name__)
_BUSY_S = 5
_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def application(platform: Platform) -> Litestar:
    return Litestar(
        route_handlers=[
            routes.enrol,
            routes.hello,
            routes.push,
            routes.read_feed,
            pages.progress,
            pages.rate,
            pages.operate,
        ],
        exception_handlers={
            RequestRefused: _refused,
            Obstacle: _obstacle,
            HTTPException: _http,
            Exception: _fault,
        },
        state=State({"platform": platform}),
        openapi_config=None,
        logging_config=None,
        request_max_body_size=None,
    )


def _problem(status: int, problem: wire.Problem, **headers: str) -> Response[bytes]:
    if problem.retry_after_s:
        headers["Retry-After"] = str(problem.retry_after_s)
    return Response(
        msgspec.json.encode(problem),
        status_code=status,
        media_type=routes.JSON,
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **headers},
    )


def _refused(request: Request[Any, Any, Any], error: RequestRefused) -> Response[bytes]:
    return _problem(error.status, error.problem, **error.headers)


def _obstacle(request: Request[Any, Any, Any], error: Obstacle) -> Response[bytes]:
    """The province's own disk or database is in the way: come back."""
    _LOG.error("obstacle: %s", error)
    return _problem(503, wire.Problem(code=error.trouble.value, message="try again", retry_after_s=_BUSY_S))


def _http(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    status = error.status_code
    return _problem(status, wire.Problem(code=_CODES.get(status, "bad_request"), message="see the protocol"))


def _fault(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """A mistake of ours. The log tells where, never what was being said."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    _LOG.error(
        "fault: %s at %s",
        type(error).__name__,
        " ".join(f"{frame.name}:{frame.lineno}" for frame in frames),
    )
    return _problem(500, wire.Problem(code="fault", message="the province made a mistake"))
