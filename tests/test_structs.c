/* test_structs.c - rows in the caller's memory (R31): one row, columns, structs; the same values as the text writers'   C99
 *
 * The CSV of the same rows is the judge: it is read back here, cell by cell. Tables of FOLDER, else of $REPLICATOR_DATA,
 * else of ../shared/data; where they are not, the rest is tested.
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <float.h>

#include "../examples/lend_threads.h"
#include "test.h"
#include "tables.h"

static rep_generator *draws(const rep_model *model, const rep_generator_options *options)
{
    rep_generator *generator = NULL;
    rep_error      err;

    if (!CHECK_INT(rep_generator_create(&generator, model, 42, options, &err), REP_OK)) exit(2);
    return generator;
}

/*--- a column of each type, one value each ---*/

static const char *const typed[] = {
    "{\"name\": \"id\", \"type\": \"numerical\", \"id\": {\"start\": 9, \"step\": 1}}",
    "{\"name\": \"code\", \"type\": \"text\", \"id\": {\"start\": 7, \"step\": 1, \"prefix\": \"A\", \"width\": 3}}",
    "{\"name\": \"pay\", \"type\": \"numerical\", \"decimals\": 2, \"style\": {\"zeros\": \"fixed\", \"prefix\": \"$\", \"group\": \",\", \"mark\": \".\"}, \"distribution\": [[-1234.5, 1]]}",
    "{\"name\": \"real\", \"type\": \"numerical\", \"real\": true, \"distribution\": [[-1.5e-7, 1]]}",
    "{\"name\": \"mean\", \"type\": \"numerical\", \"params\": {\"mean\": 2.5, \"std\": 0}}",
    "{\"name\": \"paid\", \"type\": \"categorical\", \"params\": {\"weights\": {\"TRUE\": 1}}}",
    "{\"name\": \"day\", \"type\": \"datetime\", \"format\": \"%d.%m.%Y\", \"distribution\": [[\"1969-12-30\", 1]]}",
    "{\"name\": \"at\", \"type\": \"datetime\", \"format\": \"%m/%d/%Y %H:%M\", \"distribution\": [[\"1969-12-31T23:59:00\", 1]]}",
    "{\"name\": \"zoned\", \"type\": \"datetime\", \"format\": \"%Y-%m-%dT%H:%M:%S%:z\", \"offset\": 90, \"distribution\": [[\"2024-01-01T01:00:00\", 1]]}",
    "{\"name\": \"fine\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d %H:%M:%S.%3f\", \"distribution\": [[\"1970-01-01T00:00:01.250\", 1]]}",
    "{\"name\": \"time\", \"type\": \"datetime\", \"format\": \"%H:%M\", \"distribution\": [[\"1970-01-01T07:05:00\", 1]]}",
    "{\"name\": \"kind\", \"type\": \"categorical\", \"params\": {\"weights\": {\"plain\": 0, \"it's \\\"a,b\\\"\\n\\u00e9\": 1}}}",
    "{\"name\": \"empty\", \"type\": \"categorical\", \"params\": {\"weights\": {\"\": 1}}}",
    "{\"name\": \"gone\", \"type\": \"numerical\", \"decimals\": 0, \"params\": {\"nan_probability\": 1}, \"missing\": {\"NA\": 1}, \"distribution\": [[1, 1]]}",
    "{\"name\": \"mail\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\"}}"
};
enum { TYPED = sizeof typed / sizeof typed[0] };

TEST(a_row_has_a_value_of_its_natural_type_for_each_column)
{
    static const struct { rep_type type; int missing, decimals; int64_t integer; double real; const char *text, *csv; } want[TYPED] = {
        { REP_I64, 0, 0, 14, 14, "", "14" },               { REP_TEXT, 0, 0, -1, 0, "A012", "A012" },
        { REP_F64, 0, 2, -123450, -1234.5, "", "-$1,234.50" }, { REP_F64, 0, -1, 0, -1.5e-7, "", "-1.5e-07" },
        { REP_F64, 0, -1, 0, 2.5, "", "2.5" },             { REP_BOOL, 0, 0, 1, 0, "TRUE", "TRUE" },
        { REP_DAYS, 0, 0, -2, 0, "", "30.12.1969" },       { REP_MICROS, 0, 0, -60000000, 0, "", "12/31/1969 23:59" },
        { REP_MICROS, 0, 0, 1704065400000000, 0, "", "2024-01-01T01:00:00+01:30" },
        { REP_MICROS, 0, 0, 1250000, 0, "", "1970-01-01 00:00:01.250" },
        { REP_TEXT, 0, 0, -1, 0, "07:05", "07:05" },       { REP_TEXT, 0, 0, 0, 0, "it's \"a,b\"\n\xC3\xA9", "it's \"a,b\"\n\xC3\xA9" },
        { REP_TEXT, 0, 0, 0, 0, "", "" },                  { REP_I64, 1, 0, 0, 0, "", "NA" },
        { REP_TEXT, 0, 0, -1, 0, "@", "@" } };
    rep_model       *model = model_of(typed, TYPED, REP_NONE);
    rep_generator   *generator = draws(model, NULL);
    const rep_value *row;
    rep_error        err;
    size_t           c;

    CHECK_INT(rep_generator_row(generator, 5, &row, &err), REP_OK);
    for (c = 0; c < TYPED; c++) {
        rep_str text;
        INPUT(typed[c]);
        CHECK_INT(row[c].type, want[c].type);
        CHECK_INT(column_of(model, c).type, want[c].type);
        CHECK_INT(row[c].missing, want[c].missing);
        CHECK_INT(row[c].decimals, want[c].decimals);
        CHECK_INT(row[c].integer, want[c].integer);
        if (!want[c].missing && (want[c].type == REP_I64 || want[c].type == REP_F64)) CHECK_NEAR(row[c].real, want[c].real, 0);
        else CHECK(row[c].real != row[c].real);
        CHECK(want[c].text[0] == '@' ? row[c].text.len > 10 : is_text(row[c].text, want[c].text));
        CHECK_INT(rep_generator_text(generator, c, &text, &err), REP_OK);
        CHECK(want[c].text[0] == '@' ? text.len == row[c].text.len : is_text(text, want[c].csv));
    }
    rep_generator_free(generator);
    rep_model_free(model);
}

/*--- the CSV of the same rows, read back ---*/

typedef struct cells { rep_str *cell; char *quoted; size_t columns, rows; text bytes; } cells;

static cells read_cells(rep_generator *generator, uint64_t first, size_t rows, size_t columns)
{
    cells     all;
    text      csv = { NULL, 0, 0 };
    rep_error err;
    rep_write_options options;
    size_t    at = 0, n;
    char     *out;

    memset(&all, 0, sizeof all);
    memset(&options, 0, sizeof options);
    options.format = REP_FORMAT_CSV, options.csv.no_header = 1;
    if (!CHECK_INT(rep_generator_write(generator, first, rows, put_all, &csv, &options, &err), REP_OK)) exit(2);
    put(&csv, "", 0);
    all.columns = columns, all.rows = rows;
    all.cell = (rep_str *)calloc(rows * columns + 1, sizeof *all.cell);
    all.quoted = (char *)calloc(rows * columns + 1, 1);
    all.bytes.data = (char *)malloc(csv.len + 1);
    if (!all.cell || !all.quoted || !all.bytes.data) exit(2);
    out = all.bytes.data;
    for (n = 0; n < rows * columns; n++, at++) { /* a delimiter or line end stands behind each */
        all.cell[n].data = out;
        if (csv.data[at] == '"') {
            all.quoted[n] = 1;
            for (at++; csv.data[at] != '"' || csv.data[++at] == '"'; at++) *out++ = csv.data[at];
        }
        else while (csv.data[at] != ',' && csv.data[at] != '\n') *out++ = csv.data[at++];
        all.cell[n].len = (size_t)(out - all.cell[n].data);
    }
    CHECK_SIZE(at, csv.len);
    drop(&csv);
    return all;
}

