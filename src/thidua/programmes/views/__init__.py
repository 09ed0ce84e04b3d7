"""Pages of tasks, action programmes, launch records and plans."""
