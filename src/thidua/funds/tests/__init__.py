"""Tests of funds, prizes and artefacts."""
