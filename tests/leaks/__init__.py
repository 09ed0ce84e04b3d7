"""Who reads what, on every page: secrets planted in records, looked for in every answer."""
