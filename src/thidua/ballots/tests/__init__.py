"""Tests of secret ballots."""
