#!/usr/bin/python3
"""The figures of `replicate compare --json` against those of ../shared/score.py, which follow SDMetrics' definitions.

    /usr/bin/python3 tests/compare_score.py [BUILD [DATA]]      from the top folder

BUILD: folder of the built programs, default build. DATA: tables, default ../shared/data/single. Each table is compared with
rows that replicate makes of it (as many, and 700), and with its own rows after some cells were changed, so that weak and
strong, near and far are all there. Types must be the same, scores, copies and distances within 0.001; distances only where
score.py takes all rows, as the two draw their samples differently. Says so where pandas or ../shared is missing.
Ends with "N passed, N failed"."""
import glob, json, math, os, random, subprocess, sys, tempfile

build = sys.argv[1] if len(sys.argv) > 1 else 'build'
data = sys.argv[2] if len(sys.argv) > 2 else '../shared/data/single'
passed = failed = 0


def skip(what):
    print(what + ': comparison with score.py skipped')
    print('0 passed, 0 failed')
    sys.exit(0)


if not os.path.exists('../shared/score.py'): skip('../shared/score.py is not here')
if not os.path.isdir(data): skip(data + ' is not here')
try:
    import pandas as pd, numpy as np
    sys.path.insert(0, '../shared')
    sys.dont_write_bytecode = True
    import score
    import scipy.stats
except ImportError as missing: skip('python3-pandas, python3-scipy: %s' % missing)


def check(what, ours, theirs, near=0.001):
    global passed, failed
    nothing = lambda v: v is None or (isinstance(v, float) and math.isnan(v))
    if isinstance(theirs, str): ok = ours == theirs
    elif nothing(theirs): ok = nothing(ours)
    else: ok = not nothing(ours) and abs(ours - theirs) <= near
    if ok: passed += 1
    else:
        failed += 1
        print('failed: %s: %r, score.py says %r' % (what, ours, theirs))


def compare(real, synth, holdout=None):
    command = [build + '/replicate', 'compare', real, synth, '--json', '--ragged', 'pad']
    return json.loads(subprocess.run(command + (['--holdout', holdout] if holdout else []), check=True, stdout=subprocess.PIPE).stdout)


def one(name, real, synth, holdout=None):
    ours = compare(real, synth, holdout)
    r, s, h = (score.read_csv(p) if p else None for p in (real, synth, holdout))
    meta = score.derive_meta(r)
    R, S, H = (score._typed(score.as_text(f), meta) if f is not None else None for f in (r, s, h))
    q, k = score._quality(R, S), ours['quality']
    for key in ('shapes', 'pairs', 'strong', 'strong_pairs'): check('%s %s' % (name, key), k[key], q[key])
    check(name + ' overall', k['overall'], q['shapes'] if q['pairs'] != q['pairs'] else q['overall'])
    check(name + ' strong pairs', ours['strong_pair_count'], q['strong_pairs_n'], 0)
    check(name + ' missing', 1 - ours['coverage']['missing'], float(np.mean(np.abs(R.isna().mean() - S.isna().mean()))))
    for c in ours['columns']:
        check('%s sdtype of %s' % (name, c['name']), c['sdtype'], meta['columns'][c['name']]['sdtype'])
        if c['name'] in R.columns:
            a, b = R[c['name']], S[c['name']]
            check('%s column %s' % (name, c['name']), c['score'], float(score._ks(a.to_numpy(), b.to_numpy()) if a.dtype == float else score._tv(a, b)))
    pairs = ours['pairs']
    for p in random.Random(1).sample(pairs, min(40, len(pairs))):
        check('%s pair %s' % (name, p['columns']), p['score'], score._quality(R[p['columns']], S[p['columns']])['pairs'])
    if len(R.columns) == 0: return
    y, z = ours['privacy'], score._privacy(R, S, H, 0)
    check(name + ' copies', y['copies'], z['exact_match'])
    check(name + ' copies of reference', y['copies_reference'], z['exact_match_holdout' if h is not None else 'real_dup_rows'])
    whole = len(S) <= (2000 if R.shape[1] <= 30 else 1000) and len(R) <= 20000
    if whole and (H is None or len(H) == len(R)):
        check(name + ' distance_p5', y['distance_p5'], z['dcr_p5'])
        check(name + ' distance_median', y['distance_median'], z['dcr_median'])
        if H is not None: check(name + ' closer_share', y['closer_share'], z['dcr_share'])
        if H is None or len(H) <= 1000:
            check(name + ' distance_p5_reference', y['distance_p5_reference'], z['dcr_p5_ref'])
            check(name + ' distance_median_reference', y['distance_median_reference'], z['dcr_median_ref'])


def write(frame, path):
    frame.to_csv(path, index=False)
    return path


def changed(frame, seed):
    """The same rows with every sixth cell taken from another row, and every fiftieth emptied."""
    rng = np.random.RandomState(seed)
    out = frame.copy()
    for c in out.columns:
        v, other = out[c].to_numpy(dtype=object).copy(), rng.permutation(out[c].to_numpy(dtype=object))
        swap, empty = rng.rand(len(v)) < 1 / 6, rng.rand(len(v)) < 0.02
        v[swap] = other[swap]
        v[empty] = np.nan
        out[c] = v
    return out


with tempfile.TemporaryDirectory() as work:
    for table in sorted(glob.glob(data + '/*.csv')) + ['examples/customers.csv']:
        name = os.path.basename(table)
        frame = score.read_csv(table)
        frame.columns = [str(c) for c in frame.columns]
        fake, few, mixed = (os.path.join(work, n + '_' + name) for n in ('fake', 'few', 'mixed'))
        for n, path in ((len(frame), fake), (700, few)):
            subprocess.run([build + '/replicate', 'run', table, '-n', str(n), '--ragged', 'pad', '-o', path], check=True)
        one(name + ' and fake rows', table, fake)
        if len(frame) > 20000: frame = frame.sample(n=6000, random_state=1).reset_index(drop=True)
        one(name + ' and itself, changed', write(frame, os.path.join(work, 'real_' + name)), write(changed(frame, 7), mixed))
        half = frame.sample(frac=1, random_state=5).reset_index(drop=True)
        half = half.iloc[:len(half) // 2 * 2]
        n = min(len(half) // 2, 1000)
        train, held = half.iloc[:n], half.iloc[len(half) // 2:len(half) // 2 + n]
        one(name + ' with a holdout', write(train, os.path.join(work, 'train_' + name)), few, write(held, os.path.join(work, 'held_' + name)))
print('%d passed, %d failed' % (passed, failed))
sys.exit(failed > 0)
