"""Suggestions and obstacles, their answers and the clock on them."""
