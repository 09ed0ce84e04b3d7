"""Inspection of indicators: plans, samples anybody can repeat, visits, findings, remedies."""
