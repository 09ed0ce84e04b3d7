"""Database history of the kernel."""
