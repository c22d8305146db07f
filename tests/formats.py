"""formats.py - rows in every format, read by programs that others wrote, cell by cell against the CSV of the same rows

    python3 tests/formats.py OUT        from the top folder; OUT holds the program `replicate`

Readers: Python's json and sqlite3; from npm apache-arrow (Arrow files and streams), hyparquet, parquet-wasm and @duckdb/node-api (Parquet), by
tests/formats.mjs; PostgreSQL, started on a socket in a scratch folder, and MariaDB likewise. What is not here is named and
skipped. npm packages are looked for in $REPLICATOR_NPM, else installed into OUT/npm. Tables: ../shared/data/single, the bundled
one, and extremes made here. Ends with "N passed, N failed".
"""
import datetime
import decimal
import glob
import json
import math
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

OUT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
REPLICATE = OUT / "replicate"
PACKAGES = {"apache-arrow": "21.2.0", "hyparquet": "1.33.0", "parquet-wasm": "0.8.0", "@duckdb/node-api": "1.5.6-r.1"}
ROWS = 1000
passed = failed = 0


def check(sentence, ok, detail=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print(f"failed: {sentence}" + (f"\n    {str(detail)[:600]}" if detail else ""))
    return ok


# --- the CSV, and what its cells mean ------------------------------------------------------------

def read_csv(path):
    """Records of (text, quoted) cells: Python's reader does not tell "" from nothing."""
    data, at, records, record, cell, quoted = path.read_bytes().decode("utf-8"), 0, [], [], [], False
    while at < len(data):
        c = data[at]
        if c == '"' and not cell and not quoted:
            quoted, at = True, at + 1
            while True:
                end = data.index('"', at)
                cell.append(data[at:end])
                if data[end + 1:end + 2] != '"':
                    at = end + 1
                    break
                cell.append('"')
                at = end + 2
        elif c in ",\n":
            record.append(("".join(cell), quoted))
            cell, quoted, at = [], False, at + 1
            if c == "\n":
                records.append(record)
                record = []
        else:
            end = min((e for e in (data.find(",", at), data.find("\n", at)) if e >= 0), default=len(data))
            cell.append(data[at:end])
            at = end
    return records


def kind_of(column):
    """What the manual says a column of the model is in typed formats."""
    if column.get("words"):
        return "text"
    if column["type"] == "categorical":
        levels = [w.lower() for w in column["params"].get("weights", {})]
        return "bool" if levels and len(set(levels)) == len(levels) and set(levels) <= {"true", "false"} else "text"
    if column["type"] == "numerical":
        rule = column.get("id")
        if rule:
            return "text" if rule.get("prefix") or rule.get("suffix") or rule.get("width") else "number"
        return "number" if "distribution" in column or column["params"].get("mean") is not None else "text"
    if column["type"] == "datetime":
        form = column["format"]
        shows = lambda *ds: any(d in form for d in ds)  # noqa: E731
        dated = shows("%Y", "%y") and (shows("%j") or (shows("%m", "%-m", "%b", "%B", "%^b", "%_b", "%^B", "%_B") and shows("%d", "%-d", "%e")))
        if not dated:
            return "text"
        if not shows("%H", "%-H", "%I", "%-I"):
            return "day"
        return "moment_utc" if shows("%z", "%:z") or form.endswith("Z") else "moment"
    return "text"


def value_of(cell, column, kind):
    """None, or the value in the form of formats.mjs."""
    text, quoted = cell
    if kind == "text":
        missing = not quoted and text in column.get("missing", {"": 1})
        return None if missing else text
    if text in column.get("missing", {"": 1}) or text == "":
        return None
    if kind == "bool":
        return text.lower()
    if kind == "number":
        style = column.get("style", {})
        for affix in ("prefix", "suffix", "group"):
            if style.get(affix):
                text = text.replace(style[affix], "")
        return text.replace(style.get("mark", "."), ".").lstrip("+")
    form = column["format"]
    for ours, theirs in (("%-", "%"), ("%^", "%"), ("%_", "%"), ("%:z", "%z"), ("%e", "%d"), ("%P", "%p")):
        form = form.replace(ours, theirs)
    for n in "123456789":
        form = form.replace(f"%{n}f", "%f")
    when = datetime.datetime.strptime(text, form)
    if kind == "day":
        return when.date().isoformat()
    if when.tzinfo:
        when = (when - when.utcoffset()).replace(tzinfo=None)
    return str((when - datetime.datetime(1970, 1, 1)) // datetime.timedelta(microseconds=1))


def same(expected, found, kind, near=0.0):
    if expected is None or found is None:
        return expected is found
    if kind != "number":
        return expected == found
    a, b = decimal.Decimal(expected), decimal.Decimal(found)
    if a == b:
        return a != 0 or near > 0 or str(a).startswith("-") == str(b).startswith("-") or "." not in expected
    x, y = float(a), float(b)
    return x == y if near == 0.0 and "e" in (expected + found).lower() else near > 0 and math.isclose(x, y, rel_tol=near, abs_tol=5e-324)


class Table:
    def __init__(self, name, model, csv):
        self.name, self.columns = name, json.loads(model.read_bytes().decode("utf-8"))["columns"]
        records = read_csv(csv)
        self.names = [c["name"] for c in self.columns]
        self.kinds = [kind_of(c) for c in self.columns]
        self.rows = [[value_of(x, c, k) for x, c, k in zip(r, self.columns, self.kinds)] for r in records[1:]]
        check(f"{name}: the CSV's header", [t for t, _ in records[0]] == self.names)

    def compare(self, what, found, near=0.0):
        """found: names, kinds, rows."""
        what = f"{self.name}: {what}"
        if not check(f"{what}: names", found["names"] == self.names, found["names"]):
            return
        check(f"{what}: types", found["kinds"] == self.kinds, [x for x in zip(self.names, self.kinds, found["kinds"]) if x[1] != x[2]])
        if not check(f"{what}: {len(self.rows)} rows", len(found["rows"]) == len(self.rows), len(found["rows"])):
            return
        wrong = [(i, self.names[c], a, b) for i, (x, y) in enumerate(zip(self.rows, found["rows"]))
                 for c, (a, b) in enumerate(zip(x, y)) if not same(a, b, self.kinds[c], near)]
        check(f"{what}: cells", not wrong, f"{len(wrong)} differ: {wrong[:3]}")


# --- readers ------------------------------------------------------------------------------------

def micros(text):
    when = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    if when.tzinfo:
        when = when.astimezone(datetime.timezone.utc).replace(tzinfo=None)
    return str((when - datetime.datetime(1970, 1, 1)) // datetime.timedelta(microseconds=1))


def read_json(table, objects):
    """JSON has no dates: they are texts in the column's own format."""
    rows = []
    for o in objects:
        row = []
        for c, k in zip(table.columns, table.kinds):
            v = o[c["name"]]
            if k in ("number", "bool") and v is not None:
                if not isinstance(v, bool if k == "bool" else (Exact, int)) or (k == "number" and isinstance(v, bool)):
                    return check(f"{table.name}: JSON type of {c['name']}", False, repr(v))
                row.append(str(v).lower() if k == "bool" else str(v))
            elif v is not None and not isinstance(v, str):
                return check(f"{table.name}: JSON type of {c['name']}", False, repr(v))
            else:
                row.append(v if k == "text" or v is None else value_of((v, True), c, k))
        rows.append(row)
    return {"names": list(objects[0]) if objects else table.names, "kinds": table.kinds, "rows": rows}


class Exact(str):
    """A number as JSON has it."""


def loads(text):
    return json.loads(text, parse_float=Exact, parse_int=Exact)


def read_sqlite(table, script):
    base = sqlite3.connect(":memory:")
    base.executescript(script)
    cursor = base.execute("SELECT * FROM t")
    rows = []
    for row in cursor:
        cells = []
        for v, k in zip(row, table.kinds):
            if v is None or k in ("text", "day"):
                cells.append(v)
            elif k == "bool":
                cells.append("true" if v else "false")
            elif k == "number":
                cells.append(repr(v))
            else:
                cells.append(micros(v))
        rows.append(cells)
    return {"names": [d[0] for d in cursor.description], "kinds": table.kinds, "rows": rows}


def unescape(cell):
    if cell == "\\N":
        return None
    out, at = [], 0
    while at < len(cell):
        if cell[at] == "\\":
            out.append({"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}.get(cell[at + 1], cell[at + 1]))
            at += 1
        else:
            out.append(cell[at])
        at += 1
    return "".join(out)


class Postgres:
    """A server of our own, on a socket in a scratch folder, not as root."""

    def __init__(self):
        self.folder = None
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        self.bin = os.path.dirname(found[-1]) if found else None
        self.up = False
        if not self.bin or not shutil.which("psql"):
            print("postgresql is not here: SQL for PostgreSQL skipped")
            return
        self.folder = tempfile.mkdtemp(prefix="rep_pg_", dir="/tmp")
        self.user = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "nobody")
            self.user = ["runuser", "-u", "nobody", "--"]
        made = self.run([f"{self.bin}/initdb", "-D", f"{self.folder}/data", "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        if made.returncode == 0:
            made = self.run([f"{self.bin}/pg_ctl", "-D", f"{self.folder}/data", "-l", f"{self.folder}/log", "-w", "-o",
                             f"-k {self.folder} -c listen_addresses='' -c fsync=off -c timezone=UTC", "start"])
        self.up = made.returncode == 0
        check("PostgreSQL starts", self.up, made.stderr)

    def run(self, command):
        return subprocess.run(self.user + command, cwd=self.folder, capture_output=True, text=True, stdin=subprocess.DEVNULL)

    def psql(self, script, extra=()):
        done = subprocess.run(["psql", "-h", self.folder, "-U", "test", "-d", "postgres", "-q", "-X", "-v", "ON_ERROR_STOP=1", *extra, "-f", "-"],
                              input=script.encode("utf-8"), capture_output=True, env={**os.environ, "PGCLIENTENCODING": "UTF8"})
        done.stdout, done.stderr = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return done

    def read(self, table, script):
        create, rest = script.split("\n);\n", 1)  # the order of the rows is kept by a column of its own
        done = self.psql(f'DROP TABLE IF EXISTS t;\n{create}\n);\nALTER TABLE t ADD COLUMN "number of the row" BIGSERIAL;\n{rest}')
        if not check(f"{table.name}: PostgreSQL takes the script", done.returncode == 0, done.stderr):
            return None
        types = [line.split("|") for line in self.psql(
            "SELECT data_type FROM information_schema.columns WHERE table_name = 't' ORDER BY ordinal_position;\n", ("-At",)).stdout.splitlines()]
        known = {"text": "text", "boolean": "bool", "date": "day", "timestamp without time zone": "moment", "timestamp with time zone": "moment_utc"}
        kinds = [known.get(t[0], "number") for t in types[:-1]]
        lines = self.psql('COPY (SELECT * FROM t ORDER BY "number of the row") TO STDOUT WITH (HEADER);\n').stdout.split("\n")[:-1]
        rows = []
        for line in lines[1:]:
            cells = []
            for v, k in zip((unescape(x) for x in line.split("\t")), kinds):  # without the last
                if v is not None and k == "bool":
                    v = "true" if v == "t" else "false"
                elif v is not None and k.startswith("moment"):
                    v = micros(v + ":00" if k == "moment_utc" else v)
                cells.append(v)
            rows.append(cells)
        names = [unescape(x) for x in lines[0].split("\t")][:-1]
        return {"names": names, "kinds": kinds, "rows": rows}

    def stop(self):
        if self.up:
            self.run([f"{self.bin}/pg_ctl", "-D", f"{self.folder}/data", "-m", "immediate", "stop"])
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


class MariaDB:
    """Likewise."""

    def __init__(self):
        self.folder, self.server = None, None
        if not all(shutil.which(x) for x in ("mariadbd", "mariadb", "mariadb-install-db")):
            print("mariadbd (mariadb-server-core, mariadb-client-core) is not here: SQL for MySQL skipped")
            return
        self.folder = tempfile.mkdtemp(prefix="rep_maria_", dir="/tmp")
        user = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "nobody")
            user = ["runuser", "-u", "nobody", "--"]
        made = subprocess.run([*user, "mariadb-install-db", "--no-defaults", f"--datadir={self.folder}/data", "--auth-root-authentication-method=normal", "--skip-test-db"],
                              cwd=self.folder, capture_output=True, text=True)
        if check("MariaDB makes its folder", made.returncode == 0, made.stdout + made.stderr):
            self.server = subprocess.Popen([*user, "mariadbd", "--no-defaults", f"--datadir={self.folder}/data", f"--socket={self.folder}/s", "--skip-networking",
                                            "--skip-grant-tables", f"--pid-file={self.folder}/pid", "--default-storage-engine=MyISAM"],
                                           cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(600):
                if self.run("CREATE DATABASE IF NOT EXISTS d;", ()).returncode == 0:
                    return
                time.sleep(0.2)
            check("MariaDB starts", False)
            self.stop()

    def run(self, script, database=("d",)):
        done = subprocess.run(["mariadb", "--no-defaults", f"--socket={self.folder}/s", "-u", "root", "--batch", "--skip-column-names", "--binary-mode", *database],
                              input=script.encode("utf-8"), capture_output=True)
        done.stdout, done.stderr = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        return done

    def read(self, table, script):
        create, rest = script.split("\n) DEFAULT", 1)
        create += ",\n `number of the row` BIGINT AUTO_INCREMENT PRIMARY KEY\n) DEFAULT"
        done = self.run("DROP TABLE IF EXISTS t;\n" + create + rest)
        if not check(f"{table.name}: MariaDB takes the script", done.returncode == 0, done.stderr):
            return None
        types = self.run("SELECT data_type FROM information_schema.columns WHERE table_name = 't' ORDER BY ordinal_position;\n").stdout.split("\n")[:-2]
        known = {"text": "text", "tinyint": "bool", "date": "day", "datetime": "moment"}
        kinds = [known.get(t, "number") for t in types]
        quoted = ["`" + (n or f"column_{i + 1}").replace("`", "``") + "`" for i, n in enumerate(table.names)]
        shown = self.run("SET NAMES utf8mb4; SELECT " + ", ".join(f"HEX(CAST({n} AS CHAR))" for n in quoted) + " FROM t ORDER BY `number of the row`;\n")
        rows = []
        for line in shown.stdout.split("\n")[:-1]:
            cells = []
            for v, k in zip(line.split("\t"), kinds):
                v = None if v == "NULL" else bytes.fromhex(v).decode("utf-8")
                if v is not None and k == "bool":
                    v = "true" if v == "1" else "false"
                elif v is not None and k == "moment":
                    v = micros(v)
                cells.append(v)
            rows.append(cells)
        kinds = [e if e == "moment_utc" and k == "moment" else k for k, e in zip(kinds, table.kinds)]  # it has no zones
        return {"names": table.names, "kinds": kinds, "rows": rows}

    def stop(self):
        if self.server:
            self.run("SHUTDOWN;", ())
            self.server.wait(60)
            self.server = None
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


class Node:
    def __init__(self):
        self.folder, self.missing = pathlib.Path(os.environ.get("REPLICATOR_NPM", OUT / "npm")), set(PACKAGES)
        if not shutil.which("node"):
            print("node is not here: Arrow and Parquet readers skipped")
            return
        there = lambda name: (self.folder / "node_modules" / name / "package.json").exists()  # noqa: E731
        if not all(there(name) for name in PACKAGES) and shutil.which("npm"):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "package.json").write_text('{"private": true}\n')
            subprocess.run(["npm", "install", "--no-audit", "--no-fund", *(f"{n}@{v}" for n, v in PACKAGES.items())], cwd=self.folder, capture_output=True)
        self.missing = {name for name in PACKAGES if not there(name)}
        for name in sorted(self.missing):
            print(f"{name} (npm) is not here and could not be installed: skipped")

    def read(self, table, jobs):
        """jobs: (reader, path, number of batches or None)."""
        package = lambda reader: {"arrow": "apache-arrow", "wasm": "parquet-wasm", "duckdb": "@duckdb/node-api"}.get(reader, reader)  # noqa: E731
        needs = lambda reader: {package(reader), "apache-arrow"} if reader == "wasm" else {package(reader)}  # noqa: E731
        jobs = [job for job in jobs if not needs(job[0]) & self.missing]
        pairs = [x for reader, path, _ in jobs for x in (reader, str(path))]
        done = subprocess.run(["node", "tests/formats.mjs", str(self.folder), *pairs], capture_output=True)
        lines = done.stdout.decode("utf-8").split("\n")[:-1]
        if not check(f"{table.name}: the readers of npm end", done.returncode == 0 and len(lines) == len(jobs), done.stderr[-600:]):
            return
        for (reader, path, batches), line in zip(jobs, lines):
            found, what = json.loads(line), f"{path.name} by {package(reader)}"
            if check(f"{table.name}: {what} is read", "error" not in found, found.get("error")):
                table.compare(what, found, 4e-15 if reader == "hyparquet" else 0.0)  # hyparquet makes doubles of decimals
                if batches is not None:
                    check(f"{table.name}: {what}: {batches} batches", found["batches"] == batches, found["batches"])


# --- tables -------------------------------------------------------------------------------------

def quote(cell):
    return '"' + cell.replace('"', '""') + '"' if cell == "" or any(c in cell for c in ',"\n\r') else cell


def extremes(folder):
    """name -> path of tables made to be awkward."""
    texts = ["plain", 'say "hi"', "it's", "back\\slash\\", "two\nlines", "tab\there", "\U0001F600 emoji", "\u6771\u4eac", "a,b;c|d", "\\N", "NULL'); DROP TABLE t; --", "\u00e9\u0301", "$1 %s", "\r\nreturn"]
    whole = ["9223372036854775807", "-9223372036854775808", "0", "-1", "42"]
    small = ["2147483647", "-2147483648", "7"]
    real = ["-0.0", "1e-308", "5e-324", "1.7976931348623157e308", "0.1", "-2.5e-7", "123456789.123"]
    units = ["92233720368547758.07", "-92233720368547758.08", "0.01", "-0.05"]
    fine = ["0.123456789012345678", "-9.223372036854775807", "1.5"]
    money = ["$1,234.50", "$0.05", "-$99,999.99"]
    percent = ["12.5%", "-0.5%", "100.0%"]
    comma = ["1.234,5", "0,25", "-7,0"]
    flag, days = ["true", "false"], ["2024-02-29", "1969-12-31", "0001-01-01", "9999-12-31"]
    moment = ["2024-02-29 23:59:59.999999", "1969-12-31 23:59:59.000001", "2001-01-01 00:00:00.500000"]
    zoned = ["2024-01-01T00:30:00+01:00", "1970-01-01T00:00:00+01:00"]
    utc = ["2024-06-30T12:00:00Z", "1999-12-31T23:59:59Z"]
    european, clock, month = ["31.12.2023", "01.02.2024"], ["07:05", "23:59"], ["2024-02", "1999-12"]
    some = ["x", None, "", "y"]
    gone = [None]
    lists = {"text": texts, "whole": whole, "small": small, "real": real, "units": units, "fine": fine, "money": money, "percent": percent, "comma": comma,
             "flag": flag, "day": days, "moment": moment, "zoned": zoned, "utc": utc, "european": european, "clock": clock, "month": month, "some": some,
             "gone": gone, "holes": ["1.5", None, "-2.25"], "flag holes": ["True", None, "False"], "": ["unnamed", "x"], 'odd "name"`': ["1", "2"], "day holes": [None, "2020-02-02"],
             "moment holes": ["2020-02-02 10:00:00", None]}
    cell = lambda v: "" if v is None else quote(v)  # noqa: E731
    made = {}

    def write(name, header, rows):
        path = folder / f"{name}.csv"
        path.write_text("\n".join([",".join(quote(h) for h in header)] + [",".join(cell(v) for v in r) for r in rows]) + "\n", "utf-8", newline="")
        made[name] = path

    names = list(lists)
    write("extremes", names, [[lists[n][(i * (k + 1) + i // 7) % len(lists[n])] for k, n in enumerate(names)] for i in range(140)])
    write("one_row", names, [[lists[n][0] for n in names]])
    write("no_rows", names, [])
    write("wide", [f"c{i}" for i in range(1000)], [[("" if (i + r) % 11 == 0 else str(i * r % 97 - 9)) if i % 3 else f"v{(i + r) % 5}" for i in range(1000)] for r in range(40)])
    write("keys", ["id", "order_id", "code", "note"], [[str(1000 + i), str((i * 7919) % 1000003), f"A-{i:05d}", f"word{i} other{i * 3} end"] for i in range(120)])
    return made


def generate(model, out, rows, *options):
    done = subprocess.run([str(REPLICATE), "generate", str(model), "-n", str(rows), "--seed", "7", "-o", str(out), *options], capture_output=True, text=True)
    return check(f"generate {out.name} {' '.join(options)}", done.returncode == 0, done.stderr)


def main():
    node, postgres, maria = Node(), Postgres(), MariaDB()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="rep_formats_"))
    try:
        tables = {p.stem: p for p in sorted(pathlib.Path("../shared/data/single").glob("*.csv"))}
        if not tables:
            print("../shared/data is not here: its sample tables skipped")
        tables["customers"] = pathlib.Path("examples/customers.csv")
        tables.update(extremes(folder))
        for name, path in tables.items():
            model, stem = folder / f"{name}.json_model", folder / f"out_{name}"
            done = subprocess.run([str(REPLICATE), "profile", str(path), "-o", str(model), "--date", "2026-01-01"], capture_output=True, text=True)
            if not check(f"{name}: profile", done.returncode == 0, done.stderr):
                continue
            rows = {"no_rows": 0, "one_row": 1, "wide": 60}.get(name, ROWS)
            out = lambda ending: stem.with_suffix(ending)  # noqa: E731
            if not generate(model, out(".csv"), rows, "--format", "csv"):
                continue
            table = Table(name, model, out(".csv"))
            if generate(model, out(".jsonl"), rows):
                lines = out(".jsonl").read_bytes().decode("utf-8").split("\n")
                check(f"{name}: JSON Lines end with a line", lines[-1] == "")
                table.compare("JSON Lines", read_json(table, [loads(line) for line in lines[:-1]]))
            if generate(model, out(".json"), rows):
                table.compare("JSON", read_json(table, loads(out(".json").read_bytes().decode("utf-8"))))
            if generate(model, out(".sql"), rows, "--dialect", "sqlite", "--table", "t"):
                table.compare("SQL by SQLite", read_sqlite(table, out(".sql").read_bytes().decode("utf-8")), near=4e-15)
            for dialect in ("postgresql", "copy") if postgres.up else ():
                if generate(model, out(f".{dialect}.sql"), rows, "--dialect", dialect, "--table", "t"):
                    found = postgres.read(table, out(f".{dialect}.sql").read_bytes().decode("utf-8"))
                    if found:
                        found["names"] = [n if n != f"column_{i + 1}" else table.names[i] for i, n in enumerate(found["names"])]
                        table.compare(f"{dialect} by PostgreSQL", found)
            if maria.server and generate(model, out(".mysql.sql"), rows, "--dialect", "mysql", "--table", "t"):
                found = maria.read(table, out(".mysql.sql").read_bytes().decode("utf-8"))
                if found:
                    table.compare("mysql by MariaDB", found, near=5e-17)  # equal, but it knows no -0.0
            batch, jobs = 7 if rows < 100 else 400, []
            for ending, readers in ((".arrow", ["arrow"]), (".arrows", ["arrow"]), (".parquet", ["hyparquet", "wasm", "duckdb"])):
                for mark, options, count in (("", (), 1), (".cut", ("--batch", str(batch)), -(-rows // batch))):
                    if generate(model, out(mark + ending), rows, *options):
                        jobs += [(reader, out(mark + ending), count if rows else None) for reader in readers]
            node.read(table, jobs)
    finally:
        postgres.stop()
        maria.stop()
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    return failed != 0


sys.exit(main())