static void drop_cells(cells *all)
{
    free(all->cell), free(all->quoted);
    drop(&all->bytes);
}

/*--- the same values ---*/

static const char *const month_names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

static int64_t digits_of(const char **s, int most)
{
    int64_t v = 0;

    for (; most-- > 0 && **s >= '0' && **s <= '9'; (*s)++) v = v * 10 + (**s - '0');
    return v;
}

/* Seconds since 1970 of a date as the tables here write them. */
static int64_t seconds_of(const char *cell, const char *format)
{
    int64_t year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0, era;

    for (; *format; format++) {
        int i;
        if (*format != '%') { cell++; continue; }
        switch (*++format) {
        case 'Y': year = digits_of(&cell, 4); break;
        case 'y': year = digits_of(&cell, 2), year += year < 69 ? 2000 : 1900; break;
        case '-': case 'm': format += *format == '-'; if (*format == 'm') month = digits_of(&cell, 2); else if (*format == 'd') day = digits_of(&cell, 2); else hour = digits_of(&cell, 2); break;
        case 'd': case 'e': day = digits_of(&cell, 2); break;
        case 'H': hour = digits_of(&cell, 2); break;
        case 'M': minute = digits_of(&cell, 2); break;
        case 'S': second = digits_of(&cell, 2); break;
        case 'b': for (i = 0; i < 12; i++) if (strncmp(cell, month_names[i], 3) == 0) month = i + 1; cell += 3; break;
        default: return INT64_MIN;
        }
    }
    year -= month <= 2;                                   /* days from civil: years begin in March */
    era = (year >= 0 ? year : year - 399) / 400;
    day += (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 - 1 + 365 * (year - era * 400) + (year - era * 400) / 4 - (year - era * 400) / 100;
    return ((era * 146097 + day - 719468) * 24 + hour) * 3600 + minute * 60 + second;
}

/* Is this the value of that cell? number: the cell as a number without its style. */
static int is_value(rep_type type, const void *item, const rep_column *column, const char *cell)
{
    int64_t  whole = 0;
    double   real = strtod(cell, NULL);
    float    half;
    char    *end;

    switch (type) {
    case REP_BOOL: return *(const uint8_t *)item == (cell[0] == 't' || cell[0] == 'T');
    case REP_I64: memcpy(&whole, item, 8); return whole == strtoll(cell, &end, 10) && end > cell;
    case REP_F64: return memcmp(item, &real, 8) == 0;
    case REP_F32: half = (float)real; return memcmp(item, &half, 4) == 0;
    case REP_DAYS: return *(const int32_t *)item == seconds_of(cell, column->format.data) / 86400;
    case REP_MICROS: memcpy(&whole, item, 8); return whole == 1000000 * seconds_of(cell, column->format.data);
    case REP_SECONDS: memcpy(&whole, item, 8); return whole == seconds_of(cell, column->format.data);
    default: return 0;
    }
}

static size_t size_of(rep_type type)
{
    return type == REP_TEXT ? sizeof(rep_str) : type == REP_BOOL ? 1 : type == REP_I32 || type == REP_F32 || type == REP_DAYS || type == REP_CODE ? 4 : 8;
}

static int is_there(const rep_array *array, size_t i) { return array->valid[i / 8] >> (i & 7) & 1; }

/* Rows as arrays of natural types, as texts, as codes, as structs and one by one against the CSV. How many cells are compared. */
static size_t compare_all(const rep_model *model, uint64_t first, size_t rows)
{
    enum { CHARS = 4100 };
    rep_generator  *generator = draws(model, NULL), *other = draws(model, NULL), *third = draws(model, NULL);
    rep_model_info  info;
    rep_array      *natural, *texts;
    rep_field      *fields;
    cells           csv;
    char           *structs;
    size_t          columns, c, i, stride = 0, wrong[7] = { 0, 0, 0, 0, 0, 0, 0 };
    rep_error       err;

    rep_model_get_info(model, &info, &err);
    columns = info.column_count;
    csv = read_cells(generator, first, rows, columns);
    natural = (rep_array *)calloc(columns + 1, sizeof *natural), texts = (rep_array *)calloc(columns + 1, sizeof *texts);
    fields = (rep_field *)calloc(3 * columns + 1, sizeof *fields);
    if (!natural || !texts || !fields) exit(2);
    for (c = 0; c < columns; c++) {
        const rep_column column = column_of(model, c);
        const size_t     size = size_of(column.type);
        natural[c].column = texts[c].column = column.name.data;
        natural[c].type = column.type, texts[c].type = REP_TEXT;
        natural[c].data = malloc(rows * size + 1), texts[c].data = malloc(rows * sizeof(rep_str) + 1);
        natural[c].valid = (uint8_t *)malloc(rows / 8 + 1), texts[c].valid = (uint8_t *)malloc(rows / 8 + 1);
        if (!natural[c].data || !texts[c].data || !natural[c].valid || !texts[c].valid) exit(2);
        fields[3 * c].column = fields[3 * c + 1].column = fields[3 * c + 2].column = column.name.data;
        fields[3 * c].type = column.type, fields[3 * c].offset = stride, fields[3 * c].size = size;
        fields[3 * c + 1].type = REP_IS_MISSING, fields[3 * c + 1].offset = stride + size, fields[3 * c + 1].size = 1;
        fields[3 * c + 2].type = REP_CHARS, fields[3 * c + 2].offset = stride + size + 1, fields[3 * c + 2].size = CHARS;
        stride += size + 1 + CHARS;
    }
    stride += 3; /* nothing need be aligned */
    if (!CHECK_INT(rep_generator_columns(generator, first, rows, texts, columns, NULL, &err), REP_OK)) printf("    %s\n", err.message);
    if (!CHECK_INT(rep_generator_columns(other, first, rows, natural, columns, NULL, &err), REP_OK)) printf("    %s\n", err.message);
    for (c = 0; c < columns; c++) {
        const rep_column column = column_of(model, c);
        const rep_str   *text = (const rep_str *)texts[c].data;
        for (i = 0; i < rows; i++) {
            const rep_str cell = csv.cell[i * columns + c];
            const char   *item = (const char *)natural[c].data + i * size_of(natural[c].type);
            char          ended[CHARS] = "";
            if (cell.len < CHARS) memcpy(ended, cell.data, cell.len);
            wrong[0] += is_there(&texts[c], i) ? text[i].len != cell.len || (cell.len && memcmp(text[i].data, cell.data, cell.len)) || (!cell.len && !csv.quoted[i * columns + c])
                                               : text[i].len != 0 || text[i].data == NULL || (csv.quoted[i * columns + c] && !cell.len && column.type == REP_TEXT);
            wrong[1] += is_there(&texts[c], i) != is_there(&natural[c], i);
            if (natural[c].type != REP_TEXT && is_there(&natural[c], i)) wrong[2] += !is_value(natural[c].type, item, &column, ended);
            if (natural[c].type == REP_F64 && !is_there(&natural[c], i)) wrong[2] += *(const double *)(const void *)item == *(const double *)(const void *)item;
        }
    }
    /* as structs, some at a time */
    structs = (char *)malloc(64 * stride);
    if (!structs) exit(2);
    for (i = 0; i < rows && i < 640; i += 64) {
        const size_t n = rows - i < 64 ? rows - i : 64;
        size_t       k;
        memset(structs, 0x5A, 64 * stride);
        if (!CHECK_INT(rep_generator_structs(third, first + i, n, structs, stride, fields, 3 * columns, NULL, &err), REP_OK)) printf("    %s\n", err.message);
        for (c = 0; c < columns; c++)
            for (k = 0; k < n; k++) {
                const char   *item = structs + k * stride + fields[3 * c].offset;
                const size_t  size = fields[3 * c].size;
                const rep_str cell = csv.cell[(i + k) * columns + c];
                const int     there = is_there(&natural[c], i + k);
                if (natural[c].type != REP_TEXT) wrong[3] += memcmp(item, (const char *)natural[c].data + (i + k) * size, size) != 0;
                wrong[3] += item[size] != !there;
                if (there) wrong[4] += memcmp(item + size + 1, cell.data, cell.len) != 0;
                wrong[4] += item[size + 1 + (there ? cell.len : 0)] != 0 || item[size + CHARS] != 0;
            }
        for (k = 0; k < n; k++) wrong[3] += memcmp(structs + k * stride + stride - 3, "ZZZ", 3) != 0;
    }
    /* one by one, a few of them twice */
    for (i = 0; i < rows; i++) {
        const size_t     at = i % 50 == 49 ? i / 2 : i;
        const rep_value *row = NULL;
        rep_str          text;
        if (rep_generator_row(third, first + at, &row, &err) != REP_OK) { wrong[5]++; continue; }
        for (c = 0; c < columns; c++) {
            const rep_str cell = csv.cell[at * columns + c];
            rep_category  category;
            double        real;
            int64_t       whole;
            wrong[5] += row[c].type != natural[c].type || row[c].missing == is_there(&natural[c], at);
            if (natural[c].type == REP_F64) memcpy(&real, (const char *)natural[c].data + 8 * at, 8), wrong[5] += memcmp(&row[c].real, &real, 8) != 0;
            if (natural[c].type == REP_I64 || natural[c].type == REP_MICROS) memcpy(&whole, (const char *)natural[c].data + 8 * at, 8), wrong[5] += row[c].integer != whole;
            if (natural[c].type == REP_DAYS) wrong[5] += row[c].integer != ((const int32_t *)natural[c].data)[at];
            if (row[c].type == REP_TEXT && !row[c].missing) wrong[5] += row[c].text.len != cell.len || memcmp(row[c].text.data, cell.data, cell.len);
            if (row[c].type == REP_TEXT && !row[c].missing && row[c].integer >= 0)
                wrong[6] += rep_model_get_category(model, c, (size_t)row[c].integer, &category, &err) != REP_OK || category.text.len != cell.len || memcmp(category.text.data, cell.data, cell.len);
            if (i % 16 == 0) wrong[5] += rep_generator_text(third, c, &text, &err) != REP_OK || text.len != cell.len || memcmp(text.data, cell.data, cell.len);
        }
    }
    CHECK_SIZE(wrong[0], 0), CHECK_SIZE(wrong[1], 0), CHECK_SIZE(wrong[2], 0), CHECK_SIZE(wrong[3], 0), CHECK_SIZE(wrong[4], 0), CHECK_SIZE(wrong[5], 0), CHECK_SIZE(wrong[6], 0);
    for (c = 0; c < columns; c++) free(natural[c].data), free(texts[c].data), free(natural[c].valid), free(texts[c].valid);
    free(natural), free(texts), free(fields), free(structs);
    drop_cells(&csv);
    rep_generator_free(generator), rep_generator_free(other), rep_generator_free(third);
    return rows * columns;
}

static const char *const extremes[] = {
    "{\"name\": \"row\", \"type\": \"numerical\", \"id\": {\"start\": 9223372036854770000, \"step\": 1}}",
    "{\"name\": \"down\", \"type\": \"numerical\", \"id\": {\"start\": -9223372036854770000, \"step\": -1}}",
    "{\"name\": \"wide\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[-9223372036854775807, 1], [0, 1], [9007199254740993, 1], [9223372036854775806, 1]]}",
    "{\"name\": \"fine\", \"type\": \"numerical\", \"decimals\": 18, \"style\": {\"zeros\": \"fixed\"}, \"distribution\": [[-9.2, 1], [0.000000000000000001, 1], [9.2, 1]]}",
    "{\"name\": \"pence\", \"type\": \"numerical\", \"decimals\": 2, \"style\": {\"zeros\": \"shortest\"}, \"distribution\": [[-3.5, 1], [-3, 9000000000000000.25, 5]]}",
    "{\"name\": \"real\", \"type\": \"numerical\", \"real\": true, \"params\": {\"nan_probability\": 0.2}, \"distribution\": [[-1.7976931348623157e308, 1], [-0.0, 1], [5e-324, 1], [1e-308, 1], [1.7976931348623157e308, 1]]}",
    "{\"name\": \"normal\", \"type\": \"numerical\", \"params\": {\"mean\": 100, \"std\": 15}}",
    "{\"name\": \"bool\", \"type\": \"categorical\", \"params\": {\"weights\": {\"True\": 0.5, \"False\": 0.3}, \"nan_probability\": 0.2}}",
    "{\"name\": \"kind\", \"type\": \"categorical\", \"params\": {\"weights\": {\"\": 0.2, \"a,b\": 0.2, \"say \\\"hi\\\"\": 0.2, \"two\\nlines\": 0.1, \"\\ud83d\\ude00\": 0.1}, \"nan_probability\": 0.2}}",
    "{\"name\": \"first\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d\", \"params\": {\"nan_probability\": 0.1}, \"distribution\": [[\"0001-01-01\", 1], [\"1969-12-31\", 1], [\"9999-12-31\", 1]]}",
    "{\"name\": \"last\", \"type\": \"datetime\", \"format\": \"%Y-%m-%d %H:%M:%S\", \"distribution\": [[\"0001-01-01T00:00:00\", 1], [\"1969-12-31T23:59:59\", 1], [\"9999-12-31T23:59:59\", 1]]}",
    "{\"name\": \"words\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[5, 900, 3]], \"words\": {\"few\": 1}}",
    "{\"name\": \"nothing\", \"type\": \"categorical\", \"params\": {\"nan_probability\": 1}, \"missing\": {\"\\\"\\\"\": 1, \"\": 1}}",
    "{\"name\": \"name\", \"type\": \"pii\", \"params\": {\"pii_type\": \"name\", \"nan_probability\": 0.1}, \"missing\": {\"N/A\": 1}}",
    "{\"name\": \"mail\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\"}, \"unique\": true}",
    "{\"name\": \"pattern\", \"type\": \"text\", \"patterns\": {\"[A-Z]{3}-[0-9]{4}\": 1}}"
};
enum { EXTREMES = sizeof extremes / sizeof extremes[0] };

TEST(extremes_are_what_the_csv_says_in_every_shape)
{
    rep_model *model = model_of(extremes, EXTREMES, REP_NONE);

    CHECK_SIZE(compare_all(model, 0, 2999), 2999 * EXTREMES);
    CHECK_SIZE(compare_all(model, 0, 1), EXTREMES);
    CHECK_SIZE(compare_all(model, 7, 0), 0);
    rep_model_free(model);
}

TEST(a_thousand_columns_are_filled)
{
    static char lines[1000][128];
    const char *columns[1000];
    rep_model  *model;
    int         c;

    for (c = 0; c < 1000; c++) {
        snprintf(lines[c], sizeof lines[c], "{\"name\": \"c%d\", \"type\": \"numerical\", \"decimals\": %d, \"distribution\": [[%d, %d, 1]]}", c, c % 5, -c, c);
        columns[c] = lines[c];
    }
    model = model_of(columns, 1000, REP_NONE);
    CHECK_SIZE(compare_all(model, 3, 70), 70000);
    rep_model_free(model);
}

/*--- every integer, and what fits it ---*/

TEST(integers_of_every_width_hold_the_same_number)
{
    static const rep_type types[] = { REP_I64, REP_I32, REP_I16, REP_I8, REP_U64, REP_U32, REP_U16, REP_U8, REP_UNITS };
    rep_model     *model = one("{\"name\": \"n\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[0, 127, 1]]}");
    rep_generator *generator = draws(model, NULL);
    int64_t        n[300], whole[300];
    int32_t        word[300];
    int16_t        half[300];
    int8_t         byte[300];
    float          real[300];
    size_t         i, t;
    rep_error      err;
    rep_array      array = { "n", REP_I64, NULL, NULL };

    array.data = n;
    CHECK_INT(rep_generator_columns(generator, 0, 300, &array, 1, NULL, &err), REP_OK);
    for (t = 0; t < sizeof types / sizeof types[0]; t++) {
        const int width = types[t] == REP_UNITS || types[t] == REP_I64 || types[t] == REP_U64 ? 8 : types[t] == REP_I32 || types[t] == REP_U32 ? 4 : types[t] == REP_I16 || types[t] == REP_U16 ? 2 : 1;
        array.type = types[t];
        array.data = width == 8 ? (void *)whole : width == 4 ? (void *)word : width == 2 ? (void *)half : (void *)byte;
        CHECK_INT(rep_generator_columns(generator, 0, 300, &array, 1, NULL, &err), REP_OK);
        for (i = 0; i < 300; i++) CHECK_INT(width == 8 ? whole[i] : width == 4 ? word[i] : width == 2 ? half[i] : byte[i], n[i]);
    }
    array.type = REP_F32, array.data = real;
    CHECK_INT(rep_generator_columns(generator, 0, 300, &array, 1, NULL, &err), REP_OK);
    for (i = 0; i < 300; i++) CHECK_NEAR(real[i], (double)n[i], 0);
    rep_generator_free(generator);
    rep_model_free(model);
}

#define NUMBER(low, high) "{\"name\": \"x\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[" low ", " high ", 1]]}"
#define DATE(format) "{\"name\": \"x\", \"type\": \"datetime\", \"format\": \"" format "\", \"distribution\": [[\"2024-01-01T00:00:00\", 1]]}"

#define NORMAL(params, constraints) "{\"name\": \"x\", \"type\": \"numerical\", \"params\": {\"mean\": " params "}, \"constraints\": {" constraints "}}"

TEST(a_type_that_some_row_would_break_is_refused_before_the_first)
{
    static const char ROW[] = "{\"name\": \"x\", \"type\": \"numerical\", \"id\": {\"start\": 100, \"step\": 1}}";
    static const char CENTS[] = "{\"name\": \"x\", \"type\": \"numerical\", \"decimals\": 2, \"distribution\": [[0, 1, 1]]}";
    static const char REAL[] = "{\"name\": \"x\", \"type\": \"numerical\", \"real\": true, \"distribution\": [[1e38, 1], [1e39, 1]]}";
    static const char LOW[] = "{\"name\": \"x\", \"type\": \"numerical\", \"real\": true, \"distribution\": [[-1e39, 1], [1, 1]]}";
    static const char SMALL[] = "{\"name\": \"x\", \"type\": \"numerical\", \"real\": true, \"distribution\": [[-3e38, 1], [3e38, 1]]}";
    static const char KIND[] = "{\"name\": \"x\", \"type\": \"categorical\", \"params\": {\"weights\": {\"abc\": 1}}}";
    static const char MAIL[] = "{\"name\": \"x\", \"type\": \"pii\", \"params\": {\"pii_type\": \"email\"}}";
    static const char WHOLE[] = "{\"name\": \"x\", \"type\": \"numerical\", \"params\": {\"mean\": 10, \"std\": 2}, \"decimals\": 0, \"constraints\": {\"min\": 0, \"max\": 20}}";
    static const char YES[] = "{\"name\": \"x\", \"type\": \"categorical\", \"params\": {\"weights\": {\"True\": 0.5, \"False\": 0.5}}}";
    static const char DOWN[] = "{\"name\": \"x\", \"type\": \"numerical\", \"id\": {\"start\": 100, \"step\": -1}}";
    static const char LEAP[] = "{\"name\": \"x\", \"type\": \"numerical\", \"id\": {\"start\": 1, \"step\": 9000000000000000000}}";
    static const struct { const char *column; rep_type type; uint64_t first; rep_status status; const char *says; } cases[] = {
        { WHOLE, REP_I8, 0, REP_OK, "" }, { WHOLE, REP_U8, 0, REP_OK, "" }, { WHOLE, REP_F64, 0, REP_OK, "" },
        { YES, REP_F64, 0, REP_OK, "" }, { YES, REP_F32, 0, REP_OK, "" }, { YES, REP_BOOL, 0, REP_OK, "" }, { YES, REP_I16, 0, REP_OK, "" }, { YES, REP_CODE, 0, REP_OK, "" },
        { YES, REP_UNITS, 0, REP_ERR_TYPE, "take REP_BOOL" }, { YES, REP_MICROS, 0, REP_ERR_TYPE, "take REP_BOOL" }, { YES, REP_MILLIS, 0, REP_ERR_TYPE, "take REP_BOOL" }, { YES, REP_SECONDS, 0, REP_ERR_TYPE, "take REP_BOOL" },
        { KIND, REP_F64, 0, REP_ERR_TYPE, "take REP_TEXT" }, { KIND, REP_F32, 0, REP_ERR_TYPE, "take REP_TEXT" }, { KIND, REP_UNITS, 0, REP_ERR_TYPE, "take REP_TEXT" }, { KIND, REP_BOOL, 0, REP_ERR_TYPE, "take REP_TEXT" },
        { DATE("%Y-%m-%d"), REP_F64, 0, REP_ERR_TYPE, "take REP_DAYS" }, { DATE("%Y-%m-%d"), REP_F32, 0, REP_ERR_TYPE, "take REP_DAYS" }, { DATE("%Y-%m-%d"), REP_MICROS, 0, REP_OK, "" }, { DATE("%Y-%m-%d"), REP_MILLIS, 0, REP_OK, "" },
        { NORMAL("0, \"std\": 1", ""), REP_F32, 0, REP_OK, "" }, { NORMAL("1e39, \"std\": 1", ""), REP_F32, 0, REP_ERR_TYPE, "take REP_F64" }, { NORMAL("-1e39, \"std\": 1", ""), REP_F32, 0, REP_ERR_TYPE, "take REP_F64" },
        { NORMAL("1e39, \"std\": 1", "\"max\": 5"), REP_F32, 0, REP_ERR_TYPE, "take REP_F64" }, { NORMAL("1e39, \"std\": 1", "\"min\": 1, \"max\": 5"), REP_F32, 0, REP_OK, "" }, { NORMAL("1e39, \"std\": 1", "\"max\": 1e40"), REP_F32, 0, REP_ERR_TYPE, "take REP_F64" },
        { NORMAL("-1e39, \"std\": 1", "\"min\": 5"), REP_F32, 0, REP_ERR_TYPE, "take REP_F64" }, { NORMAL("-1e39, \"std\": 1", "\"min\": 5, \"max\": 1e39"), REP_F32, 0, REP_ERR_TYPE, "take REP_F64" }, { NORMAL("-1e39, \"std\": 1", "\"min\": -1e40"), REP_F32, 0, REP_ERR_TYPE, "take REP_F64" },
        { NORMAL("0, \"std\": 1", "\"min\": -1e40, \"max\": 1e40"), REP_F32, 0, REP_ERR_TYPE, "take REP_F64" }, { NORMAL("0, \"std\": 1e39", "\"min\": -1e38, \"max\": 1e38"), REP_F32, 0, REP_OK, "" },
        { LOW, REP_F32, 0, REP_ERR_TYPE, "take REP_F64" }, { SMALL, REP_F32, 0, REP_OK, "" }, { DOWN, REP_I8, 0, REP_OK, "" }, { DOWN, REP_I8, 228, REP_OK, "" }, { DOWN, REP_I8, 229, REP_ERR_TYPE, "goes from -129 to -129" },
        { LEAP, REP_I64, 0, REP_OK, "" }, { LEAP, REP_I32, 0, REP_OK, "" }, { LEAP, REP_I32, 1, REP_ERR_TYPE, "take REP_I64" }, { LEAP, REP_I32, UINT64_C(1) << 62, REP_ERR_CAPACITY, "no value for rows beyond 2" },
        { NUMBER("-128", "127"), REP_I8, 0, REP_OK, "" },      { NUMBER("-129", "127"), REP_I8, 0, REP_ERR_TYPE, "goes from -129 to 127, beyond REP_I8: take REP_I16" },
        { NUMBER("0", "255"), REP_U8, 0, REP_OK, "" },         { NUMBER("0", "256"), REP_U8, 0, REP_ERR_TYPE, "beyond REP_U8: take REP_I16" },
        { NUMBER("-1", "5"), REP_U64, 0, REP_ERR_TYPE, "take REP_I16" }, { NUMBER("-32768", "32767"), REP_I16, 0, REP_OK, "" },
        { NUMBER("0", "32768"), REP_I16, 0, REP_ERR_TYPE, "take REP_I32" }, { NUMBER("0", "65535"), REP_U16, 0, REP_OK, "" },
        { NUMBER("0", "65536"), REP_U16, 0, REP_ERR_TYPE, "take REP_I32" }, { NUMBER("-2147483648", "2147483647"), REP_I32, 0, REP_OK, "" },
        { NUMBER("0", "2147483648"), REP_I32, 0, REP_ERR_TYPE, "take REP_I64" }, { NUMBER("0", "4294967295"), REP_U32, 0, REP_OK, "" },
        { NUMBER("0", "4294967296"), REP_U32, 0, REP_ERR_TYPE, "take REP_I64" }, { NUMBER("0", "9000000000000000000"), REP_U64, 0, REP_OK, "" },
        { NUMBER("0", "1"), REP_BOOL, 0, REP_OK, "" },         { NUMBER("0", "2"), REP_BOOL, 0, REP_ERR_TYPE, "beyond REP_BOOL" },
        { NUMBER("0", "2"), REP_F32, 0, REP_OK, "" },          { NUMBER("0", "2"), REP_DAYS, 0, REP_ERR_TYPE, "is not of type REP_DAYS: take REP_I16" },
        { NUMBER("0", "2"), REP_CODE, 0, REP_ERR_TYPE, "is not of type REP_CODE" }, { NUMBER("0", "2"), REP_TEXT, 0, REP_OK, "" },
        { ROW, REP_U8, 0, REP_OK, "" },                        { ROW, REP_U8, 155, REP_OK, "" },
        { ROW, REP_U8, 156, REP_ERR_TYPE, "goes from 256 to 256" }, { ROW, REP_I32, 3000000000u, REP_ERR_TYPE, "take REP_I64" },
        { CENTS, REP_I64, 0, REP_ERR_TYPE, "take REP_F64" },   { CENTS, REP_UNITS, 0, REP_OK, "" }, { CENTS, REP_F32, 0, REP_OK, "" },
        { REAL, REP_F64, 0, REP_OK, "" },                      { REAL, REP_F32, 0, REP_ERR_TYPE, "take REP_F64" }, { REAL, REP_UNITS, 0, REP_ERR_TYPE, "take REP_F64" },
        { DATE("%Y-%m-%d"), REP_DAYS, 0, REP_OK, "" },         { DATE("%Y-%m-%d"), REP_SECONDS, 0, REP_OK, "" }, { DATE("%Y-%m-%d"), REP_I64, 0, REP_ERR_TYPE, "take REP_DAYS" },
        { DATE("%Y-%m-%d %H:%M"), REP_SECONDS, 0, REP_OK, "" }, { DATE("%Y-%m-%d %H:%M"), REP_DAYS, 0, REP_ERR_TYPE, "take REP_SECONDS" },
        { DATE("%Y-%m-%d %H:%M:%S.%3f"), REP_SECONDS, 0, REP_ERR_TYPE, "take REP_MILLIS" }, { DATE("%Y-%m-%d %H:%M:%S.%3f"), REP_MILLIS, 0, REP_OK, "" },
        { DATE("%Y-%m-%d %H:%M:%S.%6f"), REP_MILLIS, 0, REP_ERR_TYPE, "take REP_MICROS" }, { DATE("%H:%M"), REP_SECONDS, 0, REP_ERR_TYPE, "take REP_TEXT" },
        { KIND, REP_CODE, 0, REP_OK, "" },                     { KIND, REP_I32, 0, REP_ERR_TYPE, "take REP_TEXT" }, { MAIL, REP_CODE, 0, REP_ERR_TYPE, "take REP_TEXT" },
        { KIND, REP_CHARS, 0, REP_ERR_ARGUMENT, "is for structs" }, { KIND, REP_IS_MISSING, 0, REP_ERR_ARGUMENT, "is for structs" },
        { KIND, REP_TYPE_COUNT, 0, REP_ERR_ARGUMENT, "none of rep_type" } };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        rep_model     *model = one(cases[i].column);
        rep_generator *generator = draws(model, NULL);
        rep_str        room = { "kept", 4 };
        rep_array      array = { "x", REP_TEXT, NULL, NULL };
        rep_error      err;
        char           seen[200];
        snprintf(seen, sizeof seen, "case %d: %.180s", (int)i, cases[i].column);
        INPUT(seen);
        array.type = cases[i].type, array.data = &room;
        CHECK_INT(rep_generator_columns(generator, cases[i].first, 1, &array, 1, NULL, &err), cases[i].status);
        CHECK_SAYS(err.message, cases[i].says);
        if (cases[i].status) CHECK(is_text(room, "kept"));
        rep_generator_free(generator);
        rep_model_free(model);
    }
}

