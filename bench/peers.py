#!/usr/bin/python3
"""peers.py - Replicator beside what else does this work, on one machine in one run

    make bench-peers                            about 15 minutes, 20 with the rows of LARGE and YARDSTICKS
    PAIRS=1 ROWS=50000 make bench-peers         a quick try; its figures go to build/peers, not over those of bench/
    LARGE=1 YARDSTICKS=DIR make bench-peers     also 5,000,000 rows; the programs of DIR (limit_profile.c, limit_generate.c,
                                                python_reference.py) beside ours, tables of DIR/../data/single
    RESULTS=DIR DATA=DIR CC=cc                  where figures go, where telco_churn.csv and diamonds.csv are, the compiler

Peers: DuckDB and faker-js from npm, pandas, numpy and Faker of Debian, stb_image.h of Debian. npm's packages, and those of Debian
that are not installed, are fetched by name into ${TMPDIR:-/tmp}/replicator-peers and stay there; tables live in a folder that is
removed. What is missing is named in its row. bench/README.md says how it is measured. Exit 0 done, 1 a check or a program failed.

The parts that need pandas are run as programs of their own:

    peers.py facts TABLE | describe TABLE | draw ROWS FILE | json MODEL COPY | blind TABLE COPY | has MODULE
"""
import csv, datetime, html, json, math, os, platform, random, shlex, shutil, statistics, subprocess, sys, tempfile, textwrap, time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(HERE)
PACKAGES = os.path.join(os.environ.get("TMPDIR") or "/tmp", "replicator-peers")
NAMES = ["@duckdb/node-api", "@faker-js/faker"]
DEBIAN_PYTHON = "usr/lib/python3/dist-packages"
FULL_ROWS, FULL_PAIRS = 1000000, 5
FEW_ROWS = 20000                # of peers so slow that more would only take longer
REFERENCE_ROWS = 50000          # of the reference's own table, which generates twice as many
LEAST_CPU = 0.2                 # seconds of a measurement: shorter commands are run again until they have them
QUIET_LOAD, QUIET_WAIT, WARM_PAIRS = 0.3, 180, 3
HEADER = "customer_id,name,age,salary,city,email,phone,signup_date,last_login,score,notes"
PII = ["name", "email", "phone"]


class Failure(Exception):
    """A check that did not hold, or a program that failed: there are no figures then."""


def check(sentence, ok, detail=""):
    if not ok:
        raise Failure(f"{sentence}: not so{'. ' + str(detail)[:600] if str(detail) else ''}")


# --- programs of their own: peers in Python ------------------------------------------------------

def say(**stages):
    print(json.dumps(stages))


def pandas_facts(table):
    import pandas
    frame = pandas.read_csv(table)
    columns = {}
    for name in frame.columns:
        column = frame[name]
        columns[name] = {"missing": int(column.isna().sum())}
        if pandas.api.types.is_numeric_dtype(column):
            columns[name].update(min=float(column.min()), max=float(column.max()), mean=float(column.mean()))
    print(json.dumps({"rows": len(frame), "columns": columns}))


def pandas_describe(table):
    import pandas
    start = time.process_time()
    pandas.read_csv(table).describe(include="all")
    say(work_s=time.process_time() - start)


def numpy_draw(rows, path):
    """The customers table by whole columns, as one would write it with numpy; names, addresses and notes from short lists."""
    import numpy, pandas
    start, rows = time.process_time(), int(rows)
    draw = numpy.random.default_rng(42)

    def pick(texts, shares=None):
        return numpy.array(texts, dtype=object)[draw.choice(len(texts), rows, p=shares)]

    def digits(least, most):
        return draw.integers(least, most + 1, rows).astype(str).astype(object)

    def bell(mean, std, least, most):
        return numpy.clip(draw.normal(mean, std, rows), least, most)

    first = pick(["Alice", "Daniel", "Emma", "George", "Laura", "Mark", "Sarah", "Thomas"])
    last = pick(["Adams", "Baker", "Clark", "Evans", "Hill", "Jones", "Miller", "White"])
    notes = pick(["asked for invoice", "order paid", "call again next week", "wants visit", "letter returned", "new offer sent"])
    score = numpy.round(bell(0.62, 0.17, 0, 1), 4)
    score[draw.random(rows) < 0.05] = numpy.nan
    notes[draw.random(rows) < 0.4] = None
    second = numpy.timedelta64(1, "s")
    pandas.DataFrame({
        "customer_id": numpy.arange(1, rows + 1), "name": first + " " + last, "age": bell(41, 13, 18, 86).astype(int),
        "salary": numpy.round(bell(56000, 26000, 8000, 200000), 2),
        "city": pick(["London", "Paris", "Madrid", "Berlin", "Vienna", "Rio de Janeiro", "Oslo", "Rome"], [.22, .18, .17, .13, .11, .09, .06, .04]),
        "email": first + "." + last + digits(1, 9999) + "@example.com", "phone": "(" + digits(201, 989) + ") 555-01" + digits(10, 99),
        "signup_date": numpy.datetime64("2018-01-01") + draw.integers(0, 2900, rows),
        "last_login": numpy.datetime64("2025-01-01T00:00:00") + draw.integers(0, 31536000, rows) * second,
        "score": score, "notes": notes}).to_csv(path, index=False)
    say(work_s=time.process_time() - start)


def python_json(path, copy):
    start = time.process_time()
    with open(path) as file:
        model = json.load(file)
    loaded = time.process_time()
    with open(copy, "w") as file:
        json.dump(model, file)
    say(load_s=loaded - start, save_s=time.process_time() - loaded)


