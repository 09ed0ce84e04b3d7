"""Conferences of exemplars: drawn from years of honours, nominated by levels, delegates."""
