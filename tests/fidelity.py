#!/usr/bin/python3
"""fidelity.py - how well generated rows stand for real ones, judged by ../shared/score.py.

    tests/fidelity.py --replicate build/replicate      all tables, all figures, minutes
    tests/fidelity.py --replicate build/replicate --tables diamonds --quick      a look, seconds

    --tables A,B        only these; --list shows all names
    --quick             generation seed 42 and split 0 only; the spread is a stored one
    --seeds 42..46      generation seeds       --splits 0..4      splits
    --rival independent what `replicate profile --independent` reaches: printed beside its
                        reference figures, not judged
    --bootstrap         what a bootstrap of the real rows reaches: the ceiling, not judged
    --json FILE         every figure of every run

Needs python3-pandas, python3-numpy, python3-scipy and python3-sklearn, and the tables below
../shared/data; what is missing is named as skipped. Writes only to a temporary folder.

Where figures come from. `quality`, `strong` and `missing_mae`: a model of the whole table, as
many rows drawn, one run a generation seed. C2ST, gap and privacy: one run a split. Split s is
numpy.random.RandomState(s).permutation(n) of the records: the first 70 % are learned from, as many
rows are drawn with seed 42, the other 30 % judge. Records are cut out of the source byte for byte.
A figure is the mean over its runs and is met within 2 standard errors of that mean. Two processes
at a time. CPU time is judged as a multiple of the time Python's csv module takes to read the file.
tests/c2st_where.py shows where the rows of a table are told from real ones.
"""
import argparse, csv, importlib.util, json, math, multiprocessing, os, re, resource, subprocess, sys, tempfile, time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[threads] = "1"
sys.dont_write_bytecode = True
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.path.join(TOP, "..", "shared", "data")
SCORER = os.path.join(TOP, "..", "shared", "score.py")
NYC = "relational/nycflights13/"

# What must be reached. c2st, gap, cpu: at most; cpu in seconds on a machine where Python's csv module reads the file
# in `read` seconds. ceiling: quality this near to a bootstrap's.
TABLES = {
    "diamonds": dict(path="single/diamonds.csv", target="price", quality=0.990, strong=0.995, c2st=0.58, gap=0.005, cpu=0.5, read=0.0255),
    "telco_churn": dict(path="single/telco_churn.csv", target="Churn", quality=0.988, strong=0.988, c2st=0.57, gap=0.02, cpu=0.1, read=0.0083),
    "taxis": dict(path="single/taxis.csv", target="payment", quality=0.966, strong=0.958, c2st=0.58, gap=0.005, cpu=0.1, read=0.0068),
    "birdstrikes": dict(path="single/birdstrikes.csv", target="Effect Amount of damage", quality=0.970, strong=0.955, c2st=0.60,
                        gap=0.05, cpu=0.2, read=0.0105),
    "insurance": dict(path="single/insurance.csv", target="charges", quality=0.960, strong=0.965, c2st=0.60, gap=0.05, cpu=0.05, read=0.00054),
    "penguins": dict(path="single/penguins.csv", target="species", quality=0.925, strong=0.915, gap=0.02, cpu=0.02, read=0.00014),
    "titanic_raw": dict(path="single/titanic_raw.csv", ceiling=0.01, c2st=0.62, cpu=0.3, read=0.00058),
    "seattle-weather": dict(path="single/seattle-weather.csv", ceiling=0.01, c2st=0.62, cpu=0.3, read=0.00049),
    "planes": dict(path=NYC + "planes.csv", ceiling=0.01, c2st=0.62, cpu=0.3, read=0.0021),
    "flights_sample": dict(path=NYC + "flights_sample.csv", ceiling=0.01, c2st=0.62, cpu=0.3, read=0.0222),
}
# Standard deviation of a single run, which --quick takes for the error: a bootstrap's, of privacy the independent model's,
# measured over five runs. Rare extremes make most of quality's: score.py cuts a table's range into ten bins.
SPREAD_OF = ("quality", "strong", "c2st", "gap", "dcr_share", "copies", "missing")
SPREAD = {
    "diamonds": (.0227, .0009, .0037, .0009, .0137, .0001, .0001), "telco_churn": (.0027, .0033, .0043, .0045, .0120, .0017, .0001),
    "taxis": (.0071, .0048, .0117, .0006, .0152, .0001, .0001), "birdstrikes": (.0011, .0013, .0154, .0994, .0116, .0008, .0003),
    "insurance": (.0037, .0026, .0177, .0042, .0169, .0014, .0001), "penguins": (.0102, .0114, 0, .0019, .0303, .0001, .0019),
    "titanic_raw": (.0045, .0042, .0284, 0, .0346, .0185, .0009), "seattle-weather": (.0033, .0065, .0399, 0, .0124, .0001, .0001),
    "planes": (.0108, .0096, .0193, 0, .0181, .0062, .0004), "flights_sample": (.0018, .0013, .0063, 0, .0180, .0001, .0001),
}
MODEL_BYTES = 300 * 1000 / 15       # a column, of at least 15

