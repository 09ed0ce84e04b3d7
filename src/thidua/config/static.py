"""Which files of the front-end packages are served: those that a page names."""

from django.contrib.staticfiles import apps


class StaticFiles(apps.StaticFilesConfig):
    """Leaves out what the packages bring beside the built style sheet, script and fonts."""

    ignore_patterns = [
        *apps.StaticFilesConfig.ignore_patterns,
        "*.rtl.*", "tabler-*", "tabler.css*", "ext", "*.d.ts", "*.gz",
        "htmx.amd.js", "htmx.cjs.js", "htmx.esm.js", "htmx.js",
        "*-italic.*", "*.woff", "[0-9]*.css", "index.css", "latin*.css", "vietnamese*.css",
        "be-vietnam-pro-latin-ext*", "unicode.json", "metadata.json", "package.json",
        "*.scss", "LICENSE", "README.md", "CHANGELOG.md",
    ]  # fmt: skip
