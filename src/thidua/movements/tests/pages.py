"""How tests look at pages, and press their buttons."""

import re

from django.urls import reverse


def at(name, *args):
    return reverse(f"movements:{name}", args=args)


def see(client, user, address, status=200):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def press(client, user, address, **typed):
    """Post and follow to the page that comes; its text and where it stands."""
    client.force_login(user)
    answer = client.post(address, typed, follow=True)
    return answer.content.decode()


def figures(text):
    found = re.findall(
        r'class="figure-label">([^<]+)<.*?class="figure-value">\s*([^<]+?)\s*<', text, re.DOTALL
    )
    return dict(found)