TEST(dates_count_in_the_asked_unit)
{
    rep_model     *model = model_of(typed, TYPED, REP_NONE);
    rep_generator *generator = draws(model, NULL);
    int64_t        day[3], at[3], fine[2];
    rep_array      arrays[] = { { "day", REP_SECONDS, NULL, NULL }, { "day", REP_MILLIS, NULL, NULL }, { "day", REP_MICROS, NULL, NULL }, { "at", REP_SECONDS, NULL, NULL },
                                { "at", REP_MILLIS, NULL, NULL }, { "zoned", REP_SECONDS, NULL, NULL }, { "fine", REP_MILLIS, NULL, NULL }, { "fine", REP_MICROS, NULL, NULL } };
    rep_error      err;

    arrays[0].data = &day[0], arrays[1].data = &day[1], arrays[2].data = &day[2], arrays[3].data = &at[0], arrays[4].data = &at[1], arrays[5].data = &at[2];
    arrays[6].data = &fine[0], arrays[7].data = &fine[1];
    CHECK_INT(rep_generator_columns(generator, 0, 1, arrays, 8, NULL, &err), REP_OK);
    CHECK_INT(day[0], -172800), CHECK_INT(day[1], -172800000), CHECK_INT(day[2], INT64_C(-172800000000));
    CHECK_INT(at[0], -60), CHECK_INT(at[1], -60000), CHECK_INT(at[2], 1704065400);
    CHECK_INT(fine[0], 1250), CHECK_INT(fine[1], 1250000);
    rep_generator_free(generator);
    rep_model_free(model);
}

