/* test_csv.c - what the CSV reader promises (room R11)                 C99 and C++11
 *
 * Each input goes in whole, byte by byte and in pieces of 2, 3, 7, 64 and 4096 bytes, every
 * piece in a block of its own that is freed after the push, so that the address sanitizer
 * sees a read past it and a view kept too long. The outcome is one text:
 *
 *     # a|b          the header             <x>   a quoted cell       x~   one read as Windows-1252
 *     1|<x>          a row                  ! 8 2:3   an error, its status, line and column
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <stdlib.h>

#include "test.h"

typedef struct sink {
    char       *text;
    size_t      len, capacity;
    repi_csv    csv;
    repi_memory memory;
    rep_error   err;
    size_t      max_columns, max_cell;
    long        stop_at;   /* row at which the callback says stop, -1 = never */
    const char *low, *high; /* cells inside are counted in `views`             */
    size_t      views, cells;
    int         quiet;
} sink;

static void add(sink *s, const char *data, size_t len)
{
    if (s->len + len + 1 > s->capacity) {
        s->capacity = (s->len + len + 1) * 2;
        s->text = (char *)realloc(s->text, s->capacity);
        if (s->text == NULL) exit(2);
    }
    memcpy(s->text + s->len, data, len);
    s->len += len;
    s->text[s->len] = '\0';
}

static rep_status on_one(sink *s, const repi_field *fields, size_t row, size_t count, int is_header, rep_error *err)
{
    size_t i;

    for (i = 0; i < count && s->low != NULL; i++)
        if (fields[i].data >= s->low && fields[i].data + fields[i].len <= s->high) s->views++;
    s->cells += count;
    if (s->stop_at >= 0 && s->csv.records + row == (uint64_t)s->stop_at)
        return repi_fail(err, REP_ERR_CANCELLED, 0, 0, "enough");
    if (s->quiet) return REP_OK;
    if (is_header) add(s, "# ", 2);
    for (i = 0; i < count; i++) {
        if (i > 0) add(s, "|", 1);
        if (fields[i].quoted) add(s, "<", 1);
        add(s, fields[i].data, fields[i].len);
        if (fields[i].quoted) add(s, ">", 1);
        if (fields[i].mended) add(s, "~", 1);
    }
    add(s, "\n", 1);
    return REP_OK;
}

static rep_status on_record(void *user, const repi_field *fields, size_t rows, size_t count, int is_header, rep_error *err)
{
    rep_status status = REP_OK;
    size_t     row;

    for (row = 0; row < rows && status == REP_OK; row++) status = on_one((sink *)user, fields + row * count, row, count, is_header, err);
    return status;
}

static void begin(sink *s, const rep_csv_options *options, size_t max_columns, size_t max_cell)
{
    memset(s, 0, sizeof *s);
    s->stop_at = -1;
    add(s, "", 0);
    repi_memory_init(&s->memory, NULL, UINT64_MAX);
    repi_csv_init(&s->csv, &s->memory, options, max_columns, max_cell, on_record, s, &s->err);
}

/* Pushes in pieces (0 = all at once) and ends the input. */
static rep_status feed(sink *s, const char *data, size_t len, size_t piece)
{
    size_t     at, n;
    rep_status status = s->csv.failed;

    for (at = 0; at < len && status == REP_OK; at += n) {
        char *copy;

        n = piece != 0 && piece < len - at ? piece : len - at;
        copy = (char *)malloc(n);
        if (copy == NULL) exit(2);
        memcpy(copy, data + at, n);
        status = repi_csv_push(&s->csv, copy, n, &s->err);
        free(copy);
    }
    if (status == REP_OK) status = repi_csv_end(&s->csv, &s->err);
    return status;
}

/* The same as feed, but without gathering the first 64 KiB in one buffer, so that small inputs are cut for the reader,
 * too: what the opening decides is decided here. */
static rep_status feed_cut(sink *s, char delimiter, const char *data, size_t len, size_t piece)
{
    size_t i;

    s->csv.opening = 0;
    s->csv.delimiter = delimiter;
    if (len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) data += 3, len -= 3;
    else if (len >= 2 && memcmp(data, "\xFF\xFE", 2) == 0) s->csv.utf16 = 1, data += 2, len -= 2;
    else if (len >= 2 && memcmp(data, "\xFE\xFF", 2) == 0) s->csv.utf16 = 2, data += 2, len -= 2;
    s->csv.bare_cr = 1;
    for (i = 0; i < len; i += s->csv.utf16 ? 2 : 1) /* of a UTF-16 unit, both bytes are looked at */
        if (data[i + (s->csv.utf16 == 2 && i + 1 < len)] == '\n' &&
            (!s->csv.utf16 || (i + 1 < len && data[i + (s->csv.utf16 == 1)] == '\0'))) s->csv.bare_cr = 0;
    return feed(s, data, len, piece);
}

static void finish(sink *s)
{
    char line[80];

    if (s->err.code != REP_OK) {
        sprintf(line, "! %d %lu:%lu\n", (int)s->err.code, (unsigned long)s->err.line, (unsigned long)s->err.column);
        add(s, line, strlen(line));
    }
    repi_csv_free(&s->csv);
    CHECK(s->memory.used == 0);
}

static const size_t pieces[] = { 0, 1, 2, 3, 7, 64, 4096 };

/* The outcome of every cutting is `expected`, whether records are given one, two or many at a time; the messages are the
 * same, too. The last message is returned. */
static const char *all_cuts(const rep_csv_options *options, size_t max_columns, size_t max_cell, const char *data,
                            size_t len, const char *expected)
{
    static char message[sizeof ((rep_error *)0)->message];
    char        delimiter = ',';
    size_t      i, count = sizeof pieces / sizeof pieces[0];

    INPUT(data);
    for (i = 0; i < 6 * count; i++) {
        static const size_t rows[] = { 1, 2, 256 };
        const size_t        piece = pieces[i % count];
        sink                s;

        if (i >= 3 * count && strncmp(message, "this is", 7) == 0) break; /* refused by its opening */
        begin(&s, options, max_columns, max_cell);
        s.csv.max_rows = rows[i / count % 3];
        if (i < 3 * count) feed(&s, data, len, piece);
        else feed_cut(&s, delimiter, data, len, piece);
        if (i == 0 && s.csv.delimiter) delimiter = s.csv.delimiter;
        finish(&s);
        CHECK_STR(s.text, expected);
        if (i > 0) CHECK_STR(s.err.message, message);
        strcpy(message, s.err.message);
        free(s.text);
    }
    return message;
}

static rep_csv_options with(char delimiter, rep_ragged ragged)
{
    rep_csv_options options;

    memset(&options, 0, sizeof options);
    options.delimiter = delimiter;
    options.ragged = ragged;
    return options;
}

static void reads(const char *data, const char *expected) { all_cuts(NULL, 0, 0, data, strlen(data), expected); }

static void reads_as(rep_csv_options options, const char *data, const char *expected)
{
    all_cuts(&options, 0, 0, data, strlen(data), expected);
}

