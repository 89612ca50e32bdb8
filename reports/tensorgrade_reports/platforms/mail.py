"""Feedback as mail: a file .eml a student, which any program for mail opens as a draft. Nothing is sent.

`X-Unsent` is what such programs know a draft by. Who sends it is left to them.
"""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from tensorgrade_reports.final_words import in_plain_text, points_told
from tensorgrade_reports.platforms import Addressee, Feedback, Platform, Unreachable


def address_of(addressee: Addressee) -> Address:
    """Return where to write to. Raises Unreachable for who has no address."""
    who = addressee.student
    email = who.identity.email
    if not email:
        raise Unreachable("no e-mail address is known")
    try:
        address = Address(who.name, addr_spec=email)
    except (MessageError, ValueError, IndexError):
        raise Unreachable(f"{email} is no e-mail address") from None
    if not (email.isascii() and address.username and address.domain):
        raise Unreachable(f"{email} is no e-mail address")
    return address


def draft_name(addressee: Addressee) -> str:
    """Name the draft. Raises Unreachable."""
    address_of(addressee)
    return f"{addressee.page}.eml"


def draft(addressee: Addressee, page: bytes) -> bytes:
    """Write the draft: the grade and the comments as text, the page beside it."""
    message = EmailMessage()
    message["To"] = address_of(addressee)
    message["Subject"] = f"{addressee.assignment}: {points_told(addressee.grade)}"
    message["X-Unsent"] = "1"
    text = in_plain_text(addressee.grade)
    message.set_content(f"{text}\n\nThe attached page shows your code and what to fix; it opens in a browser.\n")
    message.add_attachment(page, maintype="text", subtype="html", filename="feedback.html")
    return message.as_bytes(policy=SMTP)


PLATFORM = Platform("mail", feedback=Feedback(draft_name, draft))