# Reference figures of the method's design: quality, strong, c2st.
REFERENCE = {
    "independent": {"diamonds": (.871, .782, 1.0), "telco_churn": (.928, .865, .999), "taxis": (.929, .858, .99),
                    "insurance": (.947, .856, .83), "penguins": (.831, .809, None)},
    "bootstrap": {"diamonds": (.989, .997, .54), "telco_churn": (.990, .990, .56), "taxis": (.972, .966, .60),
                  "insurance": (.971, .981, .58), "penguins": (.956, .953, None)},
}


def skip(why):
    print(f"{why}: fidelity skipped")
    print("0 passed, 0 failed")
    sys.exit(0)


def load_scorer():
    spec = importlib.util.spec_from_file_location("score", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------ records, byte for byte

def records(path):
    """The header and the records of a CSV file as bytes, each with its line end. A record ends at a line end outside of quotes."""
    with open(path, "rb") as file:
        lines = re.findall(rb"[^\n]*\n|[^\n]+$", file.read())
    whole, parts, quotes = [], [], 0
    for line in lines:
        parts.append(line)
        quotes += line.count(b'"')
        if quotes % 2 == 0:
            whole.append(b"".join(parts))
            parts, quotes = [], 0
    end = b"\r\n" if whole[0].endswith(b"\r\n") else b"\n"
    if not whole[-1].endswith(b"\n"):
        whole[-1] += end
    return whole[0], [record for record in whole[1:] if record.strip(b"\r\n")]


# ------------------------------------------------------------------ one run: a worker's job

class Job:
    """What a worker needs to know, set before it is forked."""
    replicate = folder = score = None


TABLE_CACHE = {}


def real_table(name):
    """The table's text frame and score.py's metadata; kept for as long as the worker lives, the last one only."""
    if name not in TABLE_CACHE:
        TABLE_CACHE.clear()
        frame = Job.score.read_csv(os.path.join(DATA, TABLES[name]["path"]))
        TABLE_CACHE[name] = frame, Job.score.derive_meta(frame)
    return TABLE_CACHE[name]


def run(*arguments):
    done = subprocess.run([Job.replicate, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode:
        raise RuntimeError(f"replicate {' '.join(arguments)}: exit {done.returncode}: {done.stderr.decode(errors='replace').strip()[-300:]}")


def profile(table, model, source):
    run("profile", table, "-o", model, "-j", "1", *(["--independent"] if source == "independent" else []))


def draw(model, rows, seed, path):
    run("generate", model, "-n", str(rows), "--seed", str(seed), "-j", "1", "-o", path)
    return Job.score.read_csv(path)


def bootstrap(frame, seed):
    again = frame.sample(n=len(frame), replace=True, random_state=seed).reset_index(drop=True)
    again.attrs["fid_text"] = True
    return again


def part(frame, rows):
    cut = frame.iloc[rows].reset_index(drop=True)
    cut.attrs["fid_text"] = True
    return cut


def split_rows(n, split):
    import numpy
    order = numpy.random.RandomState(split).permutation(n)
    return order[:int(n * 0.7)], order[int(n * 0.7):]


def split_frames(name, split, source, folder):
    """Training rows, held-out rows and as many drawn rows as there are training rows."""
    frame, _ = real_table(name)
    learned, held = split_rows(len(frame), split)
    train, holdout = part(frame, learned), part(frame, held)
    if source == "bootstrap":
        return train, holdout, bootstrap(train, 42 + split)
    header, body = records(os.path.join(DATA, TABLES[name]["path"]))
    if len(body) != len(frame):
        raise RuntimeError(f"{name}: {len(body)} records, but {len(frame)} rows")
    own = os.path.join(folder, f"{source}.split{split}")           # the file is named as the source: a model keeps that name
    os.makedirs(own, exist_ok=True)
    stem = os.path.join(own, name)
    with open(stem + ".csv", "wb") as file:
        file.write(header + b"".join(body[i] for i in learned))
    if not Job.score.read_csv(stem + ".csv").equals(train):
        raise RuntimeError(f"{name}: the records of split {split} are not its rows")
    profile(stem + ".csv", stem + ".json", source)
    drawn = draw(stem + ".json", len(train), 42, stem + ".rows")
    for suffix in (".csv", ".json", ".rows"):
        os.remove(stem + suffix)
    return train, holdout, drawn


def c2st_holdout(typed, drawn, holdout, seed=0):
    """score.py's c2st.auc_holdout and nothing else of its c2st, at half the cost; run_split compares the two."""
    import numpy
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold
    score = Job.score
    if len(holdout) < 200:
        return None
    k = min(len(holdout), len(drawn), 20000)
    (a, b), categories = score._encode(typed, [score._sub(holdout, k, seed + 3), score._sub(drawn, k, seed + 5)])
    x, y = numpy.vstack([a, b]), numpy.r_[numpy.zeros(len(a)), numpy.ones(len(b))]
    p = numpy.zeros(len(y))
    for fit, test in StratifiedKFold(3, shuffle=True, random_state=seed).split(x, y):
        p[test] = score._hgb(True, categories, seed).fit(x[fit], y[fit]).predict_proba(x[test])[:, 1]
    return float(roc_auc_score(y, p))


def decimals(cells):
    return cells.str.extract(r"\.(\d+)", expand=False).str.len().fillna(0)


def text_faults(frame, drawn, meta):
    """What the text of drawn cells shows: a decimal in a column of whole numbers, more decimals than the source has, a value
    outside of the source's range, a cell that is no number or date where the source has only those; a missing column."""
    import numpy, pandas
    faults = {"whole": [], "decimals": [], "range": [], "parse": [], "columns": []}
    if list(drawn.columns) != list(frame.columns):
        faults["columns"].append(f"columns {list(drawn.columns)}")
    for column in frame.columns:
        if column not in drawn.columns:
            continue
        kind = meta["columns"][column]["sdtype"]
        old, new = frame[column].dropna(), drawn[column].dropna()
        if len(old) == 0 or len(new) == 0:
            if len(old) == 0 and len(new):
                faults["parse"].append(f"{column}: {len(new)} cells, but the source has none")
            continue
        if kind == "datetime":
            form = meta["columns"][column]["datetime_format"]
            x, y = (pandas.to_datetime(cells, format=form, errors="coerce", exact=True) for cells in (old, new))
            whole = False
        else:
            x, y = (pandas.to_numeric(cells, errors="coerce") for cells in (old, new))
            if x.notna().mean() < 0.995:
                continue
            whole = bool(old[x.notna()].str.fullmatch(r"\s*[+-]?\d+\s*").all())
        odd = new[y.isna() & ~new.isin(set(old[x.isna()]))]
        if len(odd):
            faults["parse"].append(f"{column}: {len(odd)} cells as {odd.iloc[0]!r}")
        if kind != "datetime":
            if whole and not new[y.notna()].str.fullmatch(r"\s*[+-]?\d+\s*").all():
                bad = new[y.notna()][~new[y.notna()].str.fullmatch(r"\s*[+-]?\d+\s*")]
                faults["whole"].append(f"{column}: {len(bad)} cells as {bad.iloc[0]!r}")
            elif not whole and decimals(new[y.notna()]).max() > decimals(old[x.notna()]).max():
                bad = new[y.notna()][decimals(new[y.notna()]) > decimals(old[x.notna()]).max()]
                faults["decimals"].append(f"{column}: {len(bad)} cells as {bad.iloc[0]!r}")
        if kind != "id":
            out = (y < x.min()) | (y > x.max())
            if out.any():
                faults["range"].append(f"{column}: {int(out.sum())} cells as {new[out].iloc[0]!r}, source {x.min()} .. {x.max()}")
    return faults


def one_run(task):
    """A run of one table: dict of figures, or of an error."""
    name, source, kind, number = task
    began = time.time()
    try:
        found = run_seed(name, source, number) if kind == "seed" else run_split(name, source, number)
    except Exception as error:
        found = {"error": f"{type(error).__name__}: {error}"}
    found["seconds"] = round(time.time() - began, 2)
    return task, found


def need_parts(result, *parts):
    for p in parts:
        if "error" in result[p]:
            raise RuntimeError(f"score.py, {p}: {result[p]['error']}")


def run_seed(name, source, seed):
    frame, meta = real_table(name)
    if source == "bootstrap":
        drawn = bootstrap(frame, seed)
    else:
        path = os.path.join(Job.folder, f"{name}.{source}.seed{seed}.rows")
        drawn = draw(os.path.join(Job.folder, f"{name}.{source}.json"), len(frame), seed, path)
        os.remove(path)
    parts = ("quality",) if source == "bootstrap" else ("quality", "own")      # all of `own` takes as long as quality
    result = Job.score.score(frame, drawn, meta, parts=parts)
    need_parts(result, *parts)
    typed, again = Job.score._typed(frame, meta), Job.score._typed(drawn, meta)
    missing = float((typed.isna().mean() - again.isna().mean()).abs().mean())
    if source != "bootstrap" and abs(missing - result["own"]["missing_mae"]) > 1e-12:
        raise RuntimeError(f"missing_mae {missing} is not score.py's {result['own']['missing_mae']}")
    found = {"quality": result["quality"]["overall"], "strong": result["quality"]["strong"], "missing_mae": missing,
             "score": {key: result[key] for key in parts + ("invalid_cells", "missing_columns")}}
    if source != "bootstrap":
        found["faults"] = text_faults(frame, drawn, meta)
    return found


def run_split(name, source, split):
    train, holdout, drawn = split_frames(name, split, source, Job.folder)
    score, target = Job.score, TABLES[name].get("target")
    meta = score.derive_meta(train)
    parts = ("ml", "privacy") if target else ("privacy",)
    result = score.score(train, drawn, meta, target, holdout, parts)
    need_parts(result, *parts)
    typed = [score._typed(f, meta) for f in (train, drawn, holdout)]
    auc = c2st_holdout(*typed)
    if split == 0 and 200 <= len(holdout) < 1000:        # small tables afford the whole of it: the shortcut is no other figure
        whole = score.score(train, drawn, meta, target, holdout, ("c2st",))
        need_parts(whole, "c2st")
        if whole["c2st"]["auc_holdout"] != auc:
            raise RuntimeError(f"C2ST {auc} is not score.py's {whole['c2st']['auc_holdout']}")
    privacy = result["privacy"]
    return {"c2st": None if auc is None else abs(auc - 0.5) + 0.5, "auc_holdout": auc, "gap": result["ml"]["gap"] if target else None,
            "dcr_share": privacy["dcr_share"], "exact_match": privacy["exact_match"], "exact_match_holdout": privacy["exact_match_holdout"],
            "score": {key: result[key] for key in parts}}


# ------------------------------------------------------------------ judging

class Judge:
    def __init__(self, counts):
        self.counts, self.passed, self.failed, self.missed = counts, 0, 0, []

    def say(self, name, label, text, ok, note=""):
        """ok None: not judged."""
        verdict = "" if ok is None else "ok" if ok else "MISSED"
        print(f"    {label:28}{text:34}{note:26}{verdict}".rstrip(), flush=True)
        if ok is not None and self.counts:
            self.passed += bool(ok)
            self.failed += not ok
            if not ok:
                self.missed.append(f"{name} {label}")


def mean_error(values, spread):
    """Mean and its standard error; of a single run the stored spread is the error."""
    mean = sum(values) / len(values)
    if len(values) == 1:
        return mean, spread
    return mean, math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1) / len(values))


def single_spread(name, key):
    key = {"ceiling": "quality", "ceiling_strong": "strong"}.get(key, key)
    return SPREAD[name][SPREAD_OF.index(key)] if key in SPREAD_OF else 0.0


def figure(judge, out, name, label, key, values, least=None, most=None, note="", digits=4):
    """One figure: printed, kept, and judged when it has a target."""
    values = [v for v in values if v is not None]
    if not values:
        return
    mean, error = mean_error(values, single_spread(name, key))
    ok, target = None, ""
    if judge.counts and (least is not None or most is not None):
        ok = (least is None or mean + 2 * error >= least) and (most is None or mean - 2 * error <= most)
    if least is not None and most is not None:
        target = f"{least:g} .. {most:g}"
    elif least is not None:
        target = f"at least {least:g}"
    elif most is not None:
        target = f"at most {most:g}"
    out[key] = {"mean": mean, "standard_error": error, "runs": values, "least": least, "most": most, "ok": ok}
    judge.say(name, label, f"{mean:.{digits}f}  (se {error:.{digits}f})", ok, note or target)


def judge_table(judge, name, source, runs, costs):
    """Prints and judges one table. runs: (source, kind, number) -> figures."""
    goal, out = TABLES[name], {}
    seeds = [found for (s, kind, _), found in sorted(runs.items()) if s == source and kind == "seed"]
    splits = [found for (s, kind, _), found in sorted(runs.items()) if s == source and kind == "split"]
    ceiling = [found for (s, kind, _), found in sorted(runs.items()) if s == "bootstrap" and kind == "seed"]
    errors = sorted({found["error"] for found in runs.values() if "error" in found})
    for error in errors:
        judge.say(name, "a run failed", error, False)
    if errors:
        return {"errors": errors}
    reference = REFERENCE.get(source, {}).get(name, (None, None, None))
    known = ["" if r is None else f"reference {r:.3f}" for r in reference]
    figure(judge, out, name, "quality", "quality", [f["quality"] for f in seeds], least=goal.get("quality"), note=known[0])
    figure(judge, out, name, "strong", "strong", [f["strong"] for f in seeds], least=goal.get("strong"), note=known[1])
    if source != "bootstrap" and ceiling:
        for key, limit in (("quality", goal.get("ceiling")), ("strong", None)):
            figure(judge, out, name, f"{key} - bootstrap's", "ceiling" if key == "quality" else "ceiling_strong",
                   [f[key] - c[key] for f, c in zip(seeds, ceiling)], least=None if limit is None else -limit)
    figure(judge, out, name, "C2ST on unseen rows", "c2st", [f["c2st"] for f in splits], most=goal.get("c2st"), note=known[2])
    figure(judge, out, name, "gap (TRTR - TSTR)", "gap", [f["gap"] for f in splits], most=goal.get("gap"))
    large = costs["rows"] >= 1000
    figure(judge, out, name, "dcr_share", "dcr_share", [f["dcr_share"] for f in splits], least=0.45 if large else None, most=0.57 if large else None)
    figure(judge, out, name, "copies - holdout's", "copies", [f["exact_match"] - f["exact_match_holdout"] for f in splits], most=0.001, digits=5)
    if source == "bootstrap":
        figure(judge, out, name, "missing_mae", "missing", [f["missing_mae"] for f in seeds], digits=5)
        return out
    figure(judge, out, name, "missing_mae - bootstrap's", "missing", [f["missing_mae"] - c["missing_mae"] for f, c in zip(seeds, ceiling)], most=0.002, digits=5)
    sentences = {"columns": "the source's columns", "parse": "cells parse", "whole": "whole numbers stay", "decimals": "no more decimals",
                 "range": "inside of the range"}
    for key, sentence in sentences.items():
        faults = sorted({fault for found in seeds for fault in found["faults"][key]})
        judge.say(name, sentence, "" if not faults else faults[0] + (f" and {len(faults) - 1} more" if len(faults) > 1 else ""),
                  (not faults) if judge.counts else None)
        out[key] = faults
    if costs.get("ratios"):
        now = sorted(costs["ratios"])[len(costs["ratios"]) // 2]
        most = goal["cpu"] / goal["read"] if "read" in goal else None
        note = "" if most is None else f"at most {most:.1f} times"
        judge.say(name, "profile, CPU", f"{costs['cpu']:.4f} s, {now:.1f} times reading", None if most is None or not judge.counts else now <= most, note)
        out["cpu"] = {"seconds": costs["cpu"], "reading": costs["reading"], "ratio": now, "most": most}
    limit = MODEL_BYTES * max(15, costs["columns"])
    judge.say(name, "model", f"{costs['bytes'] / 1000:.1f} KB", costs["bytes"] <= limit if judge.counts else None, f"at most {limit / 1000:.0f} KB")
    out["model_bytes"] = costs["bytes"]
    return out


def measure(name, source, quick):
    """Profiles the whole table: the model for the seeds, its size, CPU time against that of reading, in turns."""
    path = os.path.join(DATA, TABLES[name]["path"])
    costs = {}
    with open(path, newline="", encoding="utf-8", errors="replace") as file:
        reader = csv.reader(file)
        costs["columns"] = len(next(reader))
        costs["rows"] = sum(1 for row in reader if row)
    if source == "bootstrap":
        return costs
    model = os.path.join(Job.folder, f"{name}.{source}.json")
    cpus, readings, costs["ratios"] = [], [], []
    for turn in range(1 if quick else 5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        profile(path, model, source)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        began, times = time.process_time(), 0
        while times == 0 or time.process_time() - began < 0.02:
            with open(path, newline="", encoding="utf-8", errors="replace") as file:
                for row in csv.reader(file):
                    pass
            times += 1
        readings.append((time.process_time() - began) / times)
        costs["ratios"].append(cpus[-1] / readings[-1])
    costs["cpu"], costs["reading"], costs["bytes"] = sorted(cpus)[len(cpus) // 2], sorted(readings)[len(readings) // 2], os.path.getsize(model)
    return costs


# ------------------------------------------------------------------ main

def numbers(text):
    out = []
    for piece in text.split(","):
        low, _, high = piece.partition("..")
        out += range(int(low), int(high or low) + 1)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replicate", default="build/replicate")
    parser.add_argument("--tables", default=",".join(TABLES))
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seeds", type=numbers, default=None)
    parser.add_argument("--splits", type=numbers, default=None)
    parser.add_argument("--rival", choices=["independent"])
    parser.add_argument("--bootstrap", action="store_true")
    parser.add_argument("--json")
    arguments = parser.parse_args()
    if arguments.list:
        print("\n".join(TABLES))
        return 0
    names = arguments.tables.split(",")
    for name in names:
        if name not in TABLES:
            parser.error(f"no table {name}; there are {', '.join(TABLES)}")
    if not os.path.isdir(DATA) or not os.path.isfile(SCORER):
        skip("../shared/data or ../shared/score.py is not here")
    try:
        Job.score = load_scorer()
        import sklearn, scipy
    except ImportError as error:
        skip(f"{error.name} is not here (python3-pandas, -numpy, -scipy, -sklearn)")
    source = "bootstrap" if arguments.bootstrap else arguments.rival or "model"
    Job.replicate = os.path.abspath(arguments.replicate)
    if source != "bootstrap" and not os.access(Job.replicate, os.X_OK):
        parser.error(f"{arguments.replicate} is no program: make it, or name it with --replicate")
    if source == "independent" and b"--independent" not in subprocess.run([Job.replicate, "profile", "--help"], stdout=subprocess.PIPE).stdout:
        skip("this replicate has no --independent")
    seeds = arguments.seeds or ([42] if arguments.quick else numbers("42..46"))
    splits = arguments.splits or ([0] if arguments.quick else numbers("0..4"))
    for name in [n for n in names if not os.path.isfile(os.path.join(DATA, TABLES[n]["path"]))]:
        print(f"../shared/data/{TABLES[name]['path']} is not here: {name} skipped")
        names.remove(name)
    began, judge, report = time.time(), Judge(source == "model"), {}
    with tempfile.TemporaryDirectory(prefix="fidelity") as Job.folder:
        costs = {}
        for name in list(names):
            try:
                costs[name] = measure(name, source, arguments.quick)
            except RuntimeError as error:
                judge.say(name, name, str(error), False)
                names.remove(name)
        tasks = []
        for name in names:
            tasks += [(name, source, "split", s) for s in splits] + [(name, source, "seed", s) for s in seeds]
            if source != "bootstrap":
                tasks += [(name, "bootstrap", "seed", s) for s in seeds]
        waiting = {name: sum(task[0] == name for task in tasks) for name in names}
        runs = {name: {} for name in names}
        with multiprocessing.Pool(min(2, os.cpu_count() or 1)) as pool:
            for task, found in pool.imap(one_run, tasks):
                name = task[0]
                runs[name][task[1:]] = found
                waiting[name] -= 1
                if waiting[name] == 0:
                    print(f"{name}, {costs[name]['rows']} rows, {costs[name]['columns']} columns"
                          + ("" if source == "model" else f", {source}") + f", {sum(f['seconds'] for f in runs[name].values()):.0f} s of work")
                    report[name] = {"figures": judge_table(judge, name, source, runs[name], costs[name]), "costs": costs[name],
                                    "runs": [dict(zip(("source", "kind", "number"), key), **found) for key, found in runs[name].items()]}
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump({"source": source, "seeds": seeds, "splits": splits, "tables": report}, file, indent=1, default=float)
            file.write("\n")
    print(f"{time.time() - began:.0f} s" + (f"; missed: {'; '.join(judge.missed)}" if judge.missed else ""))
    print(f"{judge.passed} passed, {judge.failed} failed")
    return 1 if judge.failed else 0


if __name__ == "__main__":
    sys.exit(main())