def without_pii(table, copy):
    import pandas
    pandas.read_csv(table, dtype=str, keep_default_na=False).drop(columns=PII).to_csv(copy, index=False)
    say(done=True)


def has_module(name):
    module = __import__(name)
    say(version=str(getattr(module, "__version__", None) or module.VERSION))


CHILDREN = {"facts": pandas_facts, "describe": pandas_describe, "draw": numpy_draw, "json": python_json, "blind": without_pii, "has": has_module}


# --- measuring -----------------------------------------------------------------------------------

class Lab:
    """Programs, tables and peers of this run, and the rows of its table."""

    def __init__(self, work, rows, pairs):
        self.work, self.rows, self.pairs = work, rows, pairs
        self.results, self.section, self.versions, self.busy = [], None, {}, 0
        self.environ = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", PYTHONDONTWRITEBYTECODE="1", SOURCE_DATE_EPOCH="1767225600")
        self.cc = shlex.split(os.environ.get("CC") or "cc")

    def at(self, name):
        return os.path.join(self.work, name)

    def run(self, command, out="/dev/null"):
        """CPU and wall seconds of a command and all that it started. Output goes to a file."""
        errors = self.at("errors")
        actions = [(os.POSIX_SPAWN_OPEN, 1, out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
                   (os.POSIX_SPAWN_OPEN, 2, errors, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)]
        start = time.monotonic()
        child = os.posix_spawnp(command[0], command, self.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        wall = time.monotonic() - start
        if status != 0:
            with open(errors, errors="replace") as file:
                raise Failure(f"{' '.join(map(os.path.basename, command[:4]))} failed: {file.read()[-600:]}")
        return usage.ru_utime + usage.ru_stime, wall

    def ask(self, command):
        """What a command says, in JSON, and its CPU and wall seconds."""
        used = self.run(command, self.at("said"))
        with open(self.at("said")) as file:
            return json.load(file), used

    def compile(self, source, program, flags):
        self.run([*self.cc, "-std=c99", *flags, "-I" + TOP, "-o", program, source, "-lm"])
        return program


class Side:
    """One side of a ratio: seconds of CPU a unit, of the whole process or of the stages that it tells."""

    def __init__(self, lab, command, units=1, stages=None, wall=False):
        self.lab, self.command, self.units, self.stages, self.wall, self.times = lab, command, units, stages, wall, None

    def once(self):
        if self.stages is None:
            cpu, wall = self.lab.run(self.command)
            return (wall if self.wall else cpu), cpu, wall
        said, (cpu, wall) = self.lab.ask(self.command)
        return sum(said[stage] for stage in self.stages), cpu, wall

    def cost(self):
        """(seconds a unit, was the machine quiet)"""
        if self.times is None:                                          # and the caches are warm then
            self.times = max(1, min(200, math.ceil(LEAST_CPU / max(1e-4, self.once()[0]))))
        runs = [self.once() for _ in range(self.times)]
        seconds, cpu, wall = (sum(run[i] for run in runs) for i in range(3))
        return seconds / self.times / self.units, wall <= 2 * cpu


def in_turns(lab, ours, theirs):
    """Pairs of costs, A B A B. One in which both waited more than they worked does not count, unless there are too few others."""
    every, quiet = [], []
    while len(quiet) < lab.pairs and len(every) < 2 * lab.pairs:
        (a, a_quiet), (b, b_quiet) = ours.cost(), theirs.cost()
        every.append((a, b))
        if a_quiet or b_quiet:
            quiet.append((a, b))
    if len(quiet) == lab.pairs:
        return quiet
    lab.busy += 1
    return every


def digits(value):
    """Three digits, whole numbers in full."""
    return "-" if value is None else f"{value:.0f}" if value >= 100 else f"{value:.{2 - math.floor(math.log10(value)) if value >= 1 else 2}f}"


class Row:
    def __init__(self, section, title, sense, must, figure=None, spread=None, note="", bar=None, unit=""):
        self.section, self.title, self.sense, self.must = section, title, sense, must
        self.figure, self.spread, self.note, self.bar, self.unit = figure, spread, note, bar, unit

    def goal(self):
        return "" if self.must is None else f"{'at least' if self.sense == '>' else 'at most'} {self.must:g}{self.unit}"

    def verdict(self):
        if self.figure is None:
            return "open"
        if self.must is None:
            return ""
        return "yes" if (self.figure >= self.must if self.sense == ">" else self.figure <= self.must) else "**no**"

    def shown(self):
        return "-" if self.figure is None else digits(self.figure) + self.unit

    def line(self):
        spread = "" if not self.spread else f"{digits(self.spread[0])} to {digits(self.spread[1])}"
        return [self.title, self.goal(), self.shown(), self.verdict(), "; ".join(filter(None, [spread, self.note]))]


def add(lab, row):
    lab.results.append(row)
    title, goal, shown, verdict, note = row.line()
    print(f"{title[:96]:96}  {goal:>13}  {shown:>9}  {verdict.strip('*'):>4}  {note}", flush=True)


def section(lab, name):
    lab.section = name
    print(f"\n{name}", flush=True)


def faster(lab, title, must, ours, theirs, bar=None, note=""):
    """Peer / ours: how many times as much the peer needs."""
    ratios = [b / a for a, b in in_turns(lab, ours, theirs)]
    add(lab, Row(lab.section, title, ">", must, statistics.median(ratios), (min(ratios), max(ratios)), note, bar))


def dearer(lab, title, must, ours, theirs, note=""):
    """Ours / the other: smaller is better."""
    ratios = [a / b for a, b in in_turns(lab, ours, theirs)]
    add(lab, Row(lab.section, title, "<", must, statistics.median(ratios), (min(ratios), max(ratios)), note))


def left_open(lab, title, sense, must, why, unit=""):
    add(lab, Row(lab.section, title, sense, must, note=why, unit=unit))


# --- what is there -------------------------------------------------------------------------------

def debian(package, path):
    """A file or folder of a Debian package: the system's, or that of the package unpacked beside it. None = not to be had."""
    root = os.path.join(PACKAGES, "debian")
    if not os.path.exists("/" + path) and not os.path.exists(os.path.join(root, path)) and shutil.which("apt-get") and shutil.which("dpkg"):
        os.makedirs(root, exist_ok=True)
        subprocess.run(["apt-get", "download", package], cwd=root, capture_output=True)
        for name in os.listdir(root):
            if name.startswith(package + "_"):
                subprocess.run(["dpkg", "-x", name, "."], cwd=root, capture_output=True)
    return next((at for at in ("/" + path, os.path.join(root, path)) if os.path.exists(at)), None)


def npm():
    """The folder of npm's packages, or why there is none."""
    folder = os.path.join(PACKAGES, "npm")
    there = lambda: all(os.path.isdir(os.path.join(folder, "node_modules", name)) for name in NAMES)
    if not shutil.which("node"):
        return None, "node is not here"
    if not there() and shutil.which("npm"):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", ".", *NAMES], cwd=folder, capture_output=True)
    return (folder, "") if there() else (None, f"{' and '.join(NAMES)} of npm are not here and could not be installed")


def find_peers(lab):
    lab.own = [sys.executable, os.path.abspath(__file__)]
    for name in ("pandas", "numpy"):
        try:
            lab.versions[name] = lab.ask(lab.own + ["has", name])[0]["version"]
        except Failure:
            pass
    lab.no_pandas = "" if "pandas" in lab.versions and "numpy" in lab.versions else "python3-pandas and python3-numpy are not here"
    lab.packages, lab.no_npm = npm()
    if lab.packages:
        lab.node = ["node", os.path.join(HERE, "peers.mjs"), lab.packages]
        lab.versions.update(lab.ask(lab.node + ["versions"])[0])
    lab.stb = debian("libstb-dev", "usr/include/stb/stb_image.h")
    find_yardsticks(lab)


def find_yardsticks(lab):
    folder = os.environ.get("YARDSTICKS")
    lab.no_yardsticks, lab.no_reference = ("", "") if folder else ("needs YARDSTICKS=DIR",) * 2
    lab.data = os.environ.get("DATA") or (folder and os.path.join(folder, "..", "data", "single"))
    if not folder:
        return
    for program in ("limit_profile", "limit_generate"):
        lab.run([*lab.cc, "-O3", "-march=native", "-o", lab.at(program), os.path.join(folder, program + ".c"), "-lm"])
    lab.reference = [sys.executable, os.path.join(os.path.abspath(folder), "python_reference.py")]
    for package, module in (("python3-fake-factory", "faker"), ("python3-unidecode", "unidecode")):
        path = debian(package, f"{DEBIAN_PYTHON}/{module}")
        if not path:
            lab.no_reference = f"{package} is not here"
            return
        if not path.startswith("/usr"):
            lab.environ["PYTHONPATH"] = os.path.dirname(path)
    lab.no_reference = lab.no_pandas
    lab.versions["Faker"] = lab.ask(lab.own + ["has", "faker"])[0]["version"] if not lab.no_pandas else None


def build(lab):
    """Ours twice: as fast as this machine may, and as C99 for any machine."""
    kinds = {"native": ["-O3", "-march=native"], "portable": ["-O3", "-DREPLICATOR_NO_SIMD"]}
    for kind, flags in kinds.items():
        lab.compile(os.path.join(TOP, "examples", "replicate.c"), lab.at("replicate_" + kind), flags)
    lab.replicate, lab.portable = lab.at("replicate_native"), lab.at("replicate_portable")
    lab.generate_csv = lab.compile(os.path.join(TOP, "examples", "generate_csv.c"), lab.at("generate_csv"), kinds["native"])
    lab.tool = lab.compile(os.path.join(HERE, "peers.c"), lab.at("peers"), kinds["native"])
    lab.bench_table = lab.compile(os.path.join(HERE, "bench_table.c"), lab.at("bench_table"), ["-O2"])


def make_table(lab, rows):
    path = lab.at(f"customers_{rows}.csv")
    lab.run([lab.bench_table, str(rows)], path)
    return path


def profile(lab, table, model, *options, program=None, threads=1):
    return [program or lab.replicate, "profile", table, "-o", model, "-j", str(threads), *options]


def generate(lab, model, rows, *options, program=None, threads=1):
    return [program or lab.replicate, "generate", model, "-n", str(rows), "-j", str(threads), "-o", "-", *options]


# --- results before speed ------------------------------------------------------------------------

def model_facts(path):
    with open(path) as file:
        model = json.load(file)
    columns = {}
    for column in model["columns"]:
        params, bounds = column["params"], column["constraints"]
        columns[column["name"]] = {"missing": round(params["nan_probability"] * model["metadata"]["rows"])}
        if column["type"] == "numerical":
            columns[column["name"]].update(min=bounds["min"], max=bounds["max"], mean=params["mean"])
    return {"rows": model["metadata"]["rows"], "columns": columns}


def same_facts(who, ours, theirs):
    check(f"{who} finds as many rows", ours["rows"] == theirs["rows"], (ours["rows"], theirs["rows"]))
    check(f"{who} finds the same columns", list(ours["columns"]) == list(theirs["columns"]), theirs["columns"])
    for name, facts in ours["columns"].items():
        other = theirs["columns"][name]
        check(f"{who} finds the same missing cells and numbers in {name}", facts.keys() == other.keys(), other)
        for what, value in facts.items():
            near = 1e-12 * abs(value) if what == "mean" else 0
            check(f"{who} finds the same {what} of {name}", abs(value - other[what]) <= near, (value, other[what]))


def check_rows(who, path, rows, header=HEADER):
    with open(path, "rb") as file:
        first, lines = file.readline().decode().strip(), 0
        while block := file.read(1 << 20):
            lines += block.count(b"\n")
    check(f"{who} writes {rows} rows", lines == rows, lines)
    check(f"{who} writes the header", first == header, first)


def same_bytes(sentence, a, b):
    with open(a, "rb") as one, open(b, "rb") as other:
        while True:
            block = one.read(1 << 20)
            check(sentence, block == other.read(1 << 20))
            if not block:
                return


def check_results(lab):
    lab.table, lab.model, lab.alone = make_table(lab, lab.rows), lab.at("model.json"), lab.at("alone.json")
    out, other = lab.at("rows.csv"), lab.at("other")
    check_rows("bench_table", lab.table, lab.rows)
    lab.run(profile(lab, lab.table, lab.model))
    lab.run(profile(lab, lab.table, lab.alone, "--independent"))
    for model in (lab.model, lab.alone):
        if not lab.no_pandas:
            same_facts("pandas", model_facts(model), lab.ask(lab.own + ["facts", lab.table])[0])
        if not lab.no_npm:
            same_facts("DuckDB", model_facts(model), lab.ask(lab.node + ["facts", lab.table])[0])
    lab.run(generate(lab, lab.model, lab.rows), out)
    check_rows("ours", out, lab.rows)
    for who, otherwise in (("The portable build", {"program": lab.portable}), ("A run of two threads", {"threads": 2})):
        lab.run(profile(lab, lab.table, other, **otherwise))
        same_bytes(f"{who} learns the same model", lab.model, other)
        lab.run(generate(lab, lab.model, lab.rows, **otherwise), other)
        same_bytes(f"{who} draws the same rows", out, other)
    lab.run(generate(lab, lab.alone, lab.rows), out)
    check_rows("ours, --independent", out, lab.rows)
    if not lab.no_npm:
        lab.run(lab.node + ["copy", str(lab.rows), out])
        check_rows("DuckDB", out, lab.rows)
        lab.run(lab.node + ["faker", str(FEW_ROWS), out])
        check_rows("faker-js", out, FEW_ROWS)
    if not lab.no_pandas:
        lab.run(lab.own + ["draw", str(lab.rows), out])
        check_rows("pandas", out, lab.rows)
    if not lab.no_yardsticks:
        check("limit_profile finds as many rows", lab.ask([lab.at("limit_profile"), lab.table, "0"])[0]["rows"] == lab.rows)
        lab.run([lab.at("limit_generate"), str(lab.rows), out])
        check_rows("limit_generate", out, lab.rows)
    for path in (out, other):
        os.remove(path)


# --- the rows ------------------------------------------------------------------------------------

def profile_rows(lab):
    section(lab, f"Profile a CSV of {lab.rows:,} rows x 11 columns, from file to model")
    all_on = Side(lab, profile(lab, lab.table, lab.at("p.json")))
    alone = Side(lab, profile(lab, lab.table, lab.at("p.json"), "--independent"))
    for title, must, ours, bar in (("all on, against DuckDB SUMMARIZE", 5, all_on, ("DuckDB SUMMARIZE", "")),
                                   ("`--independent`, against DuckDB SUMMARIZE", 8, alone, ("DuckDB SUMMARIZE", "each column alone"))):
        if lab.no_npm:
            left_open(lab, title, ">", must, lab.no_npm)
        else:
            faster(lab, title, must, ours, Side(lab, lab.node + ["summarize", lab.table], stages=["work_s"]), bar)
    title = "all on, against pandas read_csv and describe(include='all')"
    if lab.no_pandas:
        left_open(lab, title, ">", None, lab.no_pandas)
    else:
        faster(lab, title, None, all_on, Side(lab, lab.own + ["describe", lab.table], stages=["work_s"]), ("pandas read_csv + describe", ""))
    title = "all on, against python_reference"
    if lab.no_reference:
        left_open(lab, title, ">", 25, lab.no_reference)
    else:
        stages = ["read_csv_s", "profile_s", "serialize_s"]
        faster(lab, title, 25, all_on, Side(lab, lab.reference + ["profile", lab.table, "--model-dir", lab.at("reference")], stages=stages),
               ("python_reference", "pandas"))
    for title, must, ours, notes in (("all on, as a multiple of `limit_profile CSV 1`", 2, all_on, "1"),
                                     ("`--independent`, as a multiple of `limit_profile CSV 0`", 2.5, alone, "0")):
        if lab.no_yardsticks:
            left_open(lab, title, "<", must, lab.no_yardsticks)
        else:
            dearer(lab, title, must, ours, Side(lab, [lab.at("limit_profile"), lab.table, notes]))
    dearer(lab, "portable build, as a multiple of the vector build", 1.7, Side(lab, profile(lab, lab.table, lab.at("p.json"), program=lab.portable)), all_on)


def generate_rows(lab):
    section(lab, f"Generate {lab.rows:,} rows x 11 columns as CSV")
    alone = Side(lab, generate(lab, lab.alone, lab.rows), lab.rows)
    few = "" if lab.rows == FEW_ROWS else f"the peer writes {FEW_ROWS:,} rows"
    title = "independent columns, against DuckDB COPY of a table like it"
    if lab.no_npm:
        left_open(lab, title, ">", 7, lab.no_npm)
        left_open(lab, "independent columns, against faker-js", ">", None, lab.no_npm)
    else:
        faster(lab, title, 7, alone, Side(lab, lab.node + ["copy", str(lab.rows), "/dev/null"], lab.rows, ["work_s"]), ("DuckDB COPY", ""))
        faster(lab, "independent columns, against faker-js", None, alone, Side(lab, lab.node + ["faker", str(FEW_ROWS), "/dev/null"], FEW_ROWS, ["work_s"]),
               ("faker-js", ""), few)
    title = "independent columns, against numpy and pandas to_csv"
    if lab.no_pandas:
        left_open(lab, title, ">", 40, lab.no_pandas)
    else:
        faster(lab, title, 40, alone, Side(lab, lab.own + ["draw", str(lab.rows), "/dev/null"], lab.rows, ["work_s"]), ("numpy + pandas to_csv", ""))
    title = "independent columns, against python_reference with Faker"
    if lab.no_reference:
        left_open(lab, title, ">", 600, lab.no_reference)
    else:
        said, _ = lab.ask(lab.reference + ["profile", make_table(lab, REFERENCE_ROWS), "--model-dir", lab.at("reference")])
        theirs = lab.reference + ["generate", said["model"], str(FEW_ROWS), "--out", "/dev/null"]
        faster(lab, title, 600, alone, Side(lab, theirs, FEW_ROWS, ["generate_s", "to_csv_s"]), ("python_reference", "pandas, Faker"), few)
    title = "independent columns, as a multiple of `limit_generate`"
    if lab.no_yardsticks:
        left_open(lab, title, "<", 2.5, lab.no_yardsticks)
    else:
        dearer(lab, title, 2.5, alone, Side(lab, [lab.at("limit_generate"), str(lab.rows), "/dev/null"], lab.rows))
    dearer(lab, "portable build, as a multiple of the vector build", 1.7, Side(lab, generate(lab, lab.alone, lab.rows, program=lab.portable), lab.rows), alone)
    for name in ("telco_churn", "diamonds"):
        joint_row(lab, name)
    doubles_row(lab)


def joint_row(lab, name):
    title, table = f"joint model of {name}: rows a second, as a share of `--independent`", lab.data and os.path.join(lab.data, name + ".csv")
    if not table or not os.path.exists(table):
        left_open(lab, title, ">", 0.4, "needs DATA=DIR with its table")
        return
    joint, alone, out = lab.at(name + ".json"), lab.at(name + "_alone.json"), lab.at("rows.csv")
    lab.run(profile(lab, table, joint))
    lab.run(profile(lab, table, alone, "--independent"))
    with open(table, newline="") as file:
        header = ",".join(next(csv.reader(file)))
    lab.run(generate(lab, joint, 1000), out)
    check_rows(f"ours, the joint model of {name}", out, 1000, header)
    faster(lab, title, 0.4, Side(lab, generate(lab, joint, lab.rows), lab.rows), Side(lab, generate(lab, alone, lab.rows), lab.rows))


def hand_model(lab, name, columns):
    """A model as the reference writes it, by hand."""
    path = lab.at(name)
    with open(path, "w") as file:
        json.dump({"metadata": {"rows": 1000, "date": "2026-01-01T00:00:00", "version": "1.0", "foreign_keys": None}, "columns": columns}, file)
    return path


def choice(count):
    """A column of `count` texts of one length, of which none is as frequent as another."""
    draw = random.Random(42)
    weights = [draw.random() + 0.5 for _ in range(count)]
    total = math.fsum(weights)
    return {"name": "choice", "type": "categorical", "params": {"weights": {f"value {i:07}": weight / total for i, weight in enumerate(weights)},
            "nan_probability": 0.0, "unique_count": count}, "constraints": {}}


def doubles_row(lab):
    bell = lambda name, mean, std: {"name": name, "type": "numerical", "params": {"mean": mean, "std": std, "nan_probability": 0.0},
                                    "constraints": {"min": mean - 9 * std, "max": mean + 9 * std}}
    model = hand_model(lab, "doubles.json", [bell(*c) for c in zip("abcde", (41, 60000, .62, 0, 100), (13, 28000, .17, 1, 5))])
    ours, theirs = generate(lab, model, lab.rows), [lab.tool, "printf", str(lab.rows)]
    out = lab.at("rows.csv")
    for who, command in (("ours, doubles", generate(lab, model, 10000)), ("printf", [lab.tool, "printf", "10000"])):
        lab.run(command, out)
        check_rows(who, out, 10000, "a,b,c,d,e")
        with open(out) as file:
            cells = [cell for line in list(file)[1:] for cell in line.strip().split(",")]
        full = sum(len(cell.strip("-").replace(".", "").lstrip("0").split("e")[0]) >= 15 for cell in cells)
        check(f"{who}: nine of ten have 15 digits or more", full >= 0.9 * len(cells), full)
        if who != "printf":
            check("Doubles are written as short as they can be", all(float(c) == float(repr(float(c))) and len(c) <= len(repr(float(c))) for c in cells))
    faster(lab, "5 doubles a row in full precision, drawn and written, against printf of `%.17g`", 4, Side(lab, ours, lab.rows), Side(lab, theirs, lab.rows),
           ("printf %.17g", "full-precision doubles"))


def model_rows(lab):
    weights = lab.rows
    section(lab, f"A model of {weights:,} weights")
    model = hand_model(lab, "weights.json", [choice(weights)])
    copy, again = lab.at("copy.json"), lab.at("again.json")
    ours, theirs = [lab.tool, "model", model, copy], lab.own + ["json", model, again]
    lab.run(ours)
    with open(model) as a, open(copy) as b:
        wrote, read = (json.load(file)["columns"][0]["params"]["weights"] for file in (a, b))
    check("Weights are read and written as they were", wrote.keys() == read.keys() and all(abs(read[k] - v) <= 1e-9 * v for k, v in wrote.items()))
    for title, must, stage, bar in (("read, against Python's json.load", 3, "load_s", "Python json.load"), ("write, against Python's json.dump", 10, "save_s", "Python json.dump")):
        faster(lab, title, must, Side(lab, ours, stages=[stage]), Side(lab, theirs, stages=[stage]), (bar, ""))


def reference_rows(lab):
    section(lab, f"The reference's own table: {REFERENCE_ROWS:,} rows without personal data, against python_reference")
    titles = ("profile, with reading", 10), ("serialize", 5), (f"generate {2 * REFERENCE_ROWS:,} rows, with CSV text", 20)
    if lab.no_reference:
        for title, must in titles:
            left_open(lab, title, ">", must, lab.no_reference)
        return
    table, model = lab.at("blind.csv"), lab.at("blind.json")
    lab.run(lab.own + ["blind", make_table(lab, REFERENCE_ROWS), table])
    said, _ = lab.ask(lab.reference + ["profile", table, "--model-dir", lab.at("blind")])
    lab.run([lab.tool, "profile", table, model])
    check("python_reference and ours know as many rows", said["rows"] == model_facts(model)["rows"])
    learn, theirs = [lab.tool, "profile", table, model], lab.reference + ["profile", table, "--model-dir", lab.at("blind")]
    draw, theirs_draw = ([lab.tool, "generate", model, str(2 * REFERENCE_ROWS)],
                         lab.reference + ["generate", said["model"], str(2 * REFERENCE_ROWS), "--out", "/dev/null"])
    for (title, must), ours, stages, peer, peers in zip(titles, (learn, learn, draw), (["learn_s"], ["save_s"], ["load_s", "draw_s"]), (theirs, theirs, theirs_draw),
                                                        (["read_csv_s", "profile_s"], ["serialize_s"], ["load_s", "generate_s", "to_csv_s"])):
        faster(lab, title, must, Side(lab, ours, stages=stages), Side(lab, peer, stages=peers))


def growth_rows(lab):
    section(lab, "Growth: the cost of one, as a multiple of the cost of one of few")
    rows, columns = max(1000, lab.rows // 50), (10, 1000)
    tables = [lab.at(f"wide_{n}.csv") for n in columns]
    for n, table in zip(columns, tables):
        lab.run([lab.tool, "wide", str(n), str(rows)], table)
        check_rows("peers wide", table, rows, ",".join(f"c{i}" for i in range(n)))
    models = [table.replace(".csv", ".json") for table in tables]
    sides = [[Side(lab, profile(lab, t, m), n * rows) for t, m, n in zip(tables, models, columns)],
             [Side(lab, profile(lab, t, m + "_", "--independent"), n * rows) for t, m, n in zip(tables, models, columns)],
             [Side(lab, generate(lab, m, rows), n * rows) for m, n in zip(models, columns)],
             [Side(lab, generate(lab, m + "_", rows), n * rows) for m, n in zip(models, columns)]]
    for what, (few, many) in zip(("profile", "profile `--independent`", "generate", "generate `--independent`"), sides):
        dearer(lab, f"{what}: a field of 1,000 columns against one of 10, {rows:,} rows each", 1.3, many, few)
    few, many = (Side(lab, generate(lab, hand_model(lab, f"choice_{n}.json", [choice(n)]), 10 * lab.rows)) for n in (8, 1000))
    dearer(lab, "generate: a choice among 1,000 against one among 8", 1.2, many, few)
    if os.environ.get("LARGE", "0") not in ("", "0"):
        lab.large = make_table(lab, 5 * lab.rows)
        dearer(lab, f"profile: a row of {5 * lab.rows:,} against one of {lab.rows:,}", 1.1, Side(lab, profile(lab, lab.large, lab.at("p.json")), 5 * lab.rows),
               Side(lab, profile(lab, lab.table, lab.at("p.json")), lab.rows))
        dearer(lab, f"generate: a row of {5 * lab.rows:,} against one of {lab.rows:,}", 1.1, Side(lab, generate(lab, lab.model, 5 * lab.rows), 5 * lab.rows),
               Side(lab, generate(lab, lab.model, lab.rows), lab.rows))
    else:
        for what in ("profile", "generate"):
            left_open(lab, f"{what}: a row of {5 * lab.rows:,} against one of {lab.rows:,}", "<", 1.1, "needs LARGE=1 and a gigabyte of disk")
    dearer(lab, "program start and one row, as a multiple of `true`", 5, Side(lab, [lab.generate_csv, lab.alone, "1"]), Side(lab, ["true"]), "independent columns")
    dearer(lab, "the same with the joint model", 5, Side(lab, [lab.generate_csv, lab.model, "1"]), Side(lab, ["true"]),
           f"a model of {os.path.getsize(lab.model) / 1e3:,.0f} kB is read")


def memory_rows(lab):
    section(lab, "Memory at its peak")
    large = getattr(lab, "large", None)
    for what, must, command in (("profile, 11 columns", 8 + 11 * 6.5, lambda rows: profile(lab, lab.table if rows == lab.rows else large, lab.at("p.json"))),
                                ("generate, independent columns", 4 + os.path.getsize(lab.alone) / 1e6, lambda rows: generate(lab, lab.alone, rows))):
        peaks = [lab.ask([lab.tool, "peak"] + command(n))[0]["peak_kib"] * 1024 / 1e6 for n in ((lab.rows, 5 * lab.rows) if large else (lab.rows,))]
        add(lab, Row(lab.section, f"{what}, {lab.rows:,} rows", "<", round(must, 1), peaks[0], unit=" MB"))
        if large:
            add(lab, Row(lab.section, f"{what}, {5 * lab.rows:,} rows as a multiple of that", "<", 1.05, peaks[1] / peaks[0]))
        else:
            left_open(lab, f"{what}, {5 * lab.rows:,} rows as a multiple of that", "<", 1.05, "needs LARGE=1")


def header_rows(lab):
    section(lab, "What the header costs a build")

    def source(name, text):
        with open(lab.at(name), "w") as file:
            file.write(text)
        return lab.at(name)

    def unit(path, *flags):
        return Side(lab, [*lab.cc, *flags, "-I" + TOP, "-c", "-o", lab.at("unit.o"), path])

    ours = source("ours.c", '#define REPLICATOR_IMPLEMENTATION\n#include "replicator.h"\n')
    for level in ("-O2", "-O0"):
        title = f"implementation at {level}, as a multiple of stb_image.h"
        if not lab.stb:
            left_open(lab, title, "<", 1.5, "libstb-dev is not here")
        else:
            stb = source("stb.c", f'#define STB_IMAGE_IMPLEMENTATION\n#include "{lab.stb}"\n')
            dearer(lab, title, 1.5, unit(ours, level), unit(stb, level))
    dearer(lab, "declarations alone, as a multiple of `#include <stdio.h>`", 1.5, unit(source("use.c", '#include "replicator.h"\nint nothing;\n')),
           unit(source("stdio.c", "#include <stdio.h>\nint nothing;\n")))


def thread_rows(lab):
    section(lab, "Two threads, by the wall clock, as a multiple of the speed of one: the same bytes")
    titles = {"profile": "profile", "generate": "generate, joint model"}
    until = time.monotonic() + (QUIET_WAIT if lab.pairs >= FULL_PAIRS else 0)
    while os.getloadavg()[0] >= QUIET_LOAD and time.monotonic() < until:     # our own work is in it still
        time.sleep(1)
    load = os.getloadavg()[0]
    if (os.cpu_count() or 1) < 2 or load >= QUIET_LOAD:
        for title in titles.values():
            left_open(lab, title, ">", 1.7, "needs two processors" if (os.cpu_count() or 1) < 2 else f"1-minute load {load:.1f}, needs under {QUIET_LOAD}")
        return
    for what, command in (("profile", lambda n: profile(lab, lab.table, lab.at("p.json"), threads=n)),
                          ("generate", lambda n: generate(lab, lab.model, lab.rows, threads=n))):
        for n in (2, 1) * (WARM_PAIRS if lab.pairs >= FULL_PAIRS else 0):     # while all was quiet, a hypervisor took the free memory back
            lab.run(command(n))
        faster(lab, titles[what], 1.7, Side(lab, command(2), wall=True), Side(lab, command(1), wall=True), note=f"1-minute load {load:.2f}")


# --- PEERS.md and peers.svg ----------------------------------------------------------------------

def words_of(path, key):
    try:
        with open(path) as file:
            return next(line.split("=" if "=" in line else ":", 1)[1].strip().strip('"') for line in file if line.startswith(key))
    except (OSError, StopIteration):
        return ""


def first_line(*command):
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True)
    return done.stdout.split("\n")[0].strip() if done.returncode == 0 else ""


def machine(lab):
    """What stands above the figures."""
    version = first_line(lab.replicate, "--version")
    commit, changed = first_line("git", "rev-parse", "--short=10", "HEAD"), first_line("git", "status", "--porcelain", "--untracked-files=no")
    return [("Date", datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")),
            ("Ours", version + (f", commit {commit}" if commit else "") + (" and changes" if changed else "")),
            ("Machine", f"{words_of('/proc/cpuinfo', 'model name') or platform.machine()}, {os.cpu_count()} processors, "
                        f"{words_of('/etc/os-release', 'PRETTY_NAME') or platform.system()}"),
            ("Compiler", first_line(*lab.cc, "--version") + "; ours at -O3 -march=native, portable: -O3 -DREPLICATOR_NO_SIMD"),
            ("Peers", ", ".join(f"{name} {v}" for name, v in {**lab.versions, "Python": platform.python_version()}.items() if v)),
            ("1-minute load", f"{lab.load:.2f} at the start, {os.getloadavg()[0]:.2f} at the end, our own work included"
                              + (f"; {lab.busy} rows had too few quiet pairs, so all of theirs count" if lab.busy else ""))]


def write_table(lab, path):
    lines = ["# Beside the peers", "", "Made by `make bench-peers`; [README.md](README.md) says how, and what each side does.", "", "![How many times as fast](peers.svg)", ""]
    lines += [f"- {what}: {text}" for what, text in machine(lab)]
    lines += ["", f"One thread and CPU time unless a row says otherwise. A figure is the median of the ratios of {lab.pairs} pair{'s' * (lab.pairs > 1)} taken in turns; "
              "beside it the least and the largest. Against a peer: its time / ours. A multiple: ours / the other, smaller is better."]
    title = None
    for row in lab.results:
        if row.section != title:
            title = row.section
            lines += ["", f"## {title}", "", "| what | must | figure | met | spread and notes |", "|---|---|---|---|---|"]
        lines.append("| " + " | ".join(row.line()) + " |")
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")


STYLE = """
    text { font: 14px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #24292f }
    .title { font-size: 19px; font-weight: 600 } .group { font-size: 14px; font-weight: 600 } .soft { font-size: 12px; fill: #6a737d }
    .value { font-weight: 600; font-variant-numeric: tabular-nums } .card { fill: #ffffff; stroke: #d8dee4 } .grid { stroke: #e7ebef } .one { stroke: #8c959f }
    .a { fill: #2f6fdb } .b { fill: #1a8f6c } .c { fill: #b9770e }
    @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 } .soft { fill: #97a1ac } .card { fill: #0d1117; stroke: #30363d } .grid { stroke: #21262d } .one { stroke: #6e7681 }
        .a { fill: #6ea2ff } .b { fill: #45c79b } .c { fill: #e0a243 }
    }"""


def chart_groups(results):
    """[(heading, [(peer, what it is made of, figure)])], the fastest peer first."""
    groups = {}
    for row in results:
        if row.bar and row.figure:
            heading = next(short for start, short in (("Profile", "Learn a table from CSV"), ("Generate", "Write fake rows as CSV"), ("A model", "Read and write a large model"))
                           if row.section.startswith(start))
            groups.setdefault(heading, []).append((*row.bar, row.figure))
    return [(heading, sorted(bars, key=lambda bar: bar[2])) for heading, bars in groups.items()]


def write_chart(results, captions, path):
    """How many times as fast as each peer: horizontal bars on a logarithmic scale that begins at 1."""
    groups, width, left, right, bar, step = chart_groups(results), 860, 310, 96, 18, 30
    span = math.log10(max([10] + [figure for _, bars in groups for *_, figure in bars]))
    scale = (width - left - right) / span
    x = lambda figure: left + scale * math.log10(max(figure, 1))
    top, y = 84, 84
    marks = []
    for (heading, bars), colour in zip(groups, "abc"):
        marks.append(f'<text class="group" x="28" y="{y + 14}">{html.escape(heading)}</text>')
        y += 26
        for peer, more, figure in bars:
            note = f'<tspan class="soft" dx="6">{html.escape(more)}</tspan>' if more else ""
            marks.append(f'<text x="{left - 12}" y="{y + 14}" text-anchor="end">{html.escape(peer)}{note}</text>')
            marks.append(f'<rect class="{colour}" x="{left}" y="{y}" width="{max(2, x(figure) - left):.1f}" height="{bar}" rx="3"/>')
            marks.append(f'<text class="value" x="{max(left + 2, x(figure)) + 8:.1f}" y="{y + 14}">{digits(figure)}×</text>')
            y += step
        y += 14
    bottom = y - 10
    lines = [f'<line class="{"grid" if d else "one"}" x1="{x(10 ** d):.1f}" x2="{x(10 ** d):.1f}" y1="{top - 6}" y2="{bottom}"/>'
             f'<text class="soft" x="{x(10 ** d):.1f}" y="{bottom + 18}" text-anchor="middle">{10 ** d:,}×</text>' for d in range(int(span) + 1)]
    height = bottom + 50 + 18 * len(captions)
    spoken = "; ".join(f"{peer} {digits(figure)}" for _, bars in groups for peer, _, figure in bars)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="t d">',
            '<title id="t">How many times as fast as each peer</title>', f'<desc id="d">{html.escape(spoken)}</desc>', f"<style>{STYLE}\n</style>",
            f'<rect class="card" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="10"/>',
            '<text class="title" x="28" y="38">How many times as fast as …</text>',
            '<text class="soft" x="28" y="60">CPU time of the peer / ours, one thread, medians; logarithmic scale: each line is ten times the one before</text>',
            *lines, *marks, *(f'<text class="soft" x="28" y="{bottom + 46 + 18 * i}">{html.escape(line)}</text>' for i, line in enumerate(captions)), "</svg>"]) + "\n")