/*--- structs ---*/

typedef struct npc { int32_t level; float gold; char name[8]; uint32_t rarity; uint8_t poor; rep_str title; } npc;
static const char *const npcs[] = {
    "{\"name\": \"level\", \"type\": \"numerical\", \"decimals\": 0, \"distribution\": [[1, 60, 1]]}",
    "{\"name\": \"gold\", \"type\": \"numerical\", \"decimals\": 1, \"params\": {\"nan_probability\": 0.5}, \"distribution\": [[0.5, 9.5, 1]]}",
    "{\"name\": \"name\", \"type\": \"categorical\", \"params\": {\"weights\": {\"Ann\": 1, \"Zoe\\u00e9\\u00e9\": 1}}}",
    "{\"name\": \"rarity\", \"type\": \"categorical\", \"params\": {\"weights\": {\"rare\": 0.2, \"common\": 0.8}}}",
    "{\"name\": \"title\", \"type\": \"text\", \"id\": {\"start\": 1, \"step\": 1, \"prefix\": \"npc \"}}" };
static const rep_field npc_fields[] = {
    REP_FIELD(npc, level, REP_I32), REP_FIELD(npc, gold, REP_F32), REP_FIELD(npc, name, REP_CHARS), REP_FIELD(npc, rarity, REP_CODE),
    REP_FIELD_OF(npc, poor, REP_IS_MISSING, "gold"), REP_FIELD(npc, title, REP_TEXT) };
