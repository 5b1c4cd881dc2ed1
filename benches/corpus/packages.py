#!/usr/bin/env python3
"""Makes the corpus that imports are measured on: 10,000 files of documentation packages of the distribution.

    packages.py FOLDER [--files N]

fetches the packages below as they are in Debian 12 (apt-get download; 1.3 GB), unpacks them, and copies N files by lot into
FOLDER: HTML, text, PDF and EPUB of at most 1 MB each. The lot is the SHA-256 of a file's path, so that it falls the same way
each time. With these packages that is 8,462 HTML, 1,228 text, 297 PDF and 2 EPUB files and 11 named .htm, 349 MB, in English,
Russian, German, French, Spanish, Italian, Japanese, Chinese, Korean, Greek, Dutch, Czech, Portuguese and others.

Measured are whole processor seconds, which follow every process (the times a parent is told leave some out):

    perf stat -e task-clock assay add PROJECT FOLDER --by-reference
    perf stat -e task-clock recollindex -c CONFIG       (topdirs = FOLDER, skippedNames and skippedPaths empty)
"""
import argparse
import hashlib
import pathlib
import shutil
import subprocess
import tempfile

LANGUAGES = {
    "debian-reference": "de en es fr it ja pt zh-cn",
    "maint-guide": "de es fr ja ru",
    "developers-reference": "de fr ja ru",
    "aptitude-doc": "cs en es fi fr ja nl ru",
    "debian-faq": "de fr it ja nl ru zh-cn",
    "gimp-help": "de el en es fr ja ko nl ru zh-cn",
    "lilypond-doc-html": "ca cs de es fr it ja zh",
    "lilypond-doc-pdf": "de es fr it",
    "texlive-lang": "arabic chinese cyrillic european french german greek korean polish spanish",
}
OTHERS = """apt-doc asymptote-doc debian-faq debian-handbook debian-history debian-policy developers-reference doc-debian
git-doc harden-doc installation-guide-amd64 lilypond-doc lilypond-doc-html lilypond-doc-pdf linux-doc-6.1 maint-guide
maxima-doc octave-doc postgresql-doc-15 python3.11-doc r-doc-html r-doc-pdf shorewall-doc sqlite3-doc
texlive-humanities-doc texlive-latex-base-doc"""
ENDINGS = {"html", "htm", "txt", "pdf", "epub"}
LARGEST = 1_000_000


def packages():
    return OTHERS.split() + [f"{name}-{which}" for name, all_of in LANGUAGES.items() for which in all_of.split()]


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=pathlib.Path)
    asked.add_argument("--files", type=int, default=10_000)
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        # apt fetches as another user where it may, who cannot write here.
        subprocess.run(["apt-get", "-o", "APT::Sandbox::User=root", "download", *packages()], cwd=place, check=True)
        pool = place / "files"
        pool.mkdir()
        for package in sorted(place.glob("*.deb")):
            subprocess.run(["dpkg", "-x", package, pool / package.name.split("_")[0]], check=True)
        drawn = []
        for path in pool.rglob("*"):
            ending = path.name.rsplit(".", 1)[-1].lower()
            if path.is_symlink() or not path.is_file() or ending not in ENDINGS or not 0 < path.stat().st_size <= LARGEST:
                continue
            name = str(path.relative_to(pool))
            drawn.append((hashlib.sha256(name.encode()).hexdigest(), name))
        for _, name in sorted(drawn)[: asked.files]:
            to = asked.folder / name
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(pool / name, to)


if __name__ == "__main__":
    main()
