"""Users, sign-in, second factor and sessions."""
