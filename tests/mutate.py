#!/usr/bin/env python3
"""Changes replicator.h and jsmn.h in one place at a time and asks the tests whether they notice.

    python3 tests/mutate.py [--count 200] [--seed 1] [--room R13[,R14]] [--tests draw,formats] [--jobs 2] [--cc "tcc"] [--list]

Mutants flip a comparison, swap && and ||, swap + and -, move a constant by one, negate a condition or drop a
statement (DeMillo, Lipton, Sayward 1978; the operators of Offutt et al. 1996 that fit C). A seeded sample is drawn: some
from every room, the rest by the size of the room, each operator as often as any other. The tests of the mutant's own
room run first, then the others that can see it and take less than two seconds, by rising time: rooms call downwards
only, so the tests of lower rooms cannot. The golden list (tests/same_bytes.c, whose hashes must be those of tests/golden/) is one of them.
Killed is what fails, crashes or takes five times its time; what does not compile is no mutant, and neither is a line that the compiler
does not see. tcc builds a test in a twentieth of a second, so it is taken if it is here.
Prints a line for each survivor; tests/mutants.md judges those of the last full run. Ends with 1 below 85 % killed.
"""
import argparse, collections, os, random, re, resource, shutil, subprocess, sys, tempfile, threading, time

# A test, the highest room that it reaches (35 = all but the words), and the rooms whose own test it is.
TESTS = [("base", 6, "R01 R02 R03 R06"), ("numbers", 7, "R04 R05 R07"), ("dates", 8, "R08"), ("random", 9, "R09 R07"), ("statistics", 9, "R09"), ("cells", 10, "R10"),
         ("csv", 11, "R11"), ("in", 34, "R12 R21"), ("pii", 13, "R13 R36"), ("patterns", 14, "R14 R36"), ("styles", 15, "R15"), ("json", 19, "R18 R19"),
         ("model", 32, "R16 R17 R18 R19"), ("profile", 32, "R20"), ("learn", 32, "R22"), ("joint", 32, "R17 R18 R19 R23 R24 R25"), ("draw", 30, "R25 R27"), ("where", 30, "R25 R30"),
         ("formats", 30, "R26 R27 R28 R29 R30"), ("structs", 31, "R31"), ("reference", 30, "R16"), ("inspect", 32, "R32"), ("leaving", 34, "R03 R27"), ("compare", 33, "R33"),
         ("files", 34, "R34"), ("build", 35, "R35 R17"), ("memory", 35, ""), ("faults", 34, "")]
FAST = 2.0  # seconds of processor time
JSMN = ["-DJSMN_STRICT -DJSMN_PARENT_LINKS", "-DJSMN_PARENT_LINKS", "-DJSMN_STRICT", ""]
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
Mutant = collections.namedtuple("Mutant", "file room line start end new kind")


def blanked(text):
    """The text with comments, literals and preprocessor lines blanked, at the same offsets."""
    pattern = r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^[ \t]*#(?:\\\n|[^\n])*'
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group(0)), text, flags=re.S | re.M)


def functions(code):
    """Offsets of the bodies of functions: a brace at depth 0 behind a parenthesis."""
    depth = 0
    for m in re.finditer(r"[{}]", code):
        if m.group() == "{":
            if depth == 0:
                start, body = m.end(), code[:m.start()].rstrip().endswith(")")
            depth += 1
        else:
            depth -= 1
            if depth == 0 and body:
                yield start, m.start()


def closing(code, at):
    depth = 0
    for i in range(at, len(code)):
        depth += (code[i] == "(") - (code[i] == ")")
        if depth == 0:
            return i
    return None


def candidates(code, begin, end):
    """(kind, start, end, replacement) of every change within a body."""
    flips = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&", "+": "-", "-": "+"}
    for m in re.finditer(r"(?<= )(<=|>=|==|!=|<|>|&&|\|\||[+-])(?= )", code[begin:end]):
        kind = "comparison" if m.group() in "<=>==!=" else "and/or" if m.group() in ("&&", "||") else "plus/minus"
        yield kind, begin + m.start(), begin + m.end(), flips[m.group()]
    for m in re.finditer(r"(?<![\w.])\d{1,9}(?![\w.])", code[begin:end]):
        for step in (1, -1):
            if int(m.group()) + step >= 0:
                yield "constant", begin + m.start(), begin + m.end(), str(int(m.group()) + step)
    for m in re.finditer(r"\b(?:if|while) (?=\()", code[begin:end]):
        last = closing(code, begin + m.end())
        if last is not None:
            yield "negation", begin + m.end(), last + 1, "(!" + code[begin + m.end():last + 1] + ")"
    for m in re.finditer(r"^[ \t]+((?!return\b|case\b|default\b|static\b|const\b|goto\b|for\b|else\b|do\b|while\b)[^;{}\n]*;)[ \t]*$", code[begin:end], flags=re.M):
        yield "statement", begin + m.start(1), begin + m.end(1), ";"


