#!/usr/bin/python3
"""csv_python.py - the CSV reader against Python's csv module.

    tests/csv_python.py [DOCUMENTS]      from the top; needs a C compiler (CC)

2,000 deterministic random documents go through tests/csv_dump.c, whole and in pieces, in
every version of the block scanner that this machine runs, and through csv.reader. Documented
differences are left out here: blank lines (dropped on both sides), an open quote at the
end (must be an error), NUL and byte order marks (not generated), a CR without LF outside
quotes. Rows of the wrong width are checked against a few lines of Python.

And the writer: rows of models whose names and categories are random texts, by generate_csv, must be what csv.reader reads.
"""
import csv, io, json, os, random, subprocess, sys, tempfile

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DOCUMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
OK, ERR_CSV = 0, 8
ERROR, PAD, JOIN = 0, 1, 2


def document(rng, n):
    """Text, delimiter. Every tenth has CR for line ends, every tenth is a large one."""
    delimiter = rng.choice(",,,;\t|")
    cr = n % 10 == 3
    ends = ["\r"] if cr else rng.choice([["\n"], ["\r\n"], ["\n", "\r\n"]])
    newline = "\r" if cr else "\n"
    wild = rng.random() < .4
    odd = rng.choice([0, .02, .2])
    columns = rng.randint(1, 8)
    out = []
    size = 200000 if n % 10 == 7 and n < 300 else rng.choice([5, 40, 400, 3000])
    length = 0
    while length < size:
        cells = []
        for _ in range(columns if rng.random() > odd else rng.randint(1, 9)):
            words = "".join(rng.choice(["a", "b", "1", ".", " ", "\u00e9", "\u20ac", "\U0001F600", "-", "xyz" * rng.randint(1, 30)])
                            for _ in range(rng.choice([0, 1, 1, 3, 9])))
            kind = rng.random()
            if kind < .55:
                cell = words
            elif kind < .9:
                inside = words + "".join(rng.choice(['""', delimiter, newline, "\r\n" if not cr else "\r", "q", " ", "\r"])
                                         for _ in range(rng.randint(0, 4)))
                cell = '"' + inside + '"'
            elif wild:
                cell = "".join(rng.choice(['"', '"', '""', words, " ", "z"]) for _ in range(rng.randint(1, 5)))
            else:
                cell = words + rng.choice(['', '"'])
            cells.append(cell)
        if rng.random() < .05:
            cells = [""] if rng.random() < .7 else [" "]
        row = delimiter.join(cells) + rng.choice(ends)
        out.append(row)
        length += len(row)
    text = "".join(out)
    if rng.random() < .5:
        text = text[:rng.randint(max(0, len(text) - 50), len(text))]
    return text, delimiter


def python_rows(text, delimiter):
    """Rows of csv.reader and whether a quote is open at the end; None: a CR that stands alone."""
    if "\n" not in text[:65536]:
        lines = io.StringIO(text, newline="")
        sentinel = io.StringIO(text + "\rEND", newline="")
    else:
        lines = io.StringIO(text, newline="\n")
        sentinel = io.StringIO(text + "\nEND", newline="\n")
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
        end = list(csv.reader(sentinel, delimiter=delimiter))[-1]
    except csv.Error:
        return None
    return [r for r in rows if r], end != ["END"]


def run(program, documents, options):
    """[(records, status, line, column, delimiter)]; a record is (is_header, [(text, quoted, mended)])."""
    request = b"".join(b"%d %d %d %d %d %d\n" % (len(d), ord(s), o["ragged"], o["no_header"], o["free"], o["piece"]) + d
                       for (d, s), o in zip(documents, options))
    reply = subprocess.run([program], input=request, stdout=subprocess.PIPE, check=True).stdout
    got, records, at = [], [], 0

    def line():
        nonlocal at
        end = reply.index(b"\n", at)
        words, at = reply[at:end].split(), end + 1
        return words
    while at < len(reply):
        words = line()
        if words[0] == b"e":
            got.append((records, *(int(w) for w in words[1:])))
            records = []
            continue
        cells = []
        for _ in range(int(words[2])):
            quoted, mended, n = (int(w) for w in line())
            cells.append((reply[at:at + n].decode(), quoted, mended))
            at += n + 1
        records.append((int(words[1]), cells))
    return got


def ragged(rows, delimiter, mode):
    """Rows as wide as the first one; the number of the first row that is not, under ERROR."""
    width = len(rows[0])
    out = []
    for cells in rows:
        if len(cells) != width and mode == ERROR:
            return out, True
        if mode == JOIN:
            surplus, kept = len(cells) - width, cells[:1]
            for text, quoted, mended in cells[1:]:
                if surplus > 0 and not quoted and text[:1] in (" ", "\t"):
                    kept[-1] = (kept[-1][0] + delimiter + text, kept[-1][1], 0)
                    surplus -= 1
                else:
                    kept.append((text, quoted, mended))
            cells = kept
        out.append((cells + [("", 0, 0)] * width)[:width])
    return out, False


