"""The design system: shell, forms, lists and components that every page is built from."""
