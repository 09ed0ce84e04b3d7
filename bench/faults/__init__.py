"""The installation as a whole, whose processes are killed while people work."""
