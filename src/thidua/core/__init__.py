"""The kernel: what every capability stands on, and nothing of any capability."""