class Program:
    """One test program: how it is built, how long it may run and, of the golden list, what it must print."""

    def __init__(self, name, top, rooms, flags, cc, source=None, prints=None):
        self.name, self.top, self.rooms, self.seconds, self.cc, self.prints = name, top, rooms.split(), 0.0, cc, prints
        self.source = source or "tests/test_%s.c" % name
        self.flags = ["-std=c99", "-DTEST_STOP", "-w", "-Itests"] + flags.split()

    def build(self, headers, out):
        command = self.cc + self.flags + ["-I" + headers, "-o", out, self.source, "-lm"]
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=TOP).returncode == 0

    def run(self, path, folder, seconds):
        """How the test ended: None = it passed. Limits are of processor time, as the machine may be busy."""
        def limits():
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
            resource.setrlimit(resource.RLIMIT_FSIZE, (256 << 20, 256 << 20))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        try:
            done = subprocess.run([path], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE if self.prints else subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  cwd=TOP, env=dict(os.environ, TMPDIR=folder), preexec_fn=limits, timeout=60 * seconds)
            if done.returncode == 0 and self.prints and done.stdout != self.prints:
                return "other bytes"
            return None if done.returncode == 0 else "failed" if done.returncode > 0 else "signal %d" % -done.returncode
        except subprocess.TimeoutExpired:
            return "no end"


def golden():
    """What tests/same_bytes.c prints; lines that begin with # are reasons."""
    with open(os.path.join(TOP, "tests/golden/same_bytes.txt"), "rb") as file:
        return b"".join(line for line in file if not line.startswith(b"#"))


def number(room):
    return 0 if room == "jsmn" else int(room[1:])


def programs(cc, work, rooms, names):
    """Builds and times all programs that see one of the rooms; what fails without a change is of no use."""
    result = {"replicator.h": [Program(name, top, rooms, "", cc) for name, top, rooms in TESTS], "jsmn.h": [Program("jsmn", 0, "", flags, cc) for flags in JSMN]}
    result["replicator.h"].append(Program("same_bytes", 32, "R17 R22 R23 R24 R25 R26 R27 R28 R29 R30 R32", "", cc, "tests/same_bytes.c", golden()))
    for of in result.values():
        of[:] = [p for p in of if not names or p.name in names]
        of[:] = [p for p in of if any(room in p.rooms or p.top >= number(room) for room in rooms)]
        for p in list(of):
            path = os.path.join(work, "original")
            ok = p.build(TOP, path)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            ended = p.run(path, work, 300) if ok else "does not compile"
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            p.seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            if ended:
                print("test_%s: %s without any change: left out" % (p.name, ended))
                of.remove(p)
    return result


def seen_lines(file, cc):
    """Lines that stand in what the preprocessor hands on."""
    source = "tests/test_jsmn.c" if file == "jsmn.h" else "tests/test_files.c"
    out = subprocess.run(cc + ["-std=c99", "-E", "-I.", "-Itests", source], stdout=subprocess.PIPE, cwd=TOP, check=True).stdout.decode("utf-8", "replace")
    seen, line, here = set(), 0, False
    for text in out.split("\n"):
        mark = re.match(r'#(?:line)? (\d+)(?: "([^"]*)")?', text)
        if mark:
            line, here = int(mark.group(1)), here if mark.group(2) is None else os.path.basename(mark.group(2)) == file
            continue
        if here and text.strip():
            seen.add(line)
        line += 1
    return seen


def mutants_of(file, cc):
    text = open(os.path.join(TOP, file), encoding="utf-8").read()
    code, seen, result = blanked(text), seen_lines(file, cc), []
    rooms = [(m.start(), m.group(1)) for m in re.finditer(r"MARK: - \[(R\d+)\]", text)] or [(0, "jsmn")]
    hidden = [m.span() for m in re.finditer(r"GCOVR_EXCL_START[\s\S]*?GCOVR_EXCL_STOP|^.*(?:REPLICATOR_ASSERT|GCOVR_EXCL_LINE).*$", text, flags=re.M)]
    for begin, end in functions(code):
        room = [name for at, name in rooms if at <= begin]
        for kind, start, stop, new in candidates(code, begin, end):
            line = text.count("\n", 0, start) + 1
            if room and line in seen and not any(a <= start < b for a, b in hidden):
                if kind == "negation":
                    new = "(!" + text[start:stop] + ")"
                result.append(Mutant(file, room[-1], line, start, stop, new, kind))
    return text, result


