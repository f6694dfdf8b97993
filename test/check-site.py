#!/usr/bin/env python3
"""Checks a site that tool/build-site.sh has made.

usage: check-site.py FOLDER

Prints the links that lead nowhere, and what a page would load from elsewhere.
"""

import html.parser
import pathlib
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.path = path
        self.links = []  # With their lines.
        self.loads = []
        self.anchors = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value)
            elif name == "src" or (name == "href" and tag == "link"):
                self.loads.append((value, self.getpos()[0]))
            elif name == "href":
                self.links.append((value, self.getpos()[0]))

    def problem_of(self, link, pages):
        """Why `link` leads nowhere; empty if it does not."""
        parts = urllib.parse.urlsplit(link)
        if parts.scheme or parts.netloc:
            return ""  # Links to the web are not followed.
        target = self.path
        if parts.path:
            target = (self.path.parent /
                      urllib.parse.unquote(parts.path)).resolve()
        if not target.is_file():
            return "there is no such file"
        anchor = urllib.parse.unquote(parts.fragment)
        if anchor and target in pages and \
                anchor not in pages[target].anchors:
            return "there is no such anchor"
        return ""


def main(folder):
    root = pathlib.Path(folder).resolve()
    pages = {path: Page(path) for path in sorted(root.rglob("*.html"))}
    if not pages:
        sys.exit(f"{folder} has no pages")
    problems = []
    for path, page in pages.items():
        def report(line, link, why):
            problems.append(f"{path.relative_to(root)}:{line}: {link}: {why}")
        for link, line in page.links + page.loads:
            why = page.problem_of(link, pages)
            if why:
                report(line, link, why)
        for link, line in page.loads:
            if urllib.parse.urlsplit(link).netloc:
                report(line, link, "it is loaded from elsewhere")
    print("\n".join(problems) or f"{len(pages)} pages, no broken links")
    return 1 if problems else 0


sys.exit(main(*sys.argv[1:]))
