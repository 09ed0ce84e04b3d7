"""Tests of this capability."""
