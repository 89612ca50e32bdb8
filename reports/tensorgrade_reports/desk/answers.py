"""How the desk answers: a rendered page, a file of its own, a way back, or one sentence where something went wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from tensorgrade.classroom.ledger import ActError
from tensorgrade.exits import Status, sentence_of
from tensorgrade_reports.desk.class_view import ClassView, Desk
from tensorgrade_reports.desk.guard import Secrets, same
from tensorgrade_reports.html import page as html
from tensorgrade_reports.markdown import markdown

Endpoint = Callable[[Request], Awaitable[Response]]
SeePage = Callable[[Request, ClassView], Response]
DoAct = Callable[[ClassView, Mapping[str, str]], str | None]
NOTHING_BY_HAND = "names are hidden, and so nothing is done by hand: open the desk without --anonymous"
STATIC = {"style.css": "text/css", "report.css": "text/css", "class.css": "text/css"}
STATIC |= {"desk/desk.css": "text/css", "desk/desk.js": "text/javascript"}


def shown(see: SeePage) -> Endpoint:
    """Make an endpoint of what gives a page of the class."""

    @wraps(see)
    async def endpoint(request: Request) -> Response:
        try:
            with desk_of(request).opened() as view:
                return see(request, view)
        except HTTPException as error:
            return told(request, error.detail, error.status_code)
        except Exception as error:
            return failed(request, error)

    return endpoint


def done(act: DoAct) -> Endpoint:
    """Make an endpoint of an act: its form goes in, and the way leads back to where the form was, or where it says."""

    @wraps(act)
    async def endpoint(request: Request) -> Response:
        form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        if not same(form.get("form", ""), secrets_of(request).form):
            return told(request, "This form is of another run of the desk: go back and load its page again.", 403)
        try:
            with desk_of(request).opened() as view:
                if view.is_anonymous:
                    raise ActError(NOTHING_BY_HAND)
                place = act(view, form)
            return RedirectResponse(place or way_back(form), 303)
        except Exception as error:
            return failed(request, error)

    return endpoint


def render(request: Request, template: str, **values: object) -> HTMLResponse:
    """Render a page of the desk."""
    values |= {"form": secrets_of(request).form, "path": request.url.path, "markdown": markdown}
    values |= {"is_anonymous": desk_of(request).view.is_anonymous}
    values |= {"here": f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path}
    return HTMLResponse(html.rendered(f"desk/{template}", None, **values))


def failed(request: Request, error: Exception) -> Response:
    """Say in a sentence why something could not be done."""
    sentence, status = sentence_of(error)
    return told(request, sentence, 400 if status is Status.usage else 500)


def told(request: Request, sentence: str, status: int) -> Response:
    """Show one sentence."""
    answer = render(request, "told.html", sentence=sentence)
    answer.status_code = status
    return answer


def way_back(form: Mapping[str, str]) -> str:
    """Return the page that a form was on; the first page where it names anything but a page of the desk."""
    back = form.get("back", "")
    parts = urlsplit(back)
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return back if is_ours else "/"


async def static(request: Request) -> Response:
    """Give a style sheet or the script."""
    name = request.path_params["name"]
    if name not in STATIC:
        return PlainTextResponse("There is no such file.", 404)
    loader = html.template_environment(None).loader
    assert loader is not None
    source = loader.get_source(html.template_environment(None), name)[0]
    return PlainTextResponse(source, media_type=STATIC[name])


def desk_of(request: Request) -> Desk:
    """Return the desk that a request is for."""
    desk: Desk = request.app.state.desk
    return desk


def secrets_of(request: Request) -> Secrets:
    """Return the secrets of this run."""
    drawn: Secrets = request.app.state.secrets
    return drawn


def form_number(form: Mapping[str, str], name: str) -> float:
    """Read a number of a form. Raises ActError."""
    try:
        return float(form.get(name, "").replace(",", "."))
    except ValueError:
        raise ActError("give the points as a number") from None


def missing(what: str) -> HTTPException:
    """Say that something is not there."""
    return HTTPException(404, f"There is no {what} here.")
