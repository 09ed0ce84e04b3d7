"""What a person is told and asked: inbox and home page."""