enum { FIELDS = sizeof npc_fields / sizeof npc_fields[0] };

TEST(structs_are_filled_through_a_table_of_fields)
{
    static npc     crowd[1000];
    rep_model     *model = model_of(npcs, 5, REP_NONE);
    rep_generator *generator = draws(model, NULL);
    size_t         i, poor = 0, rare = 0, zoe = 0;
    char           title[16];
    rep_error      err;

    if (!CHECK_INT(rep_generator_structs(generator, 0, 1000, crowd, sizeof crowd[0], npc_fields, FIELDS, NULL, &err), REP_OK)) printf("    %s\n", err.message);
    for (i = 0; i < 1000; i++) {
        CHECK(crowd[i].level >= 1 && crowd[i].level <= 60);
        CHECK(crowd[i].poor ? crowd[i].gold != crowd[i].gold : crowd[i].gold >= 0.5f && crowd[i].gold <= 9.5f);
        poor += crowd[i].poor, rare += crowd[i].rarity == 1, zoe += crowd[i].name[0] == 'Z';
        CHECK(crowd[i].rarity <= 1);
        snprintf(title, sizeof title, "npc %d", (int)i + 1);
        CHECK(is_text(crowd[i].title, title));
    }
    CHECK(poor > 400 && poor < 600 && rare > 120 && rare < 280 && zoe > 400 && zoe < 600);
    rep_generator_free(generator);
    rep_model_free(model);
}