def sample(mutants, count, seed):
    """Three of every room, the rest by size; a kind of change is drawn first, then its place."""
    dice, rooms, chosen = random.Random(seed), collections.defaultdict(list), []
    for m in mutants:
        rooms[m.room].append(m)
    total = sum(len(v) for v in rooms.values())
    rest = max(0, count - 3 * len(rooms))
    order = sorted(rooms)
    share = {room: 3 + rest * len(rooms[room]) // total for room in order}
    for room in sorted(order, key=lambda r: -len(rooms[r]))[:max(0, count - sum(share.values()))]:
        share[room] += 1
    for room in order:
        kinds = collections.defaultdict(list)
        for m in rooms[room]:
            kinds[m.kind].append(m)
        for of in kinds.values():
            dice.shuffle(of)
        while share[room] > 0 and kinds:
            kind = dice.choice(sorted(kinds))
            chosen.append(kinds[kind].pop())
            share[room] -= 1
            if not kinds[kind]:
                del kinds[kind]
    return chosen


def judge(mutant, texts, tests, folder):
    """None = does not compile; else (what killed it, how), or ("", "")."""
    changed = texts[mutant.file]
    changed = changed[:mutant.start] + mutant.new + changed[mutant.end:]
    for file in texts:
        with open(os.path.join(folder, file), "w", encoding="utf-8") as out:
            out.write(changed if file == mutant.file else texts[file])
    room = number(mutant.room)
    order = sorted((p for p in tests[mutant.file] if mutant.room in p.rooms or mutant.room == "jsmn" or (p.top >= room and p.seconds < FAST)), key=lambda p: (mutant.room not in p.rooms, p.seconds))
    for p in order:
        path = os.path.join(folder, "test")
        if not p.build(folder, path):
            return None
        ended = p.run(path, folder, int(5 * p.seconds) + 3)
        if ended:
            return p.name, ended
    return "", ""


def shown(mutant, text):
    """The line with the change marked: before => after."""
    begin, end = text.rfind("\n", 0, mutant.start) + 1, text.find("\n", mutant.end)
    old = text[mutant.start:mutant.end]
    if mutant.kind == "negation":
        return "if (!...) at  " + text[begin:end].strip()[:150]
    if mutant.kind == "statement":
        return "dropped  " + old[:150]
    return "%s => %s  in  %s[%s]%s" % (old, mutant.new, text[begin:mutant.start].lstrip()[-70:], old, text[mutant.end:end][:70])


def main():
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--count", type=int, default=200)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--room", help="only these, such as R13 or R26,R27 or jsmn")
    ask.add_argument("--tests", help="ask only these, such as formats,same_bytes: a first look, what survives may die by others")
    ask.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ask.add_argument("--cc", default="tcc" if shutil.which("tcc") else "cc -O0")
    ask.add_argument("--list", action="store_true", help="show the sample and end")
    args = ask.parse_args()
    cc = args.cc.split()
    texts, mutants = {}, []
    for file in ("replicator.h", "jsmn.h"):
        texts[file], more = mutants_of(file, cc)
        mutants += more
    if args.room:
        mutants = [m for m in mutants if m.room in args.room.split(",")]
    # a fifth more than asked for, as some do not compile
    waiting = sample(mutants, args.count + args.count // 5, args.seed)
    random.Random(args.seed).shuffle(waiting)
    print("%d places to change, %d drawn with seed %d, by %s" % (len(mutants), len(waiting), args.seed, args.cc), flush=True)
    if args.list:
        for m in waiting:
            print("%s:%d %s %s: %s" % (m.file, m.line, m.room, m.kind, shown(m, texts[m.file])))
        return 0
    work = tempfile.mkdtemp(prefix="mutate_")
    lock, begun = threading.Lock(), time.time()
    tally, survivors, invalid = collections.defaultdict(lambda: [0, 0]), [], [0]
    tests = programs(cc, work, set(m.room for m in mutants), args.tests and args.tests.split(","))
    print("tests timed: %s" % ", ".join("%s %.1f s" % (p.name, p.seconds) for of in tests.values() for p in of), flush=True)

    def worker(number):
        folder = os.path.join(work, str(number))
        os.mkdir(folder)
        while True:
            with lock:
                if not waiting or sum(map(sum, tally.values())) >= args.count:
                    return
                mutant = waiting.pop()
            answer = judge(mutant, texts, tests, folder)
            with lock:
                if answer is None:
                    invalid[0] += 1
                elif sum(map(sum, tally.values())) < args.count:
                    tally[mutant.room][0 if answer[0] else 1] += 1
                    if not answer[0]:
                        survivors.append(mutant)
                        print("survived %s:%d %s %s: %s" % (mutant.file, mutant.line, mutant.room, mutant.kind, shown(mutant, texts[mutant.file])), flush=True)

    try:
        threads = [threading.Thread(target=worker, args=(i,)) for i in range(args.jobs)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    killed, lived = (sum(v[i] for v in tally.values()) for i in (0, 1))
    for room in sorted(tally):
        print("%-5s %3d killed, %d survived" % (room, tally[room][0], tally[room][1]))
    share = 100.0 * killed / max(1, killed + lived)
    print("%d mutants: %d killed, %d survived, %.1f %% killed; %d did not compile; %.0f s" % (killed + lived, killed, lived, share, invalid[0], time.time() - begun))
    return 0 if share >= 85 else 1


if __name__ == "__main__":
    sys.exit(main())
