"""Shell, components, switches and error pages, under the strict policy."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils.translation import override

from thidua.core.permit import Refused
from thidua.ui import icons, nav
from thidua.ui.context import shell

pytestmark = [pytest.mark.django_db, pytest.mark.urls("thidua.ui.tests.urls")]


@pytest.fixture
def places() -> Iterator[None]:
    kept = dict(nav._items)
    nav._items.clear()
    nav.register("home", "Việc hôm nay", "home", icon="home")
    nav.register("movements", "Phong trào", "movements", icon="flag")
    nav.register("awards", "Hồ sơ", "dossiers", icon="folder", permit=_closed)
    nav.register("officer", "Chưa làm", "not:built", icon="folder")
    yield
    nav._items.clear()
    nav._items.update(kept)


def _closed(actor: object) -> str | None:
    return None if actor == "officer" else "Dành cho cán bộ thi đua."


def draw(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context)).strip()


def test_the_gallery_has_no_inline_style_or_script(client: Client) -> None:
    answer = client.get(reverse("ui:gallery"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)", html) == []
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_title_is_written_once_and_shown_twice(client: Client) -> None:
    html = client.get(reverse("ui:gallery")).content.decode()
    assert ("<title>Mẫu giao diện · thidua</title>" in html, "<h1>Mẫu giao diện</h1>" in html) == (
        True,
        True,
    )


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("actor", "officer"), [("officer", [("Khen thưởng", ["Hồ sơ"])]), ("worker", [])]
)
def test_each_sees_the_places_that_are_built_and_permitted(
    actor: str, officer: list[object]
) -> None:
    request = RequestFactory().get("/phong-trao/12/")
    request.user = actor  # type: ignore[assignment] # the permit of this test compares words
    told = shell(request)["shell"]
    assert [link.label for link in told.bottom] == ["Việc hôm nay", "Phong trào"]
    assert [link.label for link in told.main if link.current] == ["Phong trào"]
    assert [(str(name), [link.label for link in links]) for name, links in told.groups] == officer


@pytest.mark.usefixtures("places")
def test_a_place_is_registered_once() -> None:
    with pytest.raises(ValueError, match="'home' is in the navigation already"):
        nav.register("home", "Lại", "home", icon="home")


def test_language_is_chosen_and_never_guessed_from_the_browser(client: Client) -> None:
    guessed = client.get(reverse("ui:more"), headers={"accept-language": "en-US"})
    assert '<html lang="vi">' in guessed.content.decode()
    client.post(reverse("ui:language"), {"language": "en", "next": "/them/"})
    assert '<html lang="en">' in client.get(reverse("ui:more")).content.decode()
    client.post(reverse("ui:language"), {"language": "xx"})
    assert '<html lang="en">' in client.get(reverse("ui:more")).content.decode()


def test_theme_is_chosen_without_script(client: Client) -> None:
    answer = client.post(reverse("ui:theme"), {"theme": "dark", "next": "/them/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/them/")
    assert 'data-bs-theme="dark"' in client.get(reverse("ui:more")).content.decode()


def test_switches_lead_to_this_site_only(client: Client) -> None:
    answer = client.post(reverse("ui:theme"), {"theme": "x", "next": "https://example.org/"})
    assert (answer.headers["Location"], answer.cookies) == ("/", {})


def test_an_unknown_page_says_what_to_do(client: Client) -> None:
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Đường dẫn này không có" in answer.content.decode()


def test_a_broken_page_says_what_to_do(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/hong/")
    assert answer.status_code == 500
    assert "Việc vừa làm chưa được ghi." in answer.content.decode()


def test_a_form_that_lost_its_token_keeps_what_was_typed() -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("ui:theme"), {"theme": "dark"})
    assert answer.status_code == 403
    assert "Chữ đã gõ vẫn được giữ trên máy này." in answer.content.decode()


def test_a_wrong_host_is_a_bad_request(client: Client) -> None:
    answer = client.get("/them/", headers={"host": "khac.example"})
    assert answer.status_code == 400
    assert "Máy chủ không hiểu được yêu cầu" in answer.content.decode()


def test_a_state_is_word_icon_and_tone() -> None:
    html = draw('{% status "hold" %}')
    assert (
        html.startswith('<span class="state state-hold"><svg'),
        html.endswith("Tạm dừng xét</span>"),
    ) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("day", "done", "tone", "told"),
    [
        (22, "False", "near", "hôm nay"),
        (26, "False", "far", "còn 5 ngày"),
        (21, "False", "late", "quá hạn 1 ngày"),
        (21, "True", "done", ""),
    ],
)
def test_a_deadline_tells_day_and_distance(day: int, done: str, tone: str, told: str) -> None:
    html = draw(
        '{% deadline due "" today done=' + done + " %}",
        due=date(2026, 11, day),
        today=date(2026, 11, 22),
    )
    distance = re.search(r'deadline-away">([^<]*)<', html)
    assert html.startswith(f'<span class="deadline deadline-{tone}">')
    assert f'<time datetime="2026-11-{day}">{day}/11/2026</time>' in html
    assert (distance.group(1) if distance else "") == told


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, '"figure-value">0<'),
        (1234, '"figure-value">1.234<'),
        (None, '"figure-absent">chưa có số liệu<'),
    ],
)
def test_a_figure_tells_nothing_apart_from_zero(value: int | None, shown: str) -> None:
    assert shown in draw('{% figure value "Đã nộp" %}', value=value)


def test_a_closed_action_says_why() -> None:
    html = draw(
        '{% action_button "Ký" "/ky/" reason %}', reason=Refused("Chưa đến ngày ký.").reason
    )
    name = re.search(r'disabled aria-describedby="([^"]*)"', html)
    assert name is not None
    assert f'<span class="action-why" id="{name.group(1)}">Chưa đến ngày ký.</span>' in html


def test_an_open_action_that_changes_things_is_a_form_with_its_token() -> None:
    html = draw('{% action_button "Ký" "/ky/" method="post" pact=12 %}', csrf_token="abc")
    assert re.findall(r'name="(\w+)" value="(\w+)"', html) == [
        ("csrfmiddlewaretoken", "abc"),
        ("pact", "12"),
    ]


def test_components_escape_what_people_typed() -> None:
    html = draw('{% status "work" x %}{% card x %}{% endcard %}{% figure x x %}', x="<b>")
    assert ("<b>" in html, html.count("&lt;b&gt;")) == (False, 4)


def test_an_unverified_source_is_marked() -> None:
    finding = {"verdict": "pass", "reason": "Đủ.", "article": "Điều 23", "verified": False}
    assert "nguồn chưa kiểm chứng" in draw("{% finding f %}", f=finding)
    assert "nguồn chưa kiểm chứng" not in draw("{% finding f %}", f={**finding, "verified": True})


def test_an_icon_is_read_from_its_file_alone() -> None:
    assert icons.svg("check", "Đạt").count('role="img" aria-label="Đạt"') == 1
    with pytest.raises(ValueError, match="is not the name of an icon"):
        icons.svg("../../secret")
    with pytest.raises(FileNotFoundError):
        icons.svg("no-such-icon")


def test_figures_read_the_same_in_every_language() -> None:
    with override("en"), override_settings(USE_THOUSAND_SEPARATOR=True):
        assert draw("{{ x|number }} {{ x|money }}", x=1234567) == "1.234.567 1.234.567\u00a0đ"


@pytest.mark.usefixtures("places")
def test_a_frame_drawn_once_is_shown_only_to_those_who_have_the_same() -> None:
    def rail(actor: str, path: str) -> str:
        request = RequestFactory().get(path)
        request.user = actor  # type: ignore[assignment] # the permit of this test compares words
        return Template('{% load ui %}{% frame "rail_nav" True %}').render(
            Context({"request": request})
        )

    pages = [rail("officer", "/viec/"), rail("worker", "/viec/"), rail("worker", "/phong-trao/")]
    assert [("/ho-so/" in page) for page in pages] == [True, False, False]
    current = re.compile(r'href="([^"]*)" aria-current="page"')
    assert [current.findall(page) for page in pages] == [["/viec/"], ["/viec/"], ["/phong-trao/"]]
