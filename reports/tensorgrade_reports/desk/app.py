"""The desk as a Starlette application: its pages, its acts, and the guard before them."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tensorgrade_reports.desk import acts, pages
from tensorgrade_reports.desk.answers import done, shown, static, told
from tensorgrade_reports.desk.class_view import Desk
from tensorgrade_reports.desk.guard import Guard, Secrets

PAGES = {
    "/": pages.overview,
    "/groups": pages.groups,
    "/groups/{id}": pages.group,
    "/students/{page}": pages.student,
    "/functions/{exercise}/{function}": pages.function,
    "/checks/{exercise}/{check}": pages.check,
    "/search": pages.search,
    "/log": pages.log,
}
ACTS = {
    "/points": acts.set_points,
    "/points/withdraw": acts.withdraw_points,
    "/comments": acts.comment,
    "/comments/withdraw": acts.withdraw_comment,
    "/reviews": acts.review,
    "/teach": acts.teach,
    "/undo": acts.undo,
}


def desk_app(desk: Desk, drawn: Secrets, port: int) -> ASGIApp:
    """Return the application that listens on a port of 127.0.0.1."""
    routes = [Route(path, shown(see), methods=["GET"]) for path, see in PAGES.items()]
    routes += [Route(path, done(act), methods=["POST"]) for path, act in ACTS.items()]
    routes += [Route("/preview", pages.preview, methods=["POST"]), Route("/static/{name:path}", static)]
    app = Starlette(routes=routes, exception_handlers={404: nothing_here, 405: nothing_here})
    app.state.desk, app.state.secrets = desk, drawn
    return Guard(app, drawn, port)


async def nothing_here(request: Request, error: Exception) -> Response:
    """Say that there is no such page."""
    return told(request, "There is no such page.", 404)
