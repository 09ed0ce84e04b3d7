"""Indicators: what is counted, what is aimed at, what units report, and how it adds up."""