def written(rng, folder, compiler, include, models):
    """Rows that csv.reader reads otherwise than they were meant; how many were looked at."""
    program, path = os.path.join(folder, "generate_csv"), os.path.join(folder, "model.json")
    subprocess.run(compiler + ["-std=c99", "-O1", "-w", "-I" + include, os.path.join(TOP, "examples", "generate_csv.c"), "-o", program, "-lm"], check=True)
    parts = ["a", "b", " ", "\u00e9", "\U0001F600", '"', '""', "'", ",", ";", "\t", "|", "\n", "\r\n", "\r", "=", "-", "\\", "\u2028", "x" * 40]
    wrong = rows = 0
    for n in range(models):
        delimiter, width = rng.choice(",;\t|"), rng.randint(2, 4)
        texts = lambda many: sorted({"".join(rng.choice(parts) for _ in range(rng.randint(1, 6))) for _ in range(many)})
        names, cells = texts(width), [texts(30) for _ in range(width)]
        model = {"metadata": {"version": "1.1", "delimiter": delimiter},
                 "columns": [{"name": name, "type": "categorical", "params": {"weights": dict.fromkeys(cells[i], 1), "nan_probability": 0.1}} for i, name in enumerate(names)]}
        with open(path, "w") as file:
            json.dump(model, file)
        made = subprocess.run([program, path, "200", str(n)], capture_output=True, check=True).stdout.decode()
        got = list(csv.reader(io.StringIO(made, newline=""), delimiter=delimiter, strict=True))
        rows += len(got)
        wrong += abs(len(got) - 201) + (got[0] != names)
        wrong += sum(len(row) != len(names) or any(cell and cell not in cells[i] for i, cell in enumerate(row)) for row in got[1:])
    return wrong, rows


def main():
    rng = random.Random(20261122)
    csv.field_size_limit(1 << 30)
    documents = [document(rng, n) for n in range(DOCUMENTS)]
    raw = [(text.encode(), delimiter) for text, delimiter in documents]
    compiler = os.environ.get("CC", "cc").split()
    include = os.environ.get("REPLICATOR_INCLUDE", TOP)
    versions = [("default", []), ("words", ["-DREPLICATOR_NO_SIMD"])]
    try:
        if " avx2 " in open("/proc/cpuinfo").read():
            versions.append(("avx2", ["-mavx2"]))
    except OSError:
        pass
    failed = checked = skipped = 0
    with tempfile.TemporaryDirectory() as folder:
        programs = []
        for name, flags in versions:
            programs.append((name, os.path.join(folder, "dump_" + name)))
            subprocess.run(compiler + ["-std=c99", "-O1", "-w", "-I" + include] + flags +
                           [os.path.join(TOP, "tests", "csv_dump.c"), "-o", programs[-1][1], "-lm"], check=True)
        free = [dict(ragged=ERROR, no_header=1, free=1, piece=0)] * DOCUMENTS
        base = run(programs[0][1], raw, free)

        def fail(n, what, a, b):
            nonlocal failed
            failed += 1
            if failed <= 5:
                print("document %d (%r): %s\n  %r\n  ours   %r\n  wanted %r" % (n, documents[n][1], what, documents[n][0][:300], a, b))

        for n, (text, delimiter) in enumerate(documents):
            wanted = python_rows(text, delimiter)
            if wanted is None:
                skipped += 1
                continue
            checked += 1
            rows, is_open = wanted
            ours = [[c[0] for c in cells] for _, cells in base[n][0]]
            if is_open:
                rows = rows[:-1]
            if ours != rows:
                at = next((i for i, (a, b) in enumerate(zip(ours, rows)) if a != b), min(len(ours), len(rows)))
                fail(n, "row %d of %d" % (at, len(rows)), ours[at:at + 1], rows[at:at + 1])
            if base[n][1] != (ERR_CSV if is_open else OK):
                fail(n, "status", base[n][1:4], "open quote" if is_open else "no error")

        for name, program in programs:
            for piece in (0, 1, 2, 3, 7, 64, 4096) if name == "default" else (0, 7, 64):
                got = run(program, raw, [dict(o, piece=piece if piece > 7 or len(d[0]) < 20000 else 997)
                                         for o, d in zip(free, raw)])
                for n in range(DOCUMENTS):
                    checked += 1
                    if got[n] != base[n]:
                        fail(n, "%s in pieces of %d" % (name, piece), got[n][1:], base[n][1:])

        for mode in (ERROR, PAD, JOIN):
            for piece in (0, 5):
                got = run(programs[0][1], raw, [dict(ragged=mode, no_header=0, free=0, piece=piece)] * DOCUMENTS)
                for n, (text, delimiter) in enumerate(documents):
                    records = [cells for _, cells in base[n][0]]
                    if not records or len(records[0]) == 1 or base[n][1] != OK:
                        continue  # a blank line is a row where there is one column
                    checked += 1
                    wanted, refused = ragged(records, delimiter, mode)
                    ours = [cells for _, cells in got[n][0]]
                    if ours != wanted or (got[n][1] != OK) != refused or [h for h, _ in got[n][0]] != [1] + [0] * (len(ours) - 1):
                        fail(n, "ragged mode %d" % mode, got[n][1:], refused)

        wrong, rows = written(rng, folder, compiler, include, max(DOCUMENTS // 20, 20))
        checked, failed = checked + rows, failed + wrong
        if wrong:
            print("the writer: %d of %d rows are read otherwise by csv.reader" % (wrong, rows))
    print("csv_python: %d documents, %d with a lone CR left out, versions %s" %
          (DOCUMENTS, skipped, " ".join(name for name, _ in programs)))
    print("%d passed, %d failed" % (checked - failed, failed))
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
