"""Database history of this capability."""
