"""The web archive (.mht): the page that a browser or Word saved in one file, as a message in parts."""

import email
from email.message import Message
from itertools import islice

from core.errors import ReportError
from core.intake.content import Content
from core.intake.encoding import decode
from core.intake.fold import damage
from core.intake.page import read_page

_MOST_PARTS = 5_000


def read_mail(data: bytes, name: str, encoding: str = "") -> Content:
    """Read the page of a web archive, or its plain text if it has none; raise ReportError where it has neither."""
    try:
        message = email.message_from_bytes(data)
        parts = list(islice(message.walk(), _MOST_PARTS))
    except RecursionError as error:
        raise ReportError("{name} holds no page; save the page again, as HTML.", name=name) from error
    plain = b""
    for part in parts:
        kind = part.get_content_type()
        if kind in ("text/html", "application/xhtml+xml"):
            page = _payload(part)
            if page.strip():
                return read_page(page, name, encoding)
        if kind == "text/plain" and not plain:
            plain = _payload(part)
    if not plain.strip() or not message.keys():
        raise ReportError("{name} holds no page; save the page again, as HTML.", name=name)
    text, found, damaged = decode(plain, name, encoding)
    return Content(text, found, damage(damaged))


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return payload if isinstance(payload, bytes) else b""
