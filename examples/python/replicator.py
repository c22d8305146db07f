"""replicator.py - the library from Python, by ctypes: learn a table, draw rows into pandas, numpy or plain lists

    cc -O2 -shared -fPIC -DREPLICATOR_IMPLEMENTATION -x c replicator.h -o libreplicator.so -lm
    python3 examples/python/replicator.py ./libreplicator.so examples/customers.csv 1000

Nothing else is built. Rows come as columns of their natural types, missing ones as None (in pandas as NA):

    from replicator import Library
    model = Library("./libreplicator.so").profile("examples/customers.csv")
    rows = model.rows(1000, seed=42)           # a pandas.DataFrame where pandas is there, else a dict of lists
"""
import ctypes as c
import sys

SIZE = c.c_size_t
NAMES = "TEXT BOOL I64 I32 I16 I8 U64 U32 U16 U8 F64 F32 UNITS DAYS MICROS MILLIS SECONDS CODE CHARS IS_MISSING".split()


class Str(c.Structure):
    _fields_ = [("data", c.POINTER(c.c_char)), ("len", SIZE)]

    def __str__(self):
        return c.string_at(self.data, self.len).decode("utf-8", "replace") if self.len else ""


class Error(c.Structure):
    _fields_ = [("code", c.c_int), ("line", SIZE), ("column", SIZE), ("message", c.c_char * 160)]


class Column(c.Structure):
    _fields_ = ([(n, Str) for n in ("name", "why", "pii_class", "format", "min", "max")] + [(n, c.c_double) for n in ("mean", "std", "missing_share")] +
                [("distinct_count", c.c_uint64), ("capacity", c.c_uint64), ("category_count", SIZE)] +
                [(n, c.c_int) for n in ("kind", "decimals", "unique", "id", "formulas", "type")] + [("reserved", c.c_uint64 * 5)])


class Array(c.Structure):
    _fields_ = [("column", c.c_char_p), ("type", c.c_int), ("data", c.c_void_p), ("valid", c.c_void_p)]


ITEMS = {"TEXT": Str, "BOOL": c.c_uint8, "I64": c.c_int64, "F64": c.c_double, "DAYS": c.c_int32, "MICROS": c.c_int64}


class Library:
    def __init__(self, path):
        self.c = c.CDLL(path)

    def call(self, name, *arguments):
        """Calls a function that reports errors; one that fails raises ValueError with its sentence."""
        error = Error()
        if getattr(self.c, name)(*arguments, c.byref(error)):
            place = "%d:%d: " % (error.line, error.column) if error.line else ""
            raise ValueError(place + error.message.decode("utf-8", "replace"))

    def profile(self, table):
        model = c.c_void_p()
        self.call("rep_profile_file", c.byref(model), table.encode(), None)
        return Model(self, model)

    def load(self, path):
        model = c.c_void_p()
        self.call("rep_model_load", c.byref(model), path.encode(), None)
        return Model(self, model)


class Model:
    def __init__(self, c_code, handle):
        self.c_code, self.handle, self.columns = c_code, handle, []
        try:
            while True:
                column = Column()
                c_code.call("rep_model_get_column", handle, SIZE(len(self.columns)), c.byref(column))
                self.columns.append((str(column.name), NAMES[column.type]))
        except ValueError:  # past the last one
            pass

    def __del__(self):
        self.c_code.c.rep_model_free(self.handle)

    def save(self, path):
        self.c_code.call("rep_model_save", self.handle, path.encode())

    def rows(self, count, seed=42, first=0):
        generator = c.c_void_p()
        self.c_code.call("rep_generator_create", c.byref(generator), self.handle, c.c_uint64(seed), None)
        try:
            arrays = (Array * max(len(self.columns), 1))()
            data = [(ITEMS[kind] * count)() for _, kind in self.columns]
            valid = [(c.c_uint8 * (count // 8 + 1))() for _ in self.columns]
            for array, (name, kind), items, bits in zip(arrays, self.columns, data, valid):
                array.column, array.type = name.encode(), NAMES.index(kind)
                array.data, array.valid = c.addressof(items), c.addressof(bits)
            self.c_code.call("rep_generator_columns", generator, c.c_uint64(first), SIZE(count), arrays, SIZE(len(self.columns)), None)
            return frame([(name, kind, items, bits) for (name, kind), items, bits in zip(self.columns, data, valid)], count)
        finally:
            self.c_code.c.rep_generator_free(generator)


def frame(columns, count):
    try:
        import numpy
        import pandas
    except ImportError:
        return {name: [(str(items[i]) if kind == "TEXT" else items[i]) if bits[i // 8] >> (i & 7) & 1 else None for i in range(count)]
                for name, kind, items, bits in columns}
    out = {}
    for name, kind, items, bits in columns:
        there = numpy.unpackbits(numpy.frombuffer(bits, numpy.uint8), bitorder="little")[:count].astype(bool)
        if kind == "TEXT":
            out[name] = pandas.array([str(items[i]) if there[i] else None for i in range(count)], dtype="string")
            continue
        values = numpy.array(items)  # a copy: the arrays of this call go
        if kind in ("DAYS", "MICROS"):
            dates = values.astype("datetime64[%s]" % ("D" if kind == "DAYS" else "us"))
            dates[~there] = numpy.datetime64("NaT")
            try:
                out[name] = pandas.to_datetime(dates)
            except (pandas.errors.OutOfBoundsDatetime, OverflowError):  # years that nanoseconds cannot say
                out[name] = dates.astype(object)
        elif kind == "F64":
            out[name] = values
        else:
            out[name] = pandas.array([(bool(v) if kind == "BOOL" else int(v)) if t else None for v, t in zip(values, there)], dtype="boolean" if kind == "BOOL" else "Int64")
    return pandas.DataFrame(out)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: replicator.py LIBRARY TABLE.csv ROWS")
    try:
        rows = Library(sys.argv[1]).profile(sys.argv[2]).rows(int(sys.argv[3]))
    except ValueError as failure:
        sys.exit("replicator.py: %s" % failure)
    print(rows if hasattr(rows, "head") else "\n".join("%s: %s ..." % (name, ", ".join(map(str, cells[:3]))) for name, cells in rows.items()))