TEST(a_text_that_does_not_fit_is_an_error_or_cut_at_a_whole_character)
{
    static const struct { size_t size; const char *cut; } cases[] = { { 8, "Zoe\xC3\xA9\xC3\xA9" }, { 7, "Zoe\xC3\xA9" }, { 6, "Zoe\xC3\xA9" }, { 5, "Zoe" }, { 4, "Zoe" }, { 2, "Z" }, { 1, "" } };
    rep_model            *model = one("{\"name\": \"x\", \"type\": \"categorical\", \"params\": {\"weights\": {\"Zoe\\u00e9\\u00e9\": 1}}}");
    rep_model            *ids = one("{\"name\": \"x\", \"type\": \"text\", \"id\": {\"start\": 8, \"step\": 1, \"prefix\": \"abc\"}}");
    rep_generator_options cut;
    rep_generator        *strict = draws(model, NULL), *lax, *run = draws(ids, NULL);
    rep_field             field = { "x", REP_CHARS, 0, 0 };
    char                  room[8];
    rep_error             err;
    size_t                i;

    memset(&cut, 0, sizeof cut);
    cut.cut_text = 1;
    lax = draws(model, &cut);
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        field.size = cases[i].size;
        memset(room, 'x', sizeof room);
        CHECK_INT(rep_generator_structs(lax, 0, 1, room, sizeof room, &field, 1, NULL, &err), REP_OK);
        CHECK_STR(room, cases[i].cut);
        CHECK_INT(rep_generator_structs(strict, 0, 1, room, sizeof room, &field, 1, NULL, &err), i ? REP_ERR_TYPE : REP_OK);
        if (i) CHECK_SAYS(err.message, "a text of 7 bytes");
    }
    field.size = 5;                                             /* abc8, abc9, then abc10 */
    CHECK_INT(rep_generator_structs(run, 0, 2, room, 1, &field, 1, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_structs(run, 1, 1, room, sizeof room, &field, 1, NULL, &err), REP_OK);
    CHECK_STR(room, "abc9");
    CHECK_INT(rep_generator_structs(run, 2, 1, room, sizeof room, &field, 1, NULL, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "5 bytes in row 2");
    rep_generator_free(strict), rep_generator_free(lax), rep_generator_free(run);
    rep_model_free(model), rep_model_free(ids);
}

TEST(made_texts_go_where_the_caller_says_and_stay)
{
    rep_model     *model = one(typed[1]);
    rep_generator *generator = draws(model, NULL);
    char           memory[24];
    rep_buffer     texts = { NULL, 0, 0, 0 };
    rep_str        a[3], b[2];
    rep_array      array = { "code", REP_TEXT, NULL, NULL };
    rep_error      err;

    texts.data = memory, texts.capacity = sizeof memory;
    array.data = a;
    CHECK_INT(rep_generator_columns(generator, 0, 3, &array, 1, &texts, &err), REP_ERR_ARGUMENT);
    CHECK_SAYS(err.message, "fixed");
    texts.fixed = 1;
    CHECK_INT(rep_generator_columns(generator, 0, 3, &array, 1, &texts, &err), REP_OK);
    array.data = b;
    CHECK_INT(rep_generator_columns(generator, 100, 2, &array, 1, &texts, &err), REP_OK);
    CHECK(is_text(a[0], "A007") && is_text(a[2], "A009") && is_text(b[0], "A107") && is_text(b[1], "A108"));
    CHECK(a[0].data == memory && b[1].data == memory + 16);
    CHECK_SIZE(texts.len, 20);
    CHECK_INT(rep_generator_columns(generator, 0, 2, &array, 1, &texts, &err), REP_ERR_LIMIT);
    CHECK_SAYS(err.message, "texts is full at row 1");
    texts.len = 25;
    CHECK_INT(rep_generator_columns(generator, 0, 2, &array, 1, &texts, &err), REP_ERR_ARGUMENT);
    rep_generator_free(generator);
    rep_model_free(model);
}

TEST(wrong_arguments_are_named)
{
    rep_model       *model = model_of(npcs, 4, REP_NONE);
    rep_generator   *generator = draws(model, NULL), *strict;
    rep_generator_options once;
    npc              person;
    const rep_value  none = { REP_TEXT, 0, 0, 0, 0, { NULL, 0 } }, *row = &none;
    rep_field        field = npc_fields[0];
    rep_array        array = { "level", REP_I32, NULL, NULL };
    rep_str          text;
    rep_error        err;

#define STRUCTS(count, list, list_count) rep_generator_structs(generator, 0, count, &person, sizeof person, list, list_count, NULL, &err)
    array.data = &person;
    CHECK_INT(rep_generator_text(generator, 0, &text, &err), REP_ERR_STATE);
    CHECK_INT(rep_generator_row(NULL, 0, &row, &err), REP_ERR_ARGUMENT), CHECK(row == NULL);
    CHECK_INT(rep_generator_row(generator, 0, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_row(generator, UINT64_MAX, &row, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_row(generator, UINT64_MAX - 1, &row, &err), REP_OK), CHECK(row != NULL);
    CHECK_INT(rep_generator_text(generator, 5, &text, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_text(generator, 0, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_text(NULL, 0, &text, &err), REP_ERR_ARGUMENT);
    CHECK_INT(STRUCTS(1, NULL, 1), REP_ERR_ARGUMENT);
    CHECK_INT(STRUCTS(1, NULL, 0), REP_OK);
    CHECK_INT(rep_generator_structs(generator, 0, 1, NULL, sizeof person, &field, 1, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_structs(generator, 0, 0, NULL, sizeof person, &field, 1, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_structs(NULL, 0, 1, &person, sizeof person, &field, 1, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_structs(generator, UINT64_MAX, 2, &person, sizeof person, &field, 1, NULL, &err), REP_ERR_ARGUMENT);
    field.size = 8;
    CHECK_INT(STRUCTS(1, &field, 1), REP_ERR_ARGUMENT), CHECK_SAYS(err.message, "\"level\" has 8 bytes, but REP_I32 takes 4");
    field.size = 4, field.offset = sizeof person - 3;
    CHECK_INT(STRUCTS(1, &field, 1), REP_ERR_ARGUMENT), CHECK_SAYS(err.message, "ends behind its struct");
    field.offset = SIZE_MAX;
    CHECK_INT(STRUCTS(1, &field, 1), REP_ERR_ARGUMENT);
    field.offset = 0, field.type = REP_CHARS, field.size = 0;
    CHECK_INT(STRUCTS(1, &field, 1), REP_ERR_ARGUMENT);
    field.column = "leve", field.type = REP_I32, field.size = 4;
    CHECK_INT(STRUCTS(1, &field, 1), REP_ERR_COLUMN), CHECK_SAYS(err.message, "no column \"leve\"");
    field.column = NULL;
    CHECK_INT(STRUCTS(1, &field, 1), REP_ERR_ARGUMENT);
    array.data = NULL;
    CHECK_INT(rep_generator_columns(generator, 0, 1, &array, 1, NULL, &err), REP_ERR_ARGUMENT);
    CHECK_INT(rep_generator_columns(generator, 0, 0, &array, 1, NULL, &err), REP_OK);
    rep_generator_free(generator), rep_model_free(model);
    memset(&once, 0, sizeof once);
    once.strict_unique = 1;
    model = one("{\"name\": \"level\", \"type\": \"numerical\", \"decimals\": 0, \"unique\": true, \"distribution\": [[1, 9, 1]]}");
    strict = draws(model, &once), array.data = &person;
    CHECK_INT(rep_generator_row(strict, 8, &row, &err), REP_OK);
    CHECK_INT(rep_generator_row(strict, 9, &row, &err), REP_ERR_CAPACITY);
    CHECK_INT(rep_generator_columns(strict, 9, 1, &array, 1, NULL, &err), REP_ERR_CAPACITY);
    rep_generator_free(strict), rep_model_free(model);
}

/*--- memory, order, threads ---*/

TEST(texts_that_are_chosen_take_no_memory)
{
    enum { ROWS = 3000 };
    static rep_str        words[ROWS];
    rep_model            *model = one("{\"name\": \"w\", \"type\": \"categorical\", \"params\": {\"weights\": {\"north\": 1, \"south\": 1}, \"nan_probability\": 0.1}}");
    rep_generator_options draw;
    rep_generator        *generator;
    heap                  h;
    long                  before;
    rep_array             array = { "w", REP_TEXT, NULL, NULL };
    rep_error             err;

    memset(&draw, 0, sizeof draw);
    heap_begin(&h, &draw.host, 0, 0);
    generator = draws(model, &draw);
    array.data = words;
    before = h.requests;
    CHECK_INT(rep_generator_columns(generator, 0, ROWS, &array, 1, NULL, &err), REP_OK);
    CHECK(h.requests <= before + 1);   /* for what is wanted */
    rep_generator_free(generator);
    CHECK_INT(h.live, 0), CHECK_INT(h.lies, 0);
    rep_model_free(model);
}

TEST(no_call_allocates_but_the_first_and_rows_come_in_any_order)
{
    enum { ROWS = 3000 };
    rep_model            *model = model_of(extremes, EXTREMES, REP_NONE);
    rep_generator_options draw;
    rep_generator        *generator, *other = draws(model, NULL);
    heap                  h;
    long                  before;
    size_t                i, c, wrong = 0;
    rep_str               mail[50], text;
    rep_array             array = { "mail", REP_TEXT, NULL, NULL };
    const rep_value      *row, *same;
    rep_error             err;

    memset(&draw, 0, sizeof draw);
    heap_begin(&h, &draw.host, 0, 0);
    generator = draws(model, &draw);
    array.data = mail;
    CHECK_INT(rep_generator_row(generator, 17, &row, &err), REP_OK);
    CHECK_INT(rep_generator_columns(generator, 0, 50, &array, 1, NULL, &err), REP_OK);
    before = h.requests;
    for (i = 0; i < ROWS; i++) {
        const uint64_t number = (i * 7919 + 13) % ROWS;
        CHECK_INT(rep_generator_row(generator, number, &row, &err), REP_OK);
        CHECK_INT(rep_generator_row(other, i % 2 ? number : i, &same, &err), REP_OK);
        if (i % 2) for (c = 0; c < EXTREMES; c++) wrong += row[c].missing != same[c].missing || row[c].integer != same[c].integer || row[c].text.len != same[c].text.len || memcmp(row[c].text.data, same[c].text.data, row[c].text.len);
        if (i % 100 == 0) {
            CHECK_INT(rep_generator_columns(generator, number, 50, &array, 1, NULL, &err), REP_OK);
            CHECK_INT(rep_generator_text(generator, 14, &text, &err), REP_OK);
            CHECK(text.len == mail[0].len && memcmp(text.data, mail[0].data, text.len) == 0);
        }
    }
    CHECK_SIZE(wrong, 0);
    CHECK_INT(h.requests, before);
    rep_generator_reseed(generator, 7), rep_generator_reseed(other, 7);
    CHECK_INT(rep_generator_row(generator, 2, &row, &err), REP_OK);
    CHECK_INT(rep_generator_row(other, 1, &same, &err), REP_OK);
    CHECK_INT(rep_generator_row(other, 2, &same, &err), REP_OK);
    CHECK(row[4].integer == same[4].integer && row[6].integer == same[6].integer && row[14].text.len == same[14].text.len);
    rep_generator_free(generator), rep_generator_free(other);
    CHECK_INT(h.live, 0), CHECK_INT(h.lies, 0);
    rep_model_free(model);
}

/* Pieces one behind the other; the last one may grow where it is. Nothing is ever given back. */
typedef struct block { char *memory; size_t used, room; } block;

static void *block_resize(void *user, void *old, size_t old_size, size_t size)
{
    block       *b = (block *)user;
    const size_t at = (b->used + 15) / 16 * 16;

    if (size <= old_size) return size ? old : NULL;
    if (b->room - at < size) return NULL;
    b->used = at + size;
    if (old_size) memcpy(b->memory + at, old, old_size);
    return b->memory + at;
}

TEST(one_fixed_block_serves_all_memory)
{
    static uint64_t       memory[1 << 17];
    static npc            crowd[300];
    char                  names[8192];
    block                 b;
    rep_buffer            texts;
    rep_model_options     load;
    rep_generator_options draw;
    rep_model            *model = NULL, *source = model_of(npcs, 5, REP_NONE);
    rep_generator        *generator = NULL;
    text                  json = model_text(source);
    const rep_value      *row;
    rep_error             err;

    b.memory = (char *)memory, b.used = 0, b.room = sizeof memory;
    memset(&load, 0, sizeof load), memset(&draw, 0, sizeof draw), memset(&texts, 0, sizeof texts);
    load.host.allocator.resize = draw.host.allocator.resize = block_resize;
    load.host.allocator.user = draw.host.allocator.user = &b;
    texts.data = names, texts.capacity = sizeof names, texts.fixed = 1;
    if (!CHECK_INT(rep_model_read(&model, json.data, json.len, &load, &err), REP_OK)) printf("    %s\n", err.message);
    CHECK_INT(rep_generator_create(&generator, model, 42, &draw, &err), REP_OK);
    CHECK_INT(rep_generator_structs(generator, 0, 300, crowd, sizeof crowd[0], npc_fields, FIELDS, &texts, &err), REP_OK);
    CHECK_INT(rep_generator_row(generator, 299, &row, &err), REP_OK);
    CHECK(row[0].integer == crowd[299].level && is_text(row[4].text, "npc 300"));
    b.room = b.used;                                    /* what is there is enough from here on */
    CHECK_INT(rep_generator_structs(generator, 9000, 300, crowd, sizeof crowd[0], npc_fields, FIELDS - 1, NULL, &err), REP_OK);
    CHECK_INT(rep_generator_row(generator, 5, &row, &err), REP_OK);
    rep_generator_free(generator), rep_model_free(model), rep_model_free(source);
    CHECK(is_text(crowd[299].title, "npc 300"));        /* the caller's, whatever becomes of the generator */
    drop(&json);
}

typedef struct share { const rep_model *model; npc *crowd; size_t each; rep_status status[64]; } share;

static void fill_share(void *context, size_t index)
{
    share         *all = (share *)context;
    rep_generator *mine = NULL;

    all->status[index] = rep_generator_create(&mine, all->model, 42, NULL, NULL);
    if (!all->status[index])
        all->status[index] = rep_generator_structs(mine, index * all->each, all->each, all->crowd + index * all->each, sizeof(npc), npc_fields, FIELDS - 1, NULL, NULL);
    rep_generator_free(mine);
}

TEST(any_number_of_threads_fill_parts_from_one_model)
{
    enum { EACH = 1000, MOST = 16 };
    static npc     crowd[MOST * EACH], again[MOST * EACH];
    rep_model     *model = model_of(npcs, 5, REP_NONE);
    rep_generator *generator = draws(model, NULL);
    rep_parallel   parallel = lend_threads(MOST);
    share          all;
    size_t         i, width;
    rep_error      err;

    CHECK_INT(rep_generator_structs(generator, 0, MOST * EACH, crowd, sizeof crowd[0], npc_fields, FIELDS - 1, NULL, &err), REP_OK);
    for (width = 1; width <= MOST; width *= 2) {
        memset(again, 0, sizeof again), memset(&all, 0, sizeof all);
        all.model = model, all.crowd = again, all.each = MOST * EACH / width;
        if (parallel.run) CHECK_INT(parallel.run(NULL, width, fill_share, &all), 0);
        else for (i = 0; i < width; i++) fill_share(&all, i);
        for (i = 0; i < width; i++) CHECK_INT(all.status[i], REP_OK);
        CHECK(memcmp(crowd, again, sizeof crowd) == 0);
    }
    rep_generator_free(generator);
    rep_model_free(model);
}

/*--- tables that others made ---*/

static void compare_table(const char *folder, const char *name, rep_structure structure)
{
    rep_profile_options options;
    rep_model          *model = NULL;
    rep_error           err;
    char                path[4096];

    memset(&options, 0, sizeof options);
    options.structure = structure;
    snprintf(path, sizeof path, "%s/single/%s.csv", folder, name);
    INPUT(path);
    if (!CHECK_INT(rep_profile_file(&model, path, &options, &err), REP_OK)) return;
    CHECK(compare_all(model, 5, 4500) >= 4500 * 3);
    rep_model_free(model);
}

TEST(tables_are_what_the_csv_says_in_every_shape)
{
    static const char *const names[] = { "birdstrikes", "diamonds", "insurance", "penguins", "seattle-weather", "stocks", "taxis", "telco_churn", "titanic_raw" };
    const char *folder = getenv("REPLICATOR_DATA");
    char        path[4096];
    FILE       *file;
    size_t      i;

    if (!folder || !*folder) folder = "../shared/data";
    snprintf(path, sizeof path, "%s/single/%s.csv", folder, names[0]);
    file = fopen(path, "rb");
    if (!file) {
        printf("tables not found: %s: skipped\n", path);
        return;
    }
    fclose(file);
    for (i = 0; i < sizeof names / sizeof names[0]; i++) compare_table(folder, names[i], i % 2 ? REP_STRUCTURE_INDEPENDENT : REP_STRUCTURE_JOINT);
}

int main(void)
{
    RUN(a_row_has_a_value_of_its_natural_type_for_each_column);
    RUN(extremes_are_what_the_csv_says_in_every_shape);
    RUN(a_thousand_columns_are_filled);
    RUN(integers_of_every_width_hold_the_same_number);
    RUN(a_type_that_some_row_would_break_is_refused_before_the_first);
    RUN(dates_count_in_the_asked_unit);
    RUN(structs_are_filled_through_a_table_of_fields);
    RUN(a_text_that_does_not_fit_is_an_error_or_cut_at_a_whole_character);
    RUN(made_texts_go_where_the_caller_says_and_stay);
    RUN(wrong_arguments_are_named);
    RUN(texts_that_are_chosen_take_no_memory);
    RUN(no_call_allocates_but_the_first_and_rows_come_in_any_order);
    RUN(one_fixed_block_serves_all_memory);
    RUN(any_number_of_threads_fill_parts_from_one_model);
    RUN(tables_are_what_the_csv_says_in_every_shape);
    return test_end();
}
