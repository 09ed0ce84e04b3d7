"""How these tests ask for pages, fill their form and read them."""

from bs4 import BeautifulSoup
from django.urls import reverse


def at(name, *args):
    return reverse(f"reviews:{name}", args=args)


def see(client, user, address, status=200):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def press(client, user, address, **typed):
    client.force_login(user)
    return client.post(address, typed, follow=True).content.decode()


def form_of(text):
    """What a browser would send of the writing form, without any button."""
    soup = BeautifulSoup(text, "html.parser")
    form = soup.find("form", id="soan")
    typed = {
        each["name"]: each.get("value", "")
        for each in form.find_all("input")
        if each["name"] != "csrfmiddlewaretoken"
    }
    typed |= {each["name"]: each.get_text() for each in form.find_all("textarea")}
    typed |= {each["name"]: each.option["value"] for each in form.find_all("select")}
    return typed


def words(text):
    return " ".join(BeautifulSoup(text, "html.parser").get_text(" ").split())
