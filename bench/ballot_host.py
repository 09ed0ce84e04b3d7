"""The product with one more host of ballots, as a capability would register it."""

from thidua.config.wsgi import application

# After the applications are ready: the host stands on their models.
from thidua.ballots.tests import factories  # isort: skip

__all__ = ["application", "factories"]
