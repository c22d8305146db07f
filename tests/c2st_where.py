#!/usr/bin/python3
"""c2st_where.py - where generated rows are told from real ones: for whoever improves the joint model.

    tests/c2st_where.py TABLE --replicate build/replicate [--rival independent | --bootstrap] [--seeds 42..44] [--split 0] [--rows 8000]

TABLE is a name of tests/fidelity.py, which tells of splits and of needs. Prints, worst first:
    columns     shape score, and what a bootstrap of the real rows lacks less; AUC of a classifier of this column alone
    pairs       pair score of score.py's quality, short of the bootstrap's; * counts in `strong`
    C2ST        AUC of the whole; by how much it falls when a column is shuffled or left out
    sets        AUC of classifiers of two columns; then the set that grows by the column which adds most
    sums        numbers that the others give away (least squares on real rows): the spread of what is left
    places      leaves of a small tree: real and generated rows there, of 1,000 each
A classifier sees held-out real rows and as many generated ones. 0.5 is perfect, noise is near 0.01.
"""
import argparse, itertools, multiprocessing, os, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
import fidelity
from fidelity import Job


class Sight:
    """What the workers look at, set before they are forked."""
    whole = drawn = strapped = None           # typed frames: the table, and lists of as many rows drawn
    x = y = categories = None                 # encoded held-out and generated rows of one split


def auc(columns, trees=40, folds=3, seed=0):
    """Out-of-fold AUC of score.py's classifier with fewer trees on some columns."""
    import numpy
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold
    columns = list(columns)
    x, y, categories = Sight.x[:, columns], Sight.y, Sight.categories[columns]
    p = numpy.zeros(len(y))
    for fit, test in StratifiedKFold(folds, shuffle=True, random_state=seed).split(x, y):
        model = HistGradientBoostingClassifier(max_iter=trees, early_stopping=False, random_state=seed,
                                               categorical_features=categories if categories.any() else None)
        p[test] = model.fit(x[fit], y[fit]).predict_proba(x[test])[:, 1]
    return roc_auc_score(y, p)


def shape_and_pairs(pair):
    """score.py's quality of two columns: shares of shape and pair, of the drawn rows and of bootstraps; whether it counts in strong."""
    pair, out = list(pair), []
    for frames in (Sight.drawn, Sight.strapped):
        found = [Job.score._quality(Sight.whole[pair], frame[pair]) for frame in frames]
        out.append(sum(f["pairs"] for f in found) / len(found))
    return out[0], out[1], found[0]["strong_pairs_n"] > 0


def shape(column):
    score, out = Job.score, []
    for frames in (Sight.drawn, Sight.strapped):
        real = Sight.whole[column]
        values = [score._ks(real.to_numpy(), f[column].to_numpy()) if real.dtype == float else score._tv(real, f[column]) for f in frames]
        out.append(sum(values) / len(values))
    gone = sum(f[column].isna().mean() for f in Sight.drawn) / len(Sight.drawn) - Sight.whole[column].isna().mean()
    return out[0], out[1], gone


def shuffled(seed=0):
    """AUC of score.py's C2ST and what it loses, by column shuffled."""
    import numpy
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold
    x, y, rng = Sight.x, Sight.y, numpy.random.RandomState(seed)
    p, q = numpy.zeros(len(y)), numpy.zeros((x.shape[1], len(y)))
    for fit, test in StratifiedKFold(3, shuffle=True, random_state=seed).split(x, y):
        model = Job.score._hgb(True, Sight.categories, seed).fit(x[fit], y[fit])
        p[test] = model.predict_proba(x[test])[:, 1]
        for j in range(x.shape[1]):
            z = x[test].copy()
            z[:, j] = z[rng.permutation(len(test)), j]
            q[j, test] = model.predict_proba(z)[:, 1]
    base = roc_auc_score(y, p)
    return base, [base - roc_auc_score(y, row) for row in q]


