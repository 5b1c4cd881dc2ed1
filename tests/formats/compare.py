#!/usr/bin/env python3
"""Holds the text Assay reads in files of other makers against what a reference program reads in them.

    tests/formats/compare.py ASSAY FOLDER [--keep DIR] [--format NAME] [--worst N]

FOLDER has one folder a format (docx, odt, rtf, epub, pdf, html, mht, eml, mbox, xlsx, xls, ods, csv, json, jsonl, xml,
zip, tar), each with files named MAKER__NAME. Needs pdftotext, pandoc, lynx, diff and LibreOffice (Debian: poppler-utils,
pandoc, lynx, diffutils, libreoffice-writer, libreoffice-calc). Mail without what came with it, CSV, JSON, XML and the plain
texts of archives are read by Python's own modules. A saved page, which no reference program reads, has what Chromium showed
beside it, as NAME.mht.txt. With --keep the references and both texts stay in DIR, and references made before are not made
again.

For each format it prints how many files there were and by how many makers, then for each reference the median and the
least likeness and the worst files. Two measures, both from 0 to 1:

    words  2 * shared / (ours + theirs), over the words as a bag: what is lost or doubled lowers it, order does not
    order  the same over the longest common run of words that diff finds: what stands elsewhere lowers it too

A word is a run of letters and digits, in NFKC and lower case; a Chinese or Japanese character is a word of its own.
"""

import argparse, collections, csv, email, email.policy, io, json, mailbox, pathlib, re, statistics, subprocess, sys
import tarfile, tempfile, unicodedata, xml.etree.ElementTree as tree, zipfile

WORD = re.compile(r"[\u2E80-\u9FFF]|[^\W_\u2E80-\u9FFF]+")


def words(text):
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def alike(ours, theirs):
    """Likeness of two lists of words: as bags, and in their order."""
    whole = len(ours) + len(theirs)
    if not whole:
        return 1.0, 1.0
    bag = sum((collections.Counter(ours) & collections.Counter(theirs)).values())
    with tempfile.TemporaryDirectory() as place:
        paths = [pathlib.Path(place, name) for name in ("ours", "theirs")]
        for path, held in zip(paths, (ours, theirs)):
            path.write_text("".join(word + "\n" for word in held))
        found = subprocess.run(["diff", "--speed-large-files", *paths], capture_output=True, text=True).stdout
    gone = sum(line.startswith("<") for line in found.splitlines())
    return 2 * bag / whole, 2 * (len(ours) - gone) / whole


def run(*command, limit=120):
    try:
        done = subprocess.run(command, capture_output=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def pandoc(kind):
    # Of a word processor's document pandoc takes a title that stands in the text away; a template brings it back.
    title = lambda: [] if kind == "epub" else ["--template", str(TITLE)]
    return lambda path: run("pandoc", "-f", kind, "-t", "plain", "--wrap=none", *title(), str(path))


def office(filter_name, ending):
    def read(path):
        with tempfile.TemporaryDirectory() as place:
            profile = f"-env:UserInstallation=file://{PROFILE}"
            command = ["soffice", profile, "--headless", "--convert-to", filter_name, "--outdir", place, str(path)]
            if run(*command) is None:
                return None
            made = sorted(pathlib.Path(place).glob("*" + ending))
            return "\n".join(one.read_text("utf-8-sig", "replace") for one in made) if made else None

    return read


def mail_words(message):
    head = [f"{name}: {message[name]}" for name in ("From", "To", "Cc", "Date", "Subject") if message[name]]
    body = message.get_body(("plain", "html"))
    text = body.get_content() if body else ""
    if body and body.get_content_type() == "text/html":
        text = lynx_words(text.encode())
    return "\n".join(head + [text])


def lynx_words(page):
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(page)
        file.flush()
        return lynx(file.name) or ""


def lynx(path):
    flags = ["-force_html", "-dump", "-nolist", "-width=1024", "-assume_charset=utf-8", "-display_charset=utf-8"]
    # What lynx adds: where the page belongs, pictures by the names of their files, what was struck out and put in.
    added = r"\A(?:\s*#.*\n(?:   ?\S.*\n)*)|\[[^\]\s]+\.(?:png|gif|jpe?g|svg|webp)\]|REFRESH\(.*|\[(?:DEL|INS): ?| ?:(?:DEL|INS)\]"
    text = run("lynx", *flags, str(path))
    return text and re.sub(added, "", text)


def mail(path):
    return mail_words(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))


def mails(path):
    parse = lambda file: email.message_from_binary_file(file, policy=email.policy.default)
    return "\n".join(mail_words(message) for message in mailbox.mbox(path, factory=parse))


