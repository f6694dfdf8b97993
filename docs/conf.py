"""How Sphinx makes a site of the Markdown pages: see tool/build-site.sh."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent

project = "async-tidy"
copyright = "the async-tidy project"
author = "the async-tidy project"
version = release = re.search(
    r"^project\(async-tidy VERSION ([\d.]+)",
    (ROOT / "CMakeLists.txt").read_text(), re.M)[1]

extensions = ["myst_parser"]
root_doc = "README"
include_patterns = ["*.md", "docs/*.md", "docs/checks/*.md",
                    "test/bench/README.md", "test/stubs/README.md"]

# The anchors of headings, as on GitHub.
myst_heading_anchors = 4

# Quotes stay as they are written.
smartquotes = False

html_theme = "furo"
html_title = f"async-tidy {version}"
html_show_sphinx = False
html_copy_source = False
# The order of the pages at the side. A page that is missing here is a warning,
# and tool/build-site.sh makes warnings errors.
CONTENTS = """

```{toctree}
:hidden:
:caption: Use

docs/guide
docs/install
docs/ci
docs/fixing
docs/editors
docs/cmake
docs/index
docs/options
docs/models
docs/clusters
```

```{toctree}
:hidden:
:caption: Checks
:glob:

docs/checks/README
docs/checks/async-*
```

```{toctree}
:hidden:
:caption: Trust

docs/quality
docs/reliability
docs/security
docs/compatibility
SECURITY
```

```{toctree}
:hidden:
:caption: Development

CONTRIBUTING
docs/architecture
test/bench/README
test/stubs/README
CHANGELOG
CODE_OF_CONDUCT
```
"""


def prepare(app, name, source):
    """Changes the text of a page before it is read."""
    def without_folder(link):
        # Only a repository shows folders.
        folder = (ROOT / name).parent / link[2]
        return link[1] if folder.is_dir() else link[0]

    source[0] = re.sub(r"\[([^][]*)\]\(([^()#\s]+)\)", without_folder, source[0])
    if name == root_doc:
        source[0] += CONTENTS


def setup(app):
    app.connect("source-read", prepare)
