"""Papers and files: rendering, the upload door, numbering, signing and the register of papers."""
