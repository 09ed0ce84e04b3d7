"""What a visit is."""

# Who opens what, by which template it is drawn. «-» is nobody signed in.
Visit = tuple[str, str, str]