static const char *says(const char *data, size_t len, const char *expected)
{
    return all_cuts(NULL, 0, 0, data, len, expected);
}

#define BYTES(text) (text), sizeof(text) - 1

/*--- cells ---*/

TEST(records_end_in_lf_or_crlf_and_the_last_one_may_end_in_nothing)
{
    reads("a,b\n1,2\n", "# a|b\n1|2\n");
    reads("a,b\r\n1,2\r\n", "# a|b\n1|2\n");
    reads("a,b\n1,2", "# a|b\n1|2\n");
    reads("a,b\n1,2\r", "# a|b\n1|2\n");
    reads("a,b\r\r\n1,2\r\r\n", "# a|b\n1|2\n");
    reads("a,b\n1,\n,2\n,", "# a|b\n1|\n|2\n|\n");
    reads("", "");
    reads("a,b", "# a|b\n");
    reads("a\rb,c\nd\re,\"f\rg\"\n", "# a\rb|c\nd\re|<f\rg>\n");
}

TEST(quoted_cells_hold_delimiters_line_ends_and_doubled_quotes)
{
    reads("a,b\n\"x,y\",\"1\n2\"\n", "# a|b\n<x,y>|<1\n2>\n");
    reads("a,b\r\n\"x\r\ny\",\"\"\r\n", "# a|b\n<x\r\ny>|<>\n");
    reads("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n", "# a|b\n<say \"hi\">|<\">\n");
    reads("a,b\n\"\"\"x\"\"\",\"\"\"\"\"\"", "# a|b\n<\"x\">|<\"\">\n");
    reads("\"a\",\"b\"\"c\"\n1,2\n", "# <a>|<b\"c>\n1|2\n");
}

TEST(what_stands_around_quotes_is_read_as_python_reads_it)
{
    reads("a,b\n\"x\"y,z\n", "# a|b\n<xy>|z\n");
    reads("a,b\n\"x\" \"y\",z\n", "# a|b\n<x \"y\">|z\n");
    reads("a,b\n\"x\"\"y\"z\",w\n", "# a|b\n<x\"yz\">|w\n");
    reads("a,b\nx\"y,\"z\"\n", "# a|b\nx\"y|<z>\n");
    reads("a,b\n \"x\",y\n", "# a|b\n \"x\"|y\n");
    reads("a,b\nx\"\"y\",\"z\" \r\n", "# a|b\nx\"\"y\"|<z >\n");
    reads("a,b\n5\" pipe,6\"\n", "# a|b\n5\" pipe|6\"\n");
    reads("a\n\"x\"", "# a\n<x>\n");
}

TEST(a_quote_may_stand_at_every_place_of_a_block)
{
    char   input[512], expected[512];
    size_t before, inside;

    for (before = 0; before < 132; before++) {
        for (inside = 0; inside < 68; inside += inside < 3 || inside > 60 ? 1 : 19) {
            sink   s;
            size_t n = (size_t)sprintf(input, "a,b,c\n"), k = (size_t)sprintf(expected, "# a|b|c\n"), i;

            for (i = 0; i < before; i++) input[n++] = 'x', expected[k++] = 'x';
            n += (size_t)sprintf(input + n, ",\"");
            k += (size_t)sprintf(expected + k, "|<");
            for (i = 0; i < inside; i++) input[n++] = ',', expected[k++] = ',';
            n += (size_t)sprintf(input + n, "\"\"\n\"\"\",\"\"\r\n1,2,\"\"3\n");
            sprintf(expected + k, "\"\n\">|<>\n1|2|<3>\n");
            for (i = 0; i < 4; i++) {
                begin(&s, NULL, 0, 0);
                feed_cut(&s, ',', input, n, pieces[i == 3 ? 5 : i]);
                finish(&s);
                INPUT(input);
                CHECK_STR(s.text, expected);
                free(s.text);
            }
        }
    }
}

