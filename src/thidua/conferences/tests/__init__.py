"""Tests of conferences of exemplars."""
