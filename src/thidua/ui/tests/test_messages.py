"""What is said after an act, and the offer to take it back."""

from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.test import RequestFactory

from thidua.ui.messages import Undo, done, undo_of


class Kept(list[Message]):
    """A storage that keeps what it is given."""

    def add(self, level: int, message: str, extra_tags: str = "") -> None:
        self.append(Message(level, message, extra_tags))


def said(undo: Undo | None) -> Message:
    request = RequestFactory().get("/")
    request._messages = kept = Kept()  # type: ignore[attr-defined] # as the middleware does
    done(request, "Đã gửi.", undo)
    (message,) = kept
    # As it travels to the next page.
    travelled = MessageDecoder().decode(MessageEncoder().encode([message]))[0]
    assert isinstance(travelled, Message)
    return travelled


def test_an_undo_travels_with_its_message() -> None:
    message = said(Undo("/rut-lai/", {"notice": [3, 4], "do": "x"}))
    assert str(message) == "Đã gửi."
    assert undo_of(message) == {
        "url": "/rut-lai/",
        "pairs": [["notice", "3"], ["notice", "4"], ["do", "x"]],
        "label": "Hoàn tác",
    }


def test_a_message_without_an_inverse_offers_nothing() -> None:
    assert undo_of(said(None)) is None
