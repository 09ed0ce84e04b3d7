"""The WSGI application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from thidua.core import memory

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
application = get_wsgi_application()
memory.settle()