def sums(real, drawn):
    """Numeric columns that the others explain: R2 on real rows and the standard deviation left over, real and drawn."""
    import numpy
    names = [c for c in real.columns if real[c].dtype == float]
    r, d = real[names].dropna(), drawn[names].dropna()
    found = []
    if len(names) < 3 or len(r) < 50 or len(d) < 50:
        return found
    for name in names:
        others = [n for n in names if n != name]
        a, b = (numpy.column_stack([f[others].to_numpy(), numpy.ones(len(f))]) for f in (r, d))
        centre, scale = a[:, :-1].mean(0), a[:, :-1].std(0) + 1e-300
        for m in (a, b):
            m[:, :-1] = (m[:, :-1] - centre) / scale
        weights = numpy.linalg.lstsq(a, r[name].to_numpy(), rcond=None)[0]
        left, left_drawn = r[name].to_numpy() - a @ weights, d[name].to_numpy() - b @ weights
        if r[name].std() > 0:
            found.append((1 - (left.std() / r[name].std()) ** 2, name, left.std(), left_drawn.std()))
    return sorted((f for f in found if f[0] > 0.5), reverse=True)


def places(real, drawn, names):
    """Leaves of a small tree that tells drawn from real rows, with the way to each in words."""
    import numpy
    from sklearn.tree import DecisionTreeClassifier
    low = numpy.nanmin(Sight.x, axis=0) - 1
    x = numpy.where(numpy.isnan(Sight.x), low, Sight.x)
    tree = DecisionTreeClassifier(max_leaf_nodes=16, min_samples_leaf=max(10, len(x) // 200), random_state=0).fit(x, Sight.y).tree_
    leaf = tree.apply(x.astype(numpy.float32))
    tops = {j: list(map(str, real[c].value_counts().index)) for j, c in enumerate(names) if Sight.categories[j]}

    def words(j, low_end, high_end):
        if j not in tops:
            parts = ([f"{low_end:.6g} <"] if low_end is not None else []) + [names[j]] + ([f"<= {high_end:.6g}"] if high_end is not None else [])
            return " ".join(parts)
        first, last = 0 if low_end is None else int(low_end + 1), len(tops[j]) - 1 if high_end is None else int(high_end)
        chosen = tops[j][max(0, first):last + 1]
        missing = ["missing"] if low_end is None and numpy.isnan(Sight.x[:, j]).any() else []
        shown = missing + chosen[:3] + ([f"and {len(chosen) - 3} more"] if len(chosen) > 3 else [])
        return f"{names[j]} in ({', '.join(shown)})" if shown else f"{names[j]} unseen"

    found = []

    def walk(node, bounds):
        if tree.children_left[node] < 0:
            here = leaf == node
            n = [1000 * (here & (Sight.y == k)).sum() / (Sight.y == k).sum() for k in (0, 1)]
            found.append((abs(n[0] - n[1]), n, "; ".join(words(j, *b) for j, b in bounds.items())))
            return
        j, t = tree.feature[node], tree.threshold[node]
        old = bounds.get(j, (None, None))
        walk(tree.children_left[node], {**bounds, j: (old[0], t)})
        walk(tree.children_right[node], {**bounds, j: (t, old[1])})

    walk(0, {})
    return sorted(found, reverse=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", choices=list(fidelity.TABLES), metavar="TABLE")
    parser.add_argument("--replicate", default="build/replicate")
    parser.add_argument("--rival", choices=["independent"])
    parser.add_argument("--bootstrap", action="store_true")
    parser.add_argument("--seeds", type=fidelity.numbers, default=fidelity.numbers("42..44"))
    parser.add_argument("--split", type=int, default=0)
    parser.add_argument("--rows", type=int, default=8000, help="rows of each kind that the classifiers of sets see")
    parser.add_argument("--top", type=int, default=10)
    arguments = parser.parse_args()
    import numpy
    Job.score, Job.replicate = fidelity.load_scorer(), os.path.abspath(arguments.replicate)
    name, top, score = arguments.table, arguments.top, Job.score
    source = "bootstrap" if arguments.bootstrap else arguments.rival or "model"
    with tempfile.TemporaryDirectory(prefix="fidelity") as Job.folder:
        frame, meta = fidelity.real_table(name)
        Sight.whole = score._typed(frame, meta)
        Sight.strapped = [score._typed(fidelity.bootstrap(frame, s), meta) for s in arguments.seeds]
        if source == "bootstrap":
            Sight.drawn = [score._typed(fidelity.bootstrap(frame, 1000 + s), meta) for s in arguments.seeds]
        else:
            model = os.path.join(Job.folder, "model.json")
            fidelity.profile(os.path.join(fidelity.DATA, fidelity.TABLES[name]["path"]), model, source)
            Sight.drawn = [score._typed(fidelity.draw(model, len(frame), s, os.path.join(Job.folder, "rows")), meta) for s in arguments.seeds]
        train, holdout, drawn = fidelity.split_frames(name, arguments.split, source, Job.folder)
    names = list(Sight.whole.columns)
    pairs = list(itertools.combinations(range(len(names)), 2))
    split_meta = score.derive_meta(train, {"columns": meta["columns"]})
    train, holdout, drawn = (score._typed(f, split_meta) for f in (train, holdout, drawn))

    def look(k):
        k = min(k, len(holdout), len(drawn))
        (a, b), Sight.categories = score._encode(train, [score._sub(holdout, k, 3), score._sub(drawn, k, 5)])
        Sight.x, Sight.y = numpy.vstack([a, b]), numpy.r_[numpy.zeros(len(a)), numpy.ones(len(b))]

    workers = min(2, os.cpu_count() or 1)
    print(f"{name}, {source}, generation seeds {arguments.seeds}, split {arguments.split}")
    look(arguments.rows)
    with multiprocessing.Pool(workers) as pool:
        alone = pool.map(auc, [[j] for j in range(len(names))])
        print("\ncolumns               shape   bootstrap's  missing   AUC alone")
        shapes = pool.map(shape, names)
        for j in sorted(range(len(names)), key=lambda j: shapes[j][0] - shapes[j][1])[:top]:
            print(f"  {names[j][:20]:20} {shapes[j][0]:.4f}   {shapes[j][1]:.4f}     {shapes[j][2]:+.4f}   {alone[j]:.3f}")
        found = pool.map(shape_and_pairs, [(names[i], names[j]) for i, j in pairs])
        for title, chosen in (("pairs that count in strong *", [k for k in range(len(pairs)) if found[k][2]]),
                              ("all pairs", list(range(len(pairs))))):
            chosen = [k for k in chosen if found[k][0] == found[k][0]]
            print(f"\n{title:44} score   bootstrap's  short by")
            for k in sorted(chosen, key=lambda k: found[k][0] - found[k][1])[:top]:
                s, b, strong = found[k]
                print(f"  {'*' if strong else ' '} {names[pairs[k][0]][:18]:18} {names[pairs[k][1]][:18]:20} {s:.4f}   {b:.4f}     {b - s:+.4f}")
    look(20000)
    with multiprocessing.Pool(workers) as pool:
        whole = pool.apply_async(shuffled)
        everything = set(range(len(names)))
        without = pool.map(auc_full, [sorted(everything - {j}) for j in range(len(names))]) if len(names) > 1 else []
        base, falls = whole.get()
    print(f"\nC2ST {base:.4f} on {len(Sight.y) // 2} rows of each kind    falls when shuffled   left out")
    for j in sorted(range(len(names)), key=lambda j: -falls[j])[:top]:
        print(f"  {names[j][:40]:40}      {falls[j]:+.4f}             {base - without[j]:+.4f}")
    look(arguments.rows)
    with multiprocessing.Pool(workers) as pool:
        twos = pool.map(auc, pairs)
        print("\nsets of two                                  AUC     over the better one alone")
        for k in sorted(range(len(pairs)), key=lambda k: -twos[k])[:top]:
            i, j = pairs[k]
            print(f"  {names[i][:20]:20} {names[j][:20]:20}  {twos[k]:.3f}   {twos[k] - max(alone[i], alone[j]):+.3f}")
        chosen, reached = list(pairs[max(range(len(pairs)), key=lambda k: twos[k])]), max(twos)
        print("growing set")
        while len(chosen) < min(6, len(names)):
            rest = [j for j in range(len(names)) if j not in chosen]
            more = pool.map(auc, [chosen + [j] for j in rest])
            best = max(range(len(rest)), key=lambda k: more[k])
            if more[best] < reached + 0.003:
                break
            chosen, reached = chosen + [rest[best]], more[best]
            print(f"  {reached:.3f}   {', '.join(names[j] for j in chosen)}")
    left = sums(holdout, drawn)
    if left:
        print("\nsums                  R2 on real   left over: real    drawn")
        for r2, column, real_left, drawn_left in left[:top]:
            print(f"  {column[:20]:20} {r2:.4f}       {real_left:<12.5g}  {drawn_left:<12.5g}")
    print("\nplaces: of 1,000 rows real, drawn")
    for _, (r, d), words in places(train, drawn, names)[:top]:
        print(f"  {r:7.1f} {d:7.1f}   {words}")


def auc_full(columns):
    return auc(columns, trees=100)


if __name__ == "__main__":
    main()
