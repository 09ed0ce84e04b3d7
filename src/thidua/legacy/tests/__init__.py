"""Tests of old registers."""