def strings(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif value is not None:
        yield json.dumps(value) if not isinstance(value, str) else value


def json_words(path):
    return "\n".join(strings(json.loads(path.read_text("utf-8-sig"), parse_float=str, parse_int=str)))


def json_lines(path):
    lines = path.read_text("utf-8-sig").splitlines()
    return "\n".join(word for line in lines if line.strip() for word in strings(json.loads(line)))


def inside(entries):
    """The words of the plain texts of an archive."""
    return "\n".join(text.decode("utf-8", "replace") for name, text in entries if name.endswith((".txt", ".md")))


def packed(path):
    with zipfile.ZipFile(path) as file:
        return inside((name, file.read(name)) for name in file.namelist())


def tarred(path):
    with tarfile.open(path) as file:
        return inside((one.name, file.extractfile(one).read()) for one in file if one.isfile())


SHEET = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false,false,-1"
CSV = lambda path: "\n".join("\t".join(row) for row in csv.reader(io.StringIO(path.read_text("utf-8-sig", "replace"))))
XML = lambda path: "\n".join(tree.parse(path).getroot().itertext())
PAGE = lambda path: path.with_name(path.name + ".txt").read_text("utf-8")
READERS = {
    "docx": {"pandoc": pandoc("docx"), "LibreOffice": office("txt:Text (encoded):UTF8", ".txt")},
    "odt": {"pandoc": pandoc("odt"), "LibreOffice": office("txt:Text (encoded):UTF8", ".txt")},
    "rtf": {"LibreOffice": office("txt:Text (encoded):UTF8", ".txt")},
    "epub": {"pandoc": pandoc("epub")},
    "pdf": {"pdftotext": lambda path: run("pdftotext", "-q", "-enc", "UTF-8", str(path), "-")},
    "html": {"lynx": lynx},
    "mht": {"Chromium": PAGE},
    "eml": {"Python": mail},
    "mbox": {"Python": mails},
    "xlsx": {"LibreOffice": office(SHEET, ".csv")},
    "xls": {"LibreOffice": office(SHEET, ".csv")},
    "ods": {"LibreOffice": office(SHEET, ".csv")},
    "csv": {"Python": CSV},
    "json": {"Python": json_words},
    "jsonl": {"Python": json_lines},
    "xml": {"Python": XML},
    "zip": {"Python": packed},
    "tar": {"Python": tarred},
}


def assay(program, folder, project):
    """The text of each file, by its path in the folder, and why the others have none."""
    project.unlink(missing_ok=True)
    made = subprocess.run([program, "new", str(project), "--json"], capture_output=True, text=True)
    if made.returncode:
        sys.exit(made.stderr)
    added = subprocess.run([program, "add", str(project), str(folder), "--json"], capture_output=True, text=True)
    project.with_suffix(".report").write_text(added.stdout + added.stderr)
    listed = subprocess.run([program, "list", str(project), "documents", "--json"], capture_output=True, text=True)
    texts, troubles = {}, {}
    for document in map(json.loads, listed.stdout.splitlines()):
        text = ""
        if document.get("revision"):
            command = [program, "text", str(project), document["id"]]
            text = subprocess.run(command, capture_output=True).stdout.decode("utf-8")
        for path in document["paths"]:
            texts[path] = text
            troubles[path] = document.get("trouble") or ""
    return texts, troubles


def measure(program, folder, kept, worst):
    kind = folder.name
    files = sorted(path for path in folder.iterdir() if path.suffix != ".txt")
    texts, troubles = assay(program, folder, kept / f"{kind}.assay")
    makers = {path.name.split("__")[0] for path in files}
    print(f"\n## {kind}: {len(files)} files, {len(makers)} makers")
    for tool, read in READERS[kind].items():
        figures, silent = [], []
        for path in files:
            cache = kept / tool / kind / (path.name + ".txt")
            cache.parent.mkdir(parents=True, exist_ok=True)
            if not cache.exists():
                try:
                    cache.write_text(read(path) or "", "utf-8")
                except Exception as wrong:  # a reference that cannot read a file says nothing about it
                    print(f"{tool} does not read {path.name}: {wrong!r}", file=sys.stderr)
                    cache.write_text("")
            theirs = words(cache.read_text("utf-8"))
            within = [name for name in texts if name == path.name or name.startswith(path.name + "/")]
            # Of an archive the plain texts are held against each other, of a mail itself without what came with it.
            if kind in ("zip", "tar"):
                within = [name for name in within if name.endswith((".txt", ".md"))]
            if kind in ("eml", "mbox"):
                within = [name for name in within if name.count("/") == (kind == "mbox")]
            text = "\n".join(texts[name] for name in sorted(within))
            ours_at = kept / "assay" / kind / (path.name + ".txt")
            ours_at.parent.mkdir(parents=True, exist_ok=True)
            ours_at.write_text(text, "utf-8")
            if not theirs:
                silent.append(path.name)
                continue
            why = " ".join(filter(None, (troubles[name] for name in within))) if within else "not taken"
            figures.append((*alike(words(text), theirs), path.name, why))
        if not figures:
            continue
        bags, runs = [one[0] for one in figures], [one[1] for one in figures]
        print(
            f"{tool}: {len(figures)} files; words median {statistics.median(bags):.4f}, least {min(bags):.3f};"
            f" order median {statistics.median(runs):.4f}, least {min(runs):.3f};"
            f" {sum(one >= 0.97 for one in bags)} at 0.97 or above; {tool} finds no words in {len(silent)}"
        )
        for bag, run_of, name, why in sorted(figures)[:worst]:
            print(f"  {bag:.3f} {run_of:.3f}  {name}  {why}")


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("assay")
    asked.add_argument("folder", type=pathlib.Path)
    asked.add_argument("--keep", type=pathlib.Path)
    asked.add_argument("--format", action="append")
    asked.add_argument("--worst", type=int, default=10)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        kept = given.keep or pathlib.Path(place)
        kept.mkdir(parents=True, exist_ok=True)
        PROFILE = pathlib.Path(place, "profile")
        TITLE = pathlib.Path(place, "title.plain")
        TITLE.write_text("$if(title)$$title$\n$for(author)$$author$\n$endfor$$if(date)$$date$\n$endif$$endif$$body$\n")
        for folder in sorted(given.folder.iterdir()):
            if folder.name in READERS and (not given.format or folder.name in given.format):
                measure(given.assay, folder, kept, given.worst)