# --- all -----------------------------------------------------------------------------------------

def whole_number(name, default):
    text = os.environ.get(name) or str(default)
    check(f"{name} is a whole number of 1 or more", text.isdigit() and int(text) > 0, text)
    return int(text)


def main():
    rows, pairs = whole_number("ROWS", FULL_ROWS), whole_number("PAIRS", FULL_PAIRS)
    full = rows == FULL_ROWS and pairs >= FULL_PAIRS
    results = os.environ.get("RESULTS") or (HERE if full else os.path.join(TOP, "build", "peers"))
    with tempfile.TemporaryDirectory() as work:
        lab = Lab(work, rows, pairs)
        lab.load = os.getloadavg()[0]
        build(lab)
        find_peers(lab)
        for what, text in machine(lab)[:-1]:
            print(f"{what + ':':10}{text}")
        check_results(lab)
        print("\nResults agree. A figure, its goal and whether it is met:")
        for rows_of in (profile_rows, generate_rows, model_rows, reference_rows, growth_rows, memory_rows, header_rows, thread_rows):
            rows_of(lab)
        os.makedirs(results, exist_ok=True)
        write_table(lab, os.path.join(results, "PEERS.md"))
        facts = dict(machine(lab))
        captions = textwrap.wrap(f"{rows:,} rows x 11 columns, {facts['Date']}. {facts['Machine']}. {facts['Compiler'].split(';')[0]}, {facts['Peers']}.", 125, break_on_hyphens=False)
        write_chart(lab.results, captions, os.path.join(results, "peers.svg"))
    print(f"\nwritten: PEERS.md and peers.svg in {os.path.relpath(results, TOP)}")


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in CHILDREN:
        CHILDREN[sys.argv[1]](*sys.argv[2:])
    else:
        try:
            main()
        except Failure as failure:
            sys.exit(f"peers.py: {failure}")