TEST(the_bits_of_a_block_miss_no_byte)
{
    static const char alphabet[] = "ab,;\"\n\r\t\0\x01\x0E\x7F\x80\xFF\x0D\x0A,\"";
    uint32_t          seed = 1;
    int               round, missed = 0, needless = 0;

    for (round = 0; round < 20000; round++) {
        char     block[64], quiet[64];
        uint64_t high, wanted = 0, wanted_quotes = 0, bits, quotes;
        int      i, beyond = 0;

        for (i = 0; i < 64; i++) {
            seed = seed * 1664525u + 1013904223u;
            block[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
            if (round % 3 == 0 && (seed >> 28) != 0) block[i] = 'q';
            beyond |= (unsigned char)block[i] >= 0x80;
            if (block[i] == ',' || block[i] == '"' || (unsigned char)block[i] <= '\r') wanted |= (uint64_t)1 << i;
            if (block[i] == '"' || block[i] == '\0') wanted_quotes |= (uint64_t)1 << i;
        }
        bits = repi_csv_bits(block, ',', '"', '\r', &high);
        quotes = repi_csv_bits(block, '"', '"', '\0', &high);
        if ((bits & wanted) != wanted || (quotes & wanted_quotes) != wanted_quotes || (high != 0) != (beyond != 0)) missed++;
        memset(quiet, 'q', sizeof quiet);
        if (repi_csv_bits(quiet, ',', '"', '\r', &high) != 0 || high != 0) needless++;
    }
    CHECK_INT(missed, 0);
    CHECK_INT(needless, 0); /* where nothing is */
}

TEST(cells_are_views_into_the_pushed_bytes_unless_quotes_are_doubled)
{
    char  *data = (char *)malloc(200000);
    size_t n = 0, rows = 0;
    sink   s;

    if (data == NULL) exit(2);
    n += (size_t)sprintf(data, "id,name,note\n");
    while (n < 199000) {
        n += (size_t)sprintf(data + n, "%lu,\"Jo, %lu\",%s\n", (unsigned long)rows, (unsigned long)rows,
                             rows % 10 == 0 ? "\"say \"\"hi\"\"\"" : "called");
        rows++;
    }
    begin(&s, NULL, 0, 0);
    s.low = data, s.high = data + n, s.quiet = 1;
    CHECK_INT(repi_csv_push(&s.csv, data, n, &s.err), REP_OK);
    CHECK_INT(repi_csv_end(&s.csv, &s.err), REP_OK);
    CHECK_INT(s.csv.records, rows);
    CHECK_SIZE(s.cells, 3 * rows + 3);
    CHECK(s.cells - s.views >= rows / 10);
    CHECK(s.cells - s.views <= rows / 10 + 4); /* the record over the 64 KiB border as well */
    finish(&s);
    free(s.text);
    free(data);
}

/*--- lines ---*/

TEST(blank_lines_are_skipped_but_are_rows_in_a_table_of_one_column)
{
    reads("\n\r\na,b\n\n1,2\r\n\r\n\n3,4\n\n", "# a|b\n1|2\n3|4\n");
    reads("\n\na\n1\n\n2\n\r\n", "# a\n1\n\n2\n\n");
    reads("\n\n", "");
    reads("a\n\n", "# a\n\n");
    reads("a,b\n \n", "# a|b\n! 8 2:2\n");
    reads("a,b\n\"\"\n", "# a|b\n! 8 2:3\n");
}

TEST(a_bare_cr_ends_records_only_where_the_first_64_kib_hold_no_lf)
{
    char  *data = (char *)malloc(140000);
    size_t n = 0;
    sink   s, t;

    reads("a,b\r1,2\r\r\"x\ry\",4", "# a|b\n1|2\n<x\ry>|4\n");
    reads("a\r1\r\r2\r", "# a\n1\n\n2\n");
    reads("a\rb,c\n1,2\n", "# a\rb|c\n1|2\n");
    if (data == NULL) exit(2);
    n += (size_t)sprintf(data, "a,b\r");
    while (n < 66000) n += (size_t)sprintf(data + n, "1,2\r");
    n += (size_t)sprintf(data + n, "3,4\r\n5,6\n\n7,\"8\n9\"\r\n\rx");
    begin(&s, NULL, 0, 0);
    feed(&s, data, n, 0);
    CHECK_INT(s.csv.crlf, 1);
    finish(&s);
    CHECK(strstr(s.text, "\n1|2\n3|4\n5|6\n7|<8\n9>\n! 8 16507:2\n") != NULL);
    begin(&t, NULL, 0, 0);
    feed(&t, data, n, 1);
    finish(&t);
    CHECK_STR(t.text, s.text);
    free(s.text);
    free(t.text);
    free(data);
}

TEST(lines_are_counted_through_quoted_line_ends)
{
    sink s;

    begin(&s, NULL, 0, 0);
    s.stop_at = 1;
    feed(&s, BYTES("a,\"b\nc\"\n\n\"1\n\n\r\n2\",3\n\n4,5\n"), 3);
    CHECK_INT(s.err.code, REP_ERR_CANCELLED);
    CHECK_INT(s.csv.line, 9);
    CHECK_INT(s.csv.crlf, 0);
    finish(&s);
    free(s.text);
    reads("a,b\n\"x\ny\",2,3\n", "# a|b\n! 8 3:6\n");
    reads("a,b\n1,\"x\ny\",\"3\"\n", "# a|b\n! 8 3:4\n");
    reads("a,b\r1,\"x\ry\",3\r", "# a|b\n! 8 3:4\n");
}

/*--- what the bytes are ---*/

TEST(a_utf8_byte_order_mark_is_skipped)
{
    reads("\xEF\xBB\xBF" "a,b\n1,2\n", "# a|b\n1|2\n");
    reads("\xEF\xBB\xBF\"a,x\",b\n1,2\n", "# <a,x>|b\n1|2\n");
    reads("\xEF\xBB\xBF", "");
    reads("a,b\n\xEF\xBB\xBF" "1,2\n", "# a|b\n\xEF\xBB\xBF" "1|2\n");
}

TEST(utf16_with_a_byte_order_mark_is_converted)
{
    static const char le[] = "\xFF\xFE" "a\0,\0b\0\r\0\n\0\"\0\xE9\0,\0\"\0,\0\xAC\x20\n\0\x3D\xD8\x00\xDE,\0z\0\n\0";
    static const char be[] = "\xFE\xFF" "\0a\0,\0b\0\r\0\n\0\"\0\xE9\0,\0\"\0,\x20\xAC\0\n\xD8\x3D\xDE\x00\0,\0z\0\n";
    static const char lone[] = "\xFF\xFE" "a\0\n\0\x3D\xD8x\0\x00\xDE\n\0\x3D\xD8\x3D\xD8\x00\xDE\x3D\xD8";
    static const char odd[] = "\xFF\xFE" "a\0\n\0b\0c";
    static const char nul[] = "\xFF\xFE" "a\0\n\0b\0\0\0";

    says(BYTES(le), "# a|b\n<\xC3\xA9,>|\xE2\x82\xAC\n\xF0\x9F\x98\x80|z\n");
    says(BYTES(be), "# a|b\n<\xC3\xA9,>|\xE2\x82\xAC\n\xF0\x9F\x98\x80|z\n");
    says(BYTES(lone), "# a\n\xEF\xBF\xBDx\xEF\xBF\xBD\n\xEF\xBF\xBD\xF0\x9F\x98\x80\xEF\xBF\xBD\n");
    says(BYTES(odd), "# a\nb\xEF\xBF\xBD\n");
    says(BYTES(nul), "# a\n! 8 2:2\n");
    says("\xFF\xFE", 2, "");
}

TEST(a_long_utf16_table_is_converted_whole)
{
    size_t rows = 30000, n = 2, i, k;
    char  *data = (char *)malloc(rows * 40 + 100), line[64];
    sink   s;

    if (data == NULL) exit(2);
    memcpy(data, "\xFE\xFF", 2);
    for (i = 0; i <= rows; i++) {
        sprintf(line, i == 0 ? "a;b\n" : "%lu;\"x\"\"%lu\"\n", (unsigned long)i, (unsigned long)i);
        for (k = 0; line[k] != '\0'; k++) data[n++] = '\0', data[n++] = line[k];
    }
    for (k = 0; k < 3; k++) {
        begin(&s, NULL, 0, 0);
        s.quiet = 1;
        CHECK_INT(feed(&s, data, n, k == 0 ? 0 : k == 1 ? 1 : 4097), REP_OK);
        CHECK_INT(s.csv.records, rows);
        CHECK_INT(s.csv.delimiter, ';');
        CHECK_INT(s.csv.line, 1); /* of the input that may come next */
        finish(&s);
        free(s.text);
    }
    free(data);
}

TEST(files_that_are_not_text_are_refused_by_name)
{
    CHECK(strstr(says(BYTES("\x1F\x8B\x08\0\0\0"), "! 8 1:1\n"), "gzip data, not CSV; unpack it first: gunzip -c FILE"));
    CHECK(strstr(says(BYTES("\x1F\x8B"), "! 8 1:1\n"), "gzip"));
    CHECK(strstr(says(BYTES("\x28\xB5\x2F\xFD...."), "! 8 1:1\n"), "zstd"));
    CHECK(strstr(says(BYTES("\xFD" "7zXZ\0...."), "! 8 1:1\n"), "xz"));
    CHECK(strstr(says(BYTES("PK\x03\x04...."), "! 8 1:1\n"), "zip archive"));
    CHECK(strstr(says(BYTES("PK\x03\x04....[Content_Types].xml..."), "! 8 1:1\n"), "xlsx"));
    CHECK(strstr(says(BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...."), "! 8 1:1\n"), "(xls)"));
    CHECK(strstr(says(BYTES("PAR1\x15\x04\x15"), "! 8 1:1\n"), "Parquet"));
    CHECK(strstr(says(BYTES("ARROW1\0\0...."), "! 8 1:1\n"), "Arrow"));
    CHECK(strstr(says(BYTES("\xFF\xFE\0\0a\0\0\0"), "! 8 1:1\n"), "UTF-32"));
    CHECK(strstr(says(BYTES("\0\0\xFE\xFF\0\0\0a"), "! 8 1:1\n"), "UTF-32"));
    reads("PAR1,PAR2\n1,2\n", "# PAR1|PAR2\n1|2\n");
    reads("PAR1\n1\n", "# PAR1\n1\n");
    reads("PK,b\n1,2\n", "# PK|b\n1|2\n");
}

TEST(a_nul_byte_is_an_error_with_its_place)
{
    CHECK(strstr(says(BYTES("a,b\n1,x\0y\n"), "# a|b\n! 8 2:4\n"), "UTF-16 without a byte order mark"));
    says(BYTES("a\0,\0b\0\n\0"), "! 8 1:2\n");
    says(BYTES("\0a\0,\0b\0\n"), "! 8 1:1\n");
    says(BYTES("a,b\n1,\"x\n\0\"\n"), "# a|b\n! 8 3:1\n");
    says(BYTES("a,b\n1,2\n\0"), "# a|b\n1|2\n! 8 3:1\n");
    says(BYTES("a,b\n1,\"2\"\0"), "# a|b\n! 8 2:6\n");
}

TEST(cells_that_are_not_utf8_are_read_as_windows_1252)
{
    sink s;

    reads("a,b\ncaf\xE9,caf\xC3\xA9\n", "# a|b\ncaf\xC3\xA9~|caf\xC3\xA9\n");
    reads("a\n\x80\x81\x8D\x9F\xFF\n", "# a\n\xE2\x82\xAC\xC2\x81\xC2\x8D\xC5\xB8\xC3\xBF~\n");
    reads("a,b\n\"x\"\"\xE9\",\"\xE9\"\n", "# a|b\n<x\"\xC3\xA9>~|<\xC3\xA9>~\n");
    reads("\xC4hre,b\n1,\xE2\x82\n", "# \xC3\x84hre~|b\n1|\xC3\xA2\xE2\x80\x9A~\n");
    reads("a,b\n\xC3,\xA9\n", "# a|b\n\xC3\x83~|\xC2\xA9~\n");
    reads("a\n\xED\xA0\x80\n", "# a\n\xC3\xAD\xC2\xA0\xE2\x82\xAC~\n");
    begin(&s, NULL, 0, 0);
    feed(&s, BYTES("a,b\n\xE9,\xE8\n1,\xC3\xA9\n"), 1);
    CHECK_INT(s.csv.mended_cells, 2);
    finish(&s);
    free(s.text);
}

/*--- the delimiter ---*/

static char delimiter_of(const char *data)
{
    char   found[3] = { 0, 0, 0 };
    size_t i;

    INPUT(data);
    for (i = 0; i < 3; i++) {
        sink s;

        begin(&s, NULL, 0, 0);
        feed(&s, data, strlen(data), i);
        found[i] = s.csv.delimiter;
        finish(&s);
        free(s.text);
    }
    CHECK(found[0] == found[1] && found[0] == found[2]);
    return found[0];
}

TEST(the_delimiter_is_found_among_comma_tab_semicolon_and_bar)
{
    CHECK_INT(delimiter_of("a,b\n1,2\n"), ',');
    CHECK_INT(delimiter_of("a\tb\n1\t2\n"), '\t');
    CHECK_INT(delimiter_of("a;b\n1;2\n"), ';');
    CHECK_INT(delimiter_of("a|b\n1|2\n"), '|');
    CHECK_INT(delimiter_of("a;b"), ';');
    CHECK_INT(delimiter_of("a\rb;c\r1;2\r"), ';');
    CHECK_INT(delimiter_of("\"a;x\",b\n\"1;2\",3\n"), ',');
    CHECK_INT(delimiter_of("a,b\n\"x;\ny;z\",\"1;\"\n"), ',');
    CHECK_INT(delimiter_of("name\tnote\nx\ta, b\ny\tc\nz\td, e, f\n"), '\t');
    CHECK_INT(delimiter_of("a|b|c\nx, y|1|2\nz, w|3|4\n"), '|');
    CHECK_INT(delimiter_of("id,tags\n1,a;b\n2,c;d;e\n"), ',');
    CHECK_INT(delimiter_of("\n\na;b\n\n1;2\n"), ';');
    CHECK_INT(delimiter_of("a;b\n\"x, y, z\";1\n\"u, v, w\";2\n\"r, s, t\";3\n"), ';');
    CHECK_INT(delimiter_of("a;b\n\"p;q\";1\n\"u;v;w;x\";2\n\"r\";3\n"), ';');
    CHECK_INT(delimiter_of("a,b\n\"x;y;z\",1\n\"u;v;w\",2\n\"r;s;t\",3\n"), ',');
}

TEST(a_table_of_one_column_is_read_with_commas)
{
    CHECK_INT(delimiter_of("a\n1\n2\n"), ',');
    CHECK_INT(delimiter_of(""), 0); /* nothing to decide it by: the next input does */
    CHECK_INT(delimiter_of("text\nhello; you\nfine\nwell\nthanks\n"), ',');
    reads("name\nAnna\nBert\n", "# name\nAnna\nBert\n");
}

TEST(decimal_commas_are_no_delimiters)
{
    CHECK_INT(delimiter_of("name;price\nfoo;1,5\nbar;2,5\n"), ';');
    CHECK_INT(delimiter_of("a;b;c\n1,5;2,5;3,5\n2,5;3,5;4,5\n"), ';');
    CHECK_INT(delimiter_of("foo;1,5\nbar;2,5\n"), ';');
    CHECK_INT(delimiter_of("1,5;2,5;3,5\n2,5;3,5;4,5\n"), ';');
    CHECK_INT(delimiter_of("1,5\t2,5\t3,5\n2,5\t3,5\t4,5\n"), '\t');
    CHECK_INT(delimiter_of("Preis, netto;x\n1,5;3\n2,5;4\n1,5;3\n2,5;4\n1,5;3\n2,5;4\n1,5;3\n2,5;4\n1,5;3\n2,5;4\n"), ';');
    CHECK_INT(delimiter_of("id,list\n1,5;6\n2,7;8\n"), ',');
    CHECK_INT(delimiter_of("a,b,c\n1,2,3\n4,5,6\n"), ',');
}

TEST(the_delimiter_depends_on_the_first_64_records_and_64_kib_only)
{
    char  *data = (char *)malloc(400000);
    size_t n = 0, i;
    sink   s;

    if (data == NULL) exit(2);
    for (i = 0; i < 64; i++) n += (size_t)sprintf(data + n, "a;b\n");
    for (i = 0; i < 1000; i++) n += (size_t)sprintf(data + n, "a,b,c\n");
    data[n] = '\0';
    CHECK_INT(delimiter_of(data), ';');
    n = (size_t)sprintf(data, "a;\"");
    memset(data + n, 'x', 70000); /* the first record is longer than the window */
    strcpy(data + n + 70000, "\"\n1;2\n");
    CHECK_INT(delimiter_of(data), ';');
    for (i = 0; i < 7; i++) {
        begin(&s, NULL, 0, 0);
        s.quiet = 1;
        CHECK_INT(feed(&s, data, strlen(data), pieces[i]), REP_OK);
        CHECK_INT(s.csv.delimiter, ';');
        finish(&s);
        free(s.text);
    }
    free(data);
}

TEST(a_given_delimiter_and_quote_are_used)
{
    rep_csv_options options = with('^', REP_RAGGED_ERROR);

    options.quote = '\'';
    reads_as(options, "a^b\n'x^''y'^\"z\n", "# a|b\n<x^'y>|\"z\n");
    reads_as(with(' ', REP_RAGGED_ERROR), "a b\n1 2\n", "# a|b\n1|2\n");
    reads_as(with('x', REP_RAGGED_ERROR), "axb\n1x2\n", "# a|b\n1|2\n");
    reads_as(with('\x01', REP_RAGGED_ERROR), "a\x01" "b\n1\x01" "2\n", "# a|b\n1|2\n");
}

TEST(options_that_make_no_sense_are_named)
{
    static const char wrong[][2] = { { '\n', 0 }, { '\r', 0 }, { '"', 0 }, { ',', ',' }, { ',', '\n' }, { '\xE9', 0 }, { ',', '\xE9' } };
    size_t            i;
    sink              s;
    rep_csv_options   options;

    for (i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        options = with(wrong[i][0], REP_RAGGED_ERROR);
        options.quote = wrong[i][1];
        begin(&s, &options, 0, 0);
        CHECK_INT(s.err.code, REP_ERR_ARGUMENT);
        CHECK(strstr(s.err.message, "csv.") != NULL);
        CHECK_INT(repi_csv_push(&s.csv, "a", 1, NULL), REP_ERR_ARGUMENT);
        CHECK_INT(repi_csv_end(&s.csv, NULL), REP_ERR_ARGUMENT);
        finish(&s);
        free(s.text);
    }
    options = with(',', (rep_ragged)3);
    begin(&s, &options, 0, 0);
    CHECK_INT(s.err.code, REP_ERR_ARGUMENT);
    finish(&s);
    free(s.text);
}

/*--- rows of another width ---*/

TEST(ragged_rows_are_an_error_that_names_both_widths_and_the_remedy)
{
    const char *message = says(BYTES("a,b,c\n1,2,3\n1,2,3,4,5\n"), "# a|b|c\n1|2|3\n! 8 3:7\n");

    CHECK_STR(message, "row has 5 cells, the header 3; --ragged pad or join (option csv.ragged) mends it");
    message = says(BYTES("a,b,c\n1,2\n"), "# a|b|c\n! 8 2:4\n");
    CHECK_STR(message, "row has 2 cells, the header 3; --ragged pad or join (option csv.ragged) mends it");
    message = says(BYTES("a,b,c\r\n1\r\n"), "# a|b|c\n! 8 2:2\n");
    CHECK_STR(message, "row has 1 cell, the header 3; --ragged pad or join (option csv.ragged) mends it");
    reads("a,b\n1,\"2\",\"3\"\n", "# a|b\n! 8 2:7\n");
    reads("a,b\n1,2,\n", "# a|b\n! 8 2:5\n");
    reads("a,b\n1,2,3\n4,5,6\n", "# a|b\n! 8 2:5\n"); /* an index column without a name */
    reads("a\n1,2\n", "# a\n! 8 2:3\n");
}

TEST(padding_fills_short_rows_and_cuts_long_ones)
{
    rep_csv_options options = with(',', REP_RAGGED_PAD);
    sink            s;

    reads_as(options, "a,b,c\n1\n1,2,3,4\n\n1,\"2\"\n1,2,3\n\"x\"\"y\"", "# a|b|c\n1||\n1|2|3\n1|<2>|\n1|2|3\n<x\"y>||\n");
    begin(&s, &options, 0, 0);
    feed(&s, BYTES("a,b\n1\n1,2\n1,2,3\n\n1,2,\xE9\n"), 0);
    CHECK_INT(s.csv.padded_rows, 3);
    CHECK_INT(s.csv.records, 4);
    CHECK_INT(s.csv.mended_cells, 0);
    finish(&s);
    free(s.text);
}

TEST(joining_puts_cells_that_begin_with_a_blank_back)
{
    rep_csv_options options = with(',', REP_RAGGED_JOIN);

    reads_as(options, "a,b,c\n1,Smith, John,3\n", "# a|b|c\n1|Smith, John|3\n");
    reads_as(options, "a,b\nx, y, z, w,2\n", "# a|b\nx, y, z, w|2\n");
    reads_as(options, "a,b,c\n1, 2, 3, 4\n", "# a|b|c\n1, 2| 3| 4\n"); /* left to right until it fits */
    reads_as(options, "a,b\n1,2,3, 4\n", "# a|b\n1|2\n");
    reads_as(options, "a,b\n1\n 1, 2\n", "# a|b\n1|\n 1| 2\n");
    reads_as(options, "a,b\n\"x\", y,2\n", "# a|b\n<x, y>|2\n");
    reads_as(options, "a,b\n\"x\"\"q\", y \"z\", w,2\n", "# a|b\n<x\"q, y \"z\", w>|2\n");
    reads_as(options, "a,b\nx,\" y\",2\n", "# a|b\nx|< y>\n"); /* a quoted cell stands for itself */
    reads_as(options, "a,b\ncaf\xE9, y,2\r\n", "# a|b\ncaf\xC3\xA9, y~|2\n");
    reads_as(options, "a,b\nx,\ty,2\n1,2, 3\r\n", "# a|b\nx,\ty|2\n1|2, 3\n");
    all_cuts(&options, 0, 4, BYTES("a,b\nx, y,2\nxx, y,2\n"), "# a|b\nx, y|2\n! 4 3:1\n");
}

TEST(without_a_header_the_first_record_fixes_the_width)
{
    rep_csv_options options = with(',', REP_RAGGED_ERROR);

    options.no_header = 1;
    reads_as(options, "1,2\n3,4\n", "1|2\n3|4\n");
    CHECK(strstr(all_cuts(&options, 0, 0, BYTES("1,2\n3\n"), "1|2\n! 8 2:2\n"), "row has 1 cell, the first row 2;"));
    reads_as(options, "1\n\n2\n", "1\n\n2\n");
}

/*--- limits and open quotes ---*/

TEST(an_open_quote_is_an_error_at_the_place_where_it_opened)
{
    CHECK(strstr(says(BYTES("a,b\n1,\"x\n"), "# a|b\n! 8 2:3\n"), "never closed"));
    reads("a,b\n1,\"x\ny\",\"z\n\n", "# a|b\n! 8 3:4\n");
    reads("\"", "! 8 1:1\n");
    reads("a,b\n1,\"2\"\"", "# a|b\n! 8 2:3\n");
    reads("a,b\n1,\"2\"", "# a|b\n1|<2>\n");
}

TEST(cells_beyond_the_limit_are_refused_wherever_the_input_was_cut)
{
    CHECK(strstr(all_cuts(NULL, 0, 5, BYTES("a,b\n12345,123456\n"), "# a|b\n! 4 2:7\n"), "max_cell_bytes"));
    all_cuts(NULL, 0, 5, BYTES("a,b\n12345,12345\r\n\"12345\",\"12345\"\r\n"), "# a|b\n12345|12345\n<12345>|<12345>\n");
    all_cuts(NULL, 0, 5, BYTES("a,b\n\"1\"\"45\",2\n\"1\"\"456\",2\n"), "# a|b\n<1\"45>|2\n! 4 3:1\n");
    all_cuts(NULL, 0, 5, BYTES("a,b\n\"123\"45,2\n\"123\"456,2\n"), "# a|b\n<12345>|2\n! 4 3:1\n");
    all_cuts(NULL, 0, 5, BYTES("a,b\n123456\0\n"), "# a|b\n! 8 2:7\n");
    all_cuts(NULL, 0, 5, BYTES("a,b\n12345678\0\n"), "# a|b\n! 4 2:1\n");
    all_cuts(NULL, 0, 5, BYTES("a,b\n12345\r\r\r\n"), "# a|b\n! 4 2:1\n");
    CHECK(strstr(all_cuts(NULL, 0, 5, BYTES("a,b\n1,\"23456789\n\n\n\n"), "# a|b\n! 4 2:3\n"), "is its quote ever closed?"));
    all_cuts(NULL, 0, 5, BYTES("a,b\n123456"), "# a|b\n! 4 2:1\n");
    all_cuts(NULL, 2, 5, BYTES("a,b\n1,2,123456789,4"), "# a|b\n! 4 2:5\n");
    all_cuts(NULL, 2, 5, BYTES("a,b\n1,2,123456,4"), "# a|b\n! 4 2:5\n");
}

TEST(more_columns_than_the_limit_are_refused)
{
    CHECK(strstr(all_cuts(NULL, 3, 0, BYTES("a,b,c\n1,2,3,4\n"), "# a|b|c\n! 4 2:7\n"), "max_columns"));
    all_cuts(NULL, 3, 0, BYTES("a,b,c,d\n"), "! 4 1:7\n");
    all_cuts(NULL, 3, 0, BYTES("a,b,c,\"d\""), "! 4 1:7\n");
    all_cuts(NULL, 3, 0, BYTES("a,b,\"c\"\n1,2,3"), "# a|b|<c>\n1|2|3\n");
    all_cuts(NULL, 1, 0, BYTES("a\n1\n1,2\n"), "# a\n1\n! 4 3:3\n");
}

TEST(random_bytes_with_small_limits_give_the_same_however_they_are_cut)
{
    static const char *const words[] = { "a", "bc", "defg", ",", ",", ";", "\n", "\n", "\r\n", "\r", "\"", "\"", "\"\"", " x", "\xE9",
                                         "\xC3\xA9", "", "\xE2\x82", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "1,2,3\n", "\"q\"," };
    uint32_t seed = 7;
    int      round, differ = 0;
    size_t   i;

    for (round = 0; round < 6000; round++) {
        char            data[2048], expected_message[sizeof ((rep_error *)0)->message];
        size_t          n = 0, max_columns, max_cell, target;
        char           *expected = NULL, delimiter = ',';
        rep_csv_options options = with(round % 4 == 0 ? '\0' : ',', (rep_ragged)(round % 3));

#define NEXT(bound) (seed = seed * 1664525u + 1013904223u, (size_t)(seed >> 8) % (size_t)(bound))
        if (round % 7 == 0) memcpy(data, "\xFF\xFE", 2), n = 2;
        if (round % 7 == 1) memcpy(data, "\xEF\xBB\xBF", 3), n = 3;
        target = 1 + NEXT(round % 5 == 0 ? 1500 : 120);
        while (n < target) {
            const char *word = words[NEXT(sizeof words / sizeof words[0])];

            memcpy(data + n, word, strlen(word)), n += strlen(word);
            if (NEXT(200) == 0) data[n++] = '\0';
        }
        options.no_header = NEXT(4) == 0;
        max_columns = 1 + NEXT(12), max_cell = 1 + NEXT(60);
        for (i = 0; i < 6; i++) {
            sink s;

            begin(&s, &options, max_columns, max_cell);
            if (i == 0) feed(&s, data, n, 0);
            else feed_cut(&s, delimiter, data, n, pieces[i]);
            if (i == 0) delimiter = s.csv.delimiter;
            finish(&s);
            if (i == 0) expected = s.text, strcpy(expected_message, s.err.message);
            else {
                if (strcmp(s.text, expected) != 0 || strcmp(s.err.message, expected_message) != 0) differ++;
                free(s.text);
            }
        }
        free(expected);
    }
    CHECK_INT(differ, 0);
}

TEST(wide_tables_pass)
{
    size_t n = 0, i, row;
    char  *data = (char *)malloc(400000);
    sink   s;

    if (data == NULL) exit(2);
    for (row = 0; row < 3; row++)
        for (i = 0; i < 16384; i++) data[n++] = (char)('0' + i % 10), data[n++] = i == 16383 ? '\n' : ',';
    for (i = 0; i < 3; i++) {
        begin(&s, NULL, 0, 0);
        s.quiet = 1;
        CHECK_INT(feed(&s, data, n, pieces[i * 2]), REP_OK);
        CHECK_SIZE(s.cells, 3 * 16384);
        CHECK_INT(s.csv.width, 16384);
        finish(&s);
        free(s.text);
    }
    free(data);
}

/*--- several inputs, several readers ---*/

TEST(the_next_input_has_its_own_header_and_byte_order_mark)
{
    size_t i;

    for (i = 0; i < 3; i++) {
        sink s;

        begin(&s, NULL, 0, 0);
        feed(&s, BYTES(""), i);
        feed(&s, BYTES("a;b\n1;2"), i);
        feed(&s, BYTES("\xEF\xBB\xBF" "a;b\n3,3;4\n"), i);
        feed(&s, BYTES("\xFF\xFE" "a\0;\0b\0\n\0" "5\0;\0" "6\0\n\0"), i);
        feed(&s, BYTES("\r\ra;b\r7;8\r"), i);
        CHECK_STR(s.text, "# a|b\n1|2\n# a|b\n3,3|4\n# a|b\n5|6\n# a|b\n7|8\n");
        finish(&s);
        free(s.text);
    }
}

TEST(an_input_may_end_twice_and_a_header_of_another_width_is_refused)
{
    sink s;

    begin(&s, NULL, 0, 0);
    feed(&s, BYTES("a;b\n1;2"), 0);
    CHECK_INT(repi_csv_end(&s.csv, &s.err), REP_OK);
    CHECK_INT(repi_csv_end(&s.csv, &s.err), REP_OK);
    feed(&s, BYTES("a,b;c;d\n1;2;3\n"), 1);
    finish(&s);
    CHECK_STR(s.text, "# a|b\n1|2\n! 8 1:7\n");
    CHECK(strstr(s.err.message, "this header has 3 cells, the first input's 2") != NULL);
    free(s.text);
}

TEST(a_fork_reads_the_rest_with_the_dialect_of_the_whole)
{
    sink        s, t;
    repi_memory memory;

    begin(&s, NULL, 0, 0);
    repi_memory_init(&memory, NULL, UINT64_MAX);
    memset(&t, 0, sizeof t);
    add(&t, "", 0);
    t.stop_at = -1;
    CHECK_INT(repi_csv_fork(&t.csv, &s.csv, &memory, &t), REP_ERR_STATE);
    CHECK_INT(repi_csv_push(&t.csv, "1;2", 3, &t.err), REP_ERR_STATE);
    repi_csv_free(&t.csv);
    feed(&s, BYTES("a;b;c\n1;2;3\n"), 0);
    memset(&t.err, 0, sizeof t.err);
    CHECK_INT(repi_csv_fork(&t.csv, &s.csv, &memory, &t), REP_OK); /* between two inputs */
    CHECK_INT(t.csv.width, 3);
    repi_csv_free(&t.csv);
    repi_csv_free(&s.csv);
    free(s.text);

    begin(&s, NULL, 0, 0);
    feed(&s, BYTES("a;b\r1;2\r"), 0);
    CHECK_INT(repi_csv_end(&s.csv, &s.err), REP_OK); /* ending once more changes nothing */
    CHECK_INT(repi_csv_fork(&t.csv, &s.csv, &memory, &t), REP_OK);
    CHECK_INT(feed(&t, BYTES("3;4\r5;6"), 1), REP_OK);
    CHECK_STR(t.text, "3|4\n5|6\n");
    t.len = 0;
    repi_csv_free(&t.csv);
    repi_csv_free(&s.csv);
    free(s.text);

    begin(&s, NULL, 0, 0);
    {
        char  *head = (char *)malloc(70000);
        size_t n = (size_t)sprintf(head, "a;b;c\n");

        while (n < 66000) n += (size_t)sprintf(head + n, "1;2;3\n");
        s.quiet = 1;
        CHECK_INT(repi_csv_push(&s.csv, head, n, &s.err), REP_OK);
        free(head);
    }
    CHECK_INT(repi_csv_fork(&t.csv, &s.csv, &memory, &t), REP_OK);
    feed(&t, BYTES("4,5;\"6\";7\n8;9\n"), 1);
    CHECK_STR(t.text, "4,5|<6>|7\n");
    CHECK_INT(t.err.line, 2);
    CHECK_INT(t.err.column, 4);
    repi_csv_free(&t.csv);
    CHECK(memory.used == 0);
    finish(&s);
    free(s.text);
    free(t.text);
}

/* Reads a text by the spans that a survey cuts it into, seen in steps, each by one of two readers; what is left behind the last one as a
 * text of its own. */
static int read_by_spans(sink *t, const repi_csv *from, char *data, size_t len, size_t most, size_t step, size_t piece)
{
    repi_csv_survey survey;
    repi_csv_span   spans[7];
    repi_memory     memory;
    repi_csv        readers[2];
    uint64_t        records = 0;
    size_t          i, seen;
    int             ok = 1;

    repi_memory_init(&memory, NULL, UINT64_MAX);
    memset(data + len, 0, REPI_CSV_LOOK);
    repi_csv_survey_begin(&survey, data, spans, most, step);
    for (seen = piece; seen < len; seen += piece) repi_csv_survey_go(&survey, from, data + seen, 0);
    repi_csv_survey_go(&survey, from, data + len, 1);
    for (i = 0; i < 2; i++) ok &= repi_csv_fork(&readers[i], from, &memory, t) == REP_OK, readers[i].line = 0;
    for (i = 0; i < survey.count && !t->csv.failed; i++) {
        repi_csv *reader = &readers[i % 2];
        uint64_t  had = reader->records;
        ok &= spans[i].begin == (i ? spans[i - 1].end : data) && spans[i].end > spans[i].begin && spans[i].before == records;
        repi_csv_read_span(reader, &spans[i], data + len + REPI_CSV_SLACK);
        records += reader->records - had;
        t->csv.failed = reader->failed; /* the first one ends it */
        ok &= reader->failed || (reader->row == spans[i].end && reader->count == 0);
    }
    ok &= t->csv.failed || records == survey.records;
    ok &= survey.count < most || i < survey.count || spans[most - 1].end == survey.row;
    for (i = 0; i < 2; i++) {
        repi_csv_skip(&t->csv, &readers[i]);
        ok &= readers[i].records == 0;
        repi_csv_free(&readers[i]);
    }
    if (!t->csv.failed) repi_csv_push(&t->csv, survey.count ? spans[survey.count - 1].end : data, len - (survey.count ? (size_t)(spans[survey.count - 1].end - data) : 0), &t->err);
    if (!t->csv.failed) repi_csv_end(&t->csv, &t->err);
    return ok && memory.used == 0;
}

TEST(a_survey_cuts_where_records_end_and_tells_how_many_lie_before)
{
    static const char *const words[] = { "a", "bc", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"", "\"\"", " x", "\xE9", "\n\n", "\"q\",",
                                         ",\"", "\"\n", "\"\r\n\"", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" };
    uint32_t seed = 11;
    size_t   round, i, cut = 0, differ = 0;

    for (round = 0; round < 4000; round++) {
        char   data[2048 + REPI_CSV_LOOK];
        size_t n = 0, target = 1 + NEXT(round % 5 == 0 ? 1500 : 150);
        sink   s;

        begin(&s, NULL, 0, 0);
        s.csv.ragged = round % 4 == 0 ? REP_RAGGED_ERROR : round % 4 == 1 ? REP_RAGGED_JOIN : REP_RAGGED_PAD;
        feed(&s, BYTES("a,b\n"), 0); /* what follows is a further input, whose first record is a header of two cells, too */
        s.len = 0, add(&s, "", 0);
        s.csv.header = 0;
        while (n < target) {
            const char *word = words[NEXT(sizeof words / sizeof words[0])];
            memcpy(data + n, word, strlen(word)), n += strlen(word);
            if (NEXT(2000) == 0) data[n++] = '\0';
        }
        for (i = 0; i < 3; i++) {
            sink t, whole;
            size_t most = 1 + NEXT(7), step = 1 + NEXT(200), piece = i ? 1 + NEXT(300) : sizeof data;

            memset(&t, 0, sizeof t), memset(&whole, 0, sizeof whole);
            repi_memory_init(&t.memory, NULL, UINT64_MAX), repi_memory_init(&whole.memory, NULL, UINT64_MAX);
            add(&t, "", 0), add(&whole, "", 0);
            t.stop_at = whole.stop_at = -1;
            CHECK_INT(repi_csv_fork(&t.csv, &s.csv, &t.memory, &t), REP_OK);
            CHECK_INT(repi_csv_fork(&whole.csv, &s.csv, &whole.memory, &whole), REP_OK);
            if (!repi_csv_push(&whole.csv, data, n, &whole.err)) repi_csv_end(&whole.csv, &whole.err);
            if (!read_by_spans(&t, &s.csv, data, n, most, step, piece)) differ++;
            cut += strlen(t.text);
            differ += strcmp(t.text, whole.text) != 0 || t.csv.failed != whole.csv.failed || t.csv.padded_rows != whole.csv.padded_rows || t.csv.mended_cells != whole.csv.mended_cells;
            differ += !t.csv.failed && (t.csv.records != whole.csv.records || t.csv.line != whole.csv.line);
            repi_csv_free(&t.csv), repi_csv_free(&whole.csv);
            free(t.text), free(whole.text);
        }
        finish(&s);
        free(s.text);
    }
    CHECK_SIZE(differ, 0);
    CHECK(cut > 1000000);
}

TEST(a_callback_that_stops_stops_for_good)
{
    size_t i;

    for (i = 0; i < 3; i++) {
        sink s;

        begin(&s, NULL, 0, 0);
        s.stop_at = 1;
        CHECK_INT(feed(&s, BYTES("a,b\n1,2\n3,4\n5,6\n"), i), REP_ERR_CANCELLED);
        CHECK_STR(s.text, "# a|b\n1|2\n");
        CHECK_STR(s.err.message, "enough");
        CHECK_INT(repi_csv_push(&s.csv, "7,8\n", 4, NULL), REP_ERR_CANCELLED);
        CHECK_INT(repi_csv_end(&s.csv, NULL), REP_ERR_CANCELLED);
        CHECK_INT(s.csv.records, 1);
        finish(&s);
        free(s.text);
    }
}

/*--- memory and time ---*/

typedef struct refusal { long countdown, live; } refusal;

static void *refuse_nth(void *user, void *ptr, size_t old_size, size_t new_size)
{
    refusal *r = (refusal *)user;
    void    *fresh;

    (void)old_size;
    if (new_size == 0) {
        r->live--;
        free(ptr);
        return NULL;
    }
    if (--r->countdown == 0) return NULL;
    fresh = realloc(ptr, new_size);
    if (fresh != NULL && ptr == NULL) r->live++;
    return fresh;
}

TEST(every_refused_allocation_is_a_clean_status)
{
    static const char *const inputs[] = {
        "a,b\n\"x\"\"y\",caf\xE9\n1\n",
        "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z\n1,2\n3, 4,5,6,7,8,9,10,\"1\"\"1\", 12\n",
    };
    char   wide[] = "\xFF\xFE" "a\0,\0b\0\n\0" "1\0,\0" "2\0\n\0";
    char  *big = (char *)malloc(100000);
    size_t which, k;
    long   n;

    if (big == NULL) exit(2);
    strcpy(big, "a,b\n1,\"");
    memset(big + 7, 'x', 99000);
    strcpy(big + 99007, "\"\"\xE9\"\n3,4\n");
    for (which = 0; which < 4; which++) {
        const char *data = which < 2 ? inputs[which] : which == 2 ? wide : big;
        size_t      len = which == 2 ? sizeof wide - 1 : strlen(data);

        for (k = 0; k < 3; k++) {
            for (n = 1; n < 100; n++) {
                rep_host        host;
                refusal         r;
                sink            s;
                rep_csv_options options = with(',', REP_RAGGED_JOIN);
                rep_status      status;

                memset(&host, 0, sizeof host);
                memset(&s, 0, sizeof s);
                add(&s, "", 0);
                s.stop_at = -1;
                r.countdown = n, r.live = 0;
                host.allocator.resize = refuse_nth;
                host.allocator.user = &r;
                repi_memory_init(&s.memory, &host, UINT64_MAX);
                status = repi_csv_init(&s.csv, &s.memory, &options, 0, 0, on_record, &s, &s.err);
                if (status == REP_OK && n % 2 == 0 && which != 2) status = feed_cut(&s, ',', data, len, pieces[k]);
                else if (status == REP_OK) status = feed(&s, data, len, pieces[k]);
                CHECK(status == REP_OK || (status == REP_ERR_MEMORY && s.err.code == REP_ERR_MEMORY));
                CHECK(status == REP_OK || repi_csv_push(&s.csv, "1,2\n", 4, NULL) == REP_ERR_MEMORY);
                repi_csv_free(&s.csv);
                CHECK_INT(r.live, 0);
                CHECK(s.memory.used == 0);
                free(s.text);
                if (r.countdown > 0) break; /* fewer requests than n */
            }
            CHECK(n > 1 && n < 100);
        }
    }
    free(big);
}

int main(void)
{
    RUN(records_end_in_lf_or_crlf_and_the_last_one_may_end_in_nothing);
    RUN(quoted_cells_hold_delimiters_line_ends_and_doubled_quotes);
    RUN(what_stands_around_quotes_is_read_as_python_reads_it);
    RUN(a_quote_may_stand_at_every_place_of_a_block);
    RUN(the_bits_of_a_block_miss_no_byte);
    RUN(cells_are_views_into_the_pushed_bytes_unless_quotes_are_doubled);
    RUN(blank_lines_are_skipped_but_are_rows_in_a_table_of_one_column);
    RUN(a_bare_cr_ends_records_only_where_the_first_64_kib_hold_no_lf);
    RUN(lines_are_counted_through_quoted_line_ends);
    RUN(a_utf8_byte_order_mark_is_skipped);
    RUN(utf16_with_a_byte_order_mark_is_converted);
    RUN(a_long_utf16_table_is_converted_whole);
    RUN(files_that_are_not_text_are_refused_by_name);
    RUN(a_nul_byte_is_an_error_with_its_place);
    RUN(cells_that_are_not_utf8_are_read_as_windows_1252);
    RUN(the_delimiter_is_found_among_comma_tab_semicolon_and_bar);
    RUN(a_table_of_one_column_is_read_with_commas);
    RUN(decimal_commas_are_no_delimiters);
    RUN(the_delimiter_depends_on_the_first_64_records_and_64_kib_only);
    RUN(a_given_delimiter_and_quote_are_used);
    RUN(options_that_make_no_sense_are_named);
    RUN(ragged_rows_are_an_error_that_names_both_widths_and_the_remedy);
    RUN(padding_fills_short_rows_and_cuts_long_ones);
    RUN(joining_puts_cells_that_begin_with_a_blank_back);
    RUN(without_a_header_the_first_record_fixes_the_width);
    RUN(an_open_quote_is_an_error_at_the_place_where_it_opened);
    RUN(cells_beyond_the_limit_are_refused_wherever_the_input_was_cut);
    RUN(more_columns_than_the_limit_are_refused);
    RUN(random_bytes_with_small_limits_give_the_same_however_they_are_cut);
    RUN(wide_tables_pass);
    RUN(the_next_input_has_its_own_header_and_byte_order_mark);
    RUN(an_input_may_end_twice_and_a_header_of_another_width_is_refused);
    RUN(a_fork_reads_the_rest_with_the_dialect_of_the_whole);
    RUN(a_survey_cuts_where_records_end_and_tells_how_many_lie_before);
    RUN(a_callback_that_stops_stops_for_good);
    RUN(every_refused_allocation_is_a_clean_status);
    return test_end();
}
