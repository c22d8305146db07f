#!/usr/bin/python3
"""reference_reader.py - a reader of version 1.0 reads what we write.

    tests/reference_reader.py MODEL.json ...      needs python3-numpy

Knows the keys of the Python reference and no others: metadata, and columns with name, type,
params and constraints. It skips every type but numerical, categorical, pii and datetime, as
such a reader must, and draws 1,000 rows the reference's way: a normal clipped to the bounds,
numpy.random.choice with the weights as they stand (so they must add up to 1 as closely as
numpy asks), dates uniform between the bounds, a placeholder for PII. Prints a line a column.
Exit 1 with a message when a model cannot be read so or the rows make no sense.
"""
import datetime, json, math, sys
import numpy as np

ROWS = 1000
PII = {"email": "user@example.com", "phone": "(555) 555-0100", "ssn": "900-00-0000",
       "credit_card": "4111111111111111", "name": "A Person"}


class Wrong(Exception):
    pass


def need(ok, what):
    if not ok:
        raise Wrong(what)


def no_constant(text):
    raise Wrong(f"{text} is no JSON")


def once(pairs):
    need(len(dict(pairs)) == len(pairs), f"a key occurs twice in {{{', '.join(k for k, _ in pairs)[:80]}}}")
    return dict(pairs)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def numerical(params, constraints):
    mean, std = params["mean"], params["std"]
    low, high = constraints.get("min"), constraints.get("max")
    need(is_number(mean) and is_number(std) and std >= 0, f"mean {mean!r}, std {std!r}")
    for bound in (low, high):
        need(bound is None or is_number(bound), f"bound {bound!r}")
    need(low is None or high is None or low <= high, f"min {low!r} is over max {high!r}")
    slack = 1e-12 * max(abs(mean), std)
    need((low is None or low - slack <= mean) and (high is None or mean <= high + slack), f"mean {mean!r} outside of {low!r} .. {high!r}")
    need(low is None or high is None or std <= (high - low) * 0.7072 + slack, f"std {std!r} is too large for {low!r} .. {high!r}")
    values = np.random.normal(mean, std, ROWS)
    if low is not None or high is not None:
        values = np.clip(values, low, high)
    need(np.isfinite(values).all(), "not all values are finite")
    return list(values), f"mean {mean:.6g}, std {std:.6g}, {low} .. {high}"


def categorical(params, constraints):
    weights = params["weights"]
    need(isinstance(weights, dict), "weights is no object")
    need(all(is_number(w) and w >= 0 for w in weights.values()), "a weight is negative or no number")
    if not weights:
        need(params["nan_probability"] == 1, "no weights, but cells that are not missing")
        return [None] * ROWS, "no categories"
    names, shares = list(weights), list(weights.values())
    values = np.random.choice(np.array(names, dtype=object), size=ROWS, p=shares)  # raises unless they add up to 1
    top = max(range(len(names)), key=lambda i: shares[i])
    error = 5 * math.sqrt(shares[top] * (1 - shares[top]) / ROWS) + 1e-9
    need(abs(sum(v == names[top] for v in values) / ROWS - shares[top]) <= error, f"{names[top]!r} is drawn too often or too seldom")
    need(shares == sorted(shares, reverse=True), "the weights are not in falling order")
    need(isinstance(params["unique_count"], int) and params["unique_count"] >= len(names) - 1, f"unique_count {params['unique_count']!r} for {len(names)} weights")
    return list(values), f"{len(names)} categories, first {names[0][:30]!r} {shares[0]:.4f}"


def pii(params, constraints):
    need(params["pii_type"] in PII, f"pii_type {params['pii_type']!r}")
    return [PII[params["pii_type"]]] * ROWS, params["pii_type"]


def datetimes(params, constraints):
    low, high = (datetime.datetime.fromisoformat(constraints[side]) for side in ("min", "max"))
    need(low <= high, f"min {low} is after max {high}")
    span = (high - low).total_seconds()
    values = [low + datetime.timedelta(seconds=float(s)) for s in np.random.uniform(0, span, ROWS)]
    need(all(low <= v <= high for v in values), "a date outside of its bounds")
    return values, f"{low} .. {high}"


TYPES = {"numerical": numerical, "categorical": categorical, "pii": pii, "datetime": datetimes}


def read(path):
    """Rows by column; prints a line for each."""
    with open(path, encoding="utf-8") as file:
        model = json.load(file, parse_constant=no_constant, object_pairs_hook=once)
    metadata = model["metadata"]
    need(isinstance(metadata["rows"], int) and metadata["rows"] >= 0, f"metadata.rows {metadata['rows']!r}")
    need(isinstance(metadata["version"], str) and metadata["version"].split(".")[0] == "1", f"metadata.version {metadata['version']!r}")
    if metadata["date"] is not None:
        datetime.datetime.fromisoformat(metadata["date"])
    need(metadata["foreign_keys"] is None or isinstance(metadata["foreign_keys"], dict), "metadata.foreign_keys")
    table, skipped = {}, 0
    np.random.seed(42)
    for column in model["columns"]:
        name, params, constraints = column["name"], column["params"], column["constraints"]
        try:
            missing = params["nan_probability"]
            need(is_number(missing) and 0 <= missing <= 1, f"nan_probability {missing!r}")
            need(name not in table, "a second column of this name")
            if column["type"] not in TYPES:
                skipped += 1
                print(f"  {name[:32]:32} {column['type']:12} skipped")
                continue
            if missing == 1:  # nothing was seen: there may be no bounds
                values, what = [None] * ROWS, "all missing"
                if column["type"] == "categorical":
                    values, what = categorical(params, constraints)
            else:
                values, what = TYPES[column["type"]](params, constraints)
            gone = np.random.random(ROWS) < missing
            values = [None if g else v for g, v in zip(gone, values)]
            share = sum(v is None for v in values) / ROWS
            need(abs(share - missing) <= 5 * math.sqrt(missing * (1 - missing) / ROWS) + 1e-9, f"{share} of the cells are missing, not {missing}")
        except KeyError as key:
            raise Wrong(f"column {name!r} has no {key}") from None
        except (Wrong, ValueError, TypeError) as wrong:
            raise Wrong(f"column {name!r}: {wrong}") from None
        table[name] = values
        print(f"  {name[:32]:32} {column['type']:12} {missing:6.1%} missing  {what}  e.g. {str(values[0])[:24]}")
    need(len(table) + skipped == len(model["columns"]), "a column is lost")
    return table, skipped


def main(paths):
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    columns = 0
    for path in paths:
        print(path)
        try:
            table, skipped = read(path)
        except KeyError as key:
            print(f"reference_reader.py: {path}: there is no {key}", file=sys.stderr)
            return 1
        except (Wrong, ValueError, OSError) as wrong:
            print(f"reference_reader.py: {path}: {wrong}", file=sys.stderr)
            return 1
        columns += len(table)
    print(f"{len(paths)} models read, {columns} columns drawn as the reference does")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
