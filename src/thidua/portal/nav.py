"""The search box of the shell."""

from thidua.ui import nav

nav.register_search("portal:search")
