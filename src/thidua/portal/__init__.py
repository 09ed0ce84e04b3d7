"""The public site, verification and the one search box."""
