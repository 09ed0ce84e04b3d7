"""The house's interface for programs: /api/v1."""
