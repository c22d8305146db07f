/* test_dates.c - R08 Dates: the calendar, patterns, the table of formats, what is no date
 *
 * cc tests/test_dates.c -I. -o build/test_dates -lm                             C99 and C++11
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"
#include "test.h"

#define ROWS ((int)REPI_COUNT(repi_date_formats))

static uint32_t chance_state = 1;

/* Knuth's MMIX multiplier, high bits: the same numbers everywhere. */
static uint32_t chance(uint32_t bound)
{
    chance_state = chance_state * 1664525u + 1013904223u;
    return (uint32_t)(((uint64_t)chance_state * bound) >> 32);
}

/* 1 = accepted; the value and, in `again`, the text printed from it. again holds REPI_DATE_ROOM + 1 bytes. */
static int read_text(const char *pattern, const char *text, size_t len, int64_t *micros, char *again)
{
    int offset = 99;
    size_t n = 0;
    int ok = repi_date_read(pattern, text, len, micros, &offset);
    if (ok) n = repi_date_print(pattern, *micros, offset, again);
    again[n] = '\0';
    return ok;
}

static int reads(const char *pattern, const char *text)
{
    int64_t micros;
    char again[REPI_DATE_ROOM + 1];
    if (!read_text(pattern, text, strlen(text), &micros, again)) return 0;
    CHECK_STR(again, text);
    return 1;
}

static int64_t at(int year, int month, int day, int hour, int minute, int second, int micro)
{
    return repi_date_days(year, month, day) * REPI_DATE_DAY + hour * REPI_DATE_HOUR + minute * REPI_DATE_MINUTE +
           (int64_t)second * REPI_DATE_SECOND + micro;
}

static int64_t value(const char *pattern, const char *text) /* INT64_MIN = refused */
{
    int64_t micros = 0;
    return repi_date_read(pattern, text, strlen(text), &micros, NULL) ? micros : INT64_MIN;
}

static const char *printed(const char *pattern, int64_t micros, int offset)
{
    static char text[REPI_DATE_ROOM + 1];
    text[repi_date_print(pattern, micros, offset, text)] = '\0';
    return text;
}

/* The patterns that find() gives, with ; between. */
static const char *found(const char *text)
{
    static char list[1200];
    unsigned char rows[64];
    int n = repi_date_find(text, strlen(text), rows, 64), i;
    list[0] = '\0';
    for (i = 0; i < n; i++) {
        if (i) strcat(list, ";");
        strcat(list, repi_date_formats[rows[i]].pattern);
    }
    return list;
}

/* A pattern that shows a time of day and no year. */
static int is_time(const char *pattern)
{
    unsigned fields = repi_date_fields(pattern);
    return (fields & (REPI_DATE_HAS_HOUR | REPI_DATE_HAS_HOUR12)) && !(fields & REPI_DATE_HAS_YEAR);
}


TEST(days_and_dates_are_inverse_over_all_years)
{
    int32_t expected = REPI_DATE_FIRST, wrong = 0;
    int year, month, day, y, m, d;
    for (year = 1; year <= 9999; year++)
        for (month = 1; month <= 12; month++)
            for (day = 1; day <= repi_date_month_days(year, month); day++, expected++) {
                wrong += repi_date_days(year, month, day) != expected;
                repi_date_civil(expected, &y, &m, &d);
                wrong += y != year || m != month || d != day;
                wrong += repi_date_weekday(expected) != (repi_date_weekday(REPI_DATE_FIRST) + (expected - REPI_DATE_FIRST)) % 7;
            }
    CHECK_INT(wrong, 0);
    CHECK_INT(expected - 1, REPI_DATE_LAST);
    CHECK_INT(repi_date_days(1970, 1, 1), 0);
    CHECK_INT(repi_date_days(2000, 3, 1), 11017);
    CHECK_INT(repi_date_weekday(0), 4);                             /* 1970-01-01: a Thursday */
    CHECK_INT(repi_date_weekday(repi_date_days(2000, 1, 5)), 3);    /* a Wednesday            */
    CHECK_INT(repi_date_weekday(REPI_DATE_FIRST), 1);               /* 0001-01-01: a Monday   */
}

/* Side by side and alone, as the patterns print them, over all years and beyond. */
TEST(iso_dates_of_many_are_those_that_the_patterns_print)
{
    enum { MANY = 101 };
    int64_t days[MANY], seconds[MANY], day = (int64_t)REPI_DATE_FIRST - 3, state = 1;
    uint64_t texts[MANY], of_days[MANY], times[MANY];
    char text[32], want[REPI_DATE_ROOM];
    size_t n, i;
    int wrong = 0;
    while (day < REPI_DATE_LAST + 3) {
        n = 1 + (size_t)(day & 63) % 40;
        for (i = 0; i < n; i++, day += i % 9 ? 1 : 31) {
            state = (int64_t)((uint64_t)state * UINT64_C(6364136223846793005) + 1442695040888963407u);
            days[i] = day, seconds[i] = day * 86400 + (i % 6 ? (int64_t)((uint64_t)state >> 33) % 86400 : i % 4 ? 86399 : 0);
        }
        repi_date_days_of(days, n, texts);
        repi_date_seconds_of(seconds, n, of_days, times);
        for (i = 0; i < n; i++) {
            want[repi_date_print("%Y-%m-%d", days[i] * REPI_DATE_DAY, 0, want)] = '\0';
            text[repi_date_put_day(texts[i], text)] = '\0';
            wrong += strcmp(text, want) != 0;
            text[repi_date_put_iso(days[i] * REPI_DATE_DAY, 0, text)] = '\0';
            wrong += strcmp(text, want) != 0;
            want[repi_date_print("%Y-%m-%d %H:%M:%S", seconds[i] * REPI_DATE_SECOND, 0, want)] = '\0';
            text[repi_date_put_second(of_days[i], times[i], ' ', text)] = '\0';
            wrong += strcmp(text, want) != 0;
            text[repi_date_put_iso(seconds[i] * REPI_DATE_SECOND, ' ', text)] = '\0';
            wrong += strcmp(text, want) != 0;
        }
    }
    CHECK_INT(wrong, 0);
    for (i = 0; i < 5; i++) days[i] = seconds[i] = i % 2 ? INT64_MAX : INT64_MIN;
    repi_date_days_of(days, 5, texts);
    repi_date_seconds_of(seconds, 5, of_days, times);
    for (i = 0; i < 5; i++) {
        text[repi_date_put_day(texts[i], text)] = '\0';
        CHECK_STR(text, i % 2 ? "9999-12-31" : "0001-01-01");
        text[repi_date_put_second(of_days[i], times[i], 'T', text)] = '\0';
        CHECK_STR(text, i % 2 ? "9999-12-31T23:59:59" : "0001-01-01T00:00:00");
    }
}

TEST(each_directive_prints_its_piece)
{
    int64_t t = at(2000, 1, 5, 13, 4, 9, 120045), early = at(907, 12, 25, 0, 30, 0, 0);
    CHECK_STR(printed("%Y|%y|%m|%-m|%d|%-d|%e|%j", t, 0), "2000|00|01|1|05|5| 5|005");
    CHECK_STR(printed("%b %^b %_b %B %^B %_B", t, 0), "Jan JAN jan January JANUARY january");
    CHECK_STR(printed("%a %^a %_a %A %^A %_A", t, 0), "Wed WED wed Wednesday WEDNESDAY wednesday");
    CHECK_STR(printed("%H|%-H|%I|%-I|%M|%S|%p|%P", t, 0), "13|13|01|1|04|09|PM|pm");
    CHECK_STR(printed("%1f|%2f|%3f|%4f|%5f|%6f|%7f|%8f|%9f|%f", t, 0), "1|12|120|1200|12004|120045|1200450|12004500|120045000|120045");
    CHECK_STR(printed("%z|%:z|%%|%%z", t, 330), "+0530|+05:30|%|%z");
    CHECK_STR(printed("%z|%:z", t, -90), "-0130|-01:30");
    CHECK_STR(printed("%z %z", t, 99999), "+2359 +2359");
    CHECK_STR(printed("%Y-%m-%d %-H %I %p %e %j", early, 0), "0907-12-25 0 12 AM 25 359");
    CHECK_STR(printed("%Y-%m-%d", INT64_MIN, 0), "0001-01-01");
    CHECK_STR(printed("%Y-%m-%d %H:%M:%S.%6f", INT64_MAX, 0), "9999-12-31 23:59:59.999999");
    CHECK_STR(printed("%Y-%m-%d %H:%M:%S.%6f", -1, 0), "1969-12-31 23:59:59.999999");
}

TEST(dates_have_the_value_that_they_show)
{
    int offset = 99;
    int64_t t = 0;
    CHECK_INT(value("%Y-%m-%d", "1970-01-01"), 0);
    CHECK_INT(value("%Y-%m-%d", "1969-12-31"), -86400000000);
    CHECK_INT(value("%d.%m.%Y %H:%M:%S.%3f", "29.02.2024 23:59:58.007"), at(2024, 2, 29, 23, 59, 58, 7000));
    CHECK_INT(value("%-m/%-d/%y %-I:%M %p", "1/5/68 12:07 AM"), at(2068, 1, 5, 0, 7, 0, 0));
    CHECK_INT(value("%-m/%-d/%y %-I:%M %p", "1/5/69 12:07 PM"), at(1969, 1, 5, 12, 7, 0, 0));
    CHECK_INT(value("%y-%m-%d", "99-01-01"), at(1999, 1, 1, 0, 0, 0, 0));
    CHECK_INT(value("%y-%m-%d", "00-01-01"), at(2000, 1, 1, 0, 0, 0, 0));
    CHECK_INT(value("%Y-%j", "2023-365"), at(2023, 12, 31, 0, 0, 0, 0));
    CHECK_INT(value("%Y-%j", "2024-366"), at(2024, 12, 31, 0, 0, 0, 0));
    CHECK_INT(value("%b-%Y", "Feb-2001"), at(2001, 2, 1, 0, 0, 0, 0));
    CHECK_INT(value("%H:%M:%S", "13:14:15"), at(1970, 1, 1, 13, 14, 15, 0));
    CHECK_INT(value("%-I:%M %P", "1:05 pm"), at(1970, 1, 1, 13, 5, 0, 0));
    CHECK_INT(value("%A, %B %-d, %Y", "Wednesday, January 5, 2000"), at(2000, 1, 5, 0, 0, 0, 0));
    CHECK_INT(value("%Y-%m-%d %H:%M:%S.%9f", "2000-01-05 00:00:00.123456000"), at(2000, 1, 5, 0, 0, 0, 123456));
    CHECK_INT(repi_date_read("%Y-%m-%dT%H:%M%:z", "2000-01-05T13:14-03:30", 22, &t, &offset), 1);
    CHECK_INT(t, at(2000, 1, 5, 13, 14, 0, 0));
    CHECK_INT(offset, -210);
    CHECK_INT(repi_date_read("%Y-%m-%d", "2000-01-05", 10, &t, &offset), 1);
    CHECK_INT(offset, 0);
    offset = 7, t = 8;
    CHECK_INT(repi_date_read("%Y-%m-%d", "2000-01-32", 10, &t, &offset), 0);
    CHECK(offset == 7 && t == 8);
    CHECK_INT(repi_date_read("%Y-%m-%d", NULL, 0, &t, NULL), 0);
}

TEST(months_end_where_the_calendar_says)
{
    static const struct { const char *text; int good; } cases[] = {
        { "2024-02-29", 1 }, { "2023-02-29", 0 }, { "2000-02-29", 1 }, { "1900-02-29", 0 }, { "2100-02-29", 0 }, { "2400-02-29", 1 },
        { "2024-02-30", 0 }, { "2023-02-28", 1 }, { "2023-04-30", 1 }, { "2023-04-31", 0 }, { "2023-06-31", 0 }, { "2023-09-31", 0 },
        { "2023-11-31", 0 }, { "2023-01-31", 1 }, { "2023-12-31", 1 }, { "2023-12-32", 0 }, { "2023-00-10", 0 }, { "2023-13-10", 0 },
        { "2023-10-00", 0 }, { "0000-01-01", 0 }, { "0001-01-01", 1 }, { "9999-12-31", 1 } };
    size_t i;
    for (i = 0; i < REPI_COUNT(cases); i++) {
        int64_t t, any;
        unsigned wide;
        INPUT(cases[i].text);
        CHECK_INT(reads("%Y-%m-%d", cases[i].text), cases[i].good);
        CHECK_INT(repi_date_read_iso(cases[i].text, 10, &t, &wide), cases[i].good);
        CHECK_INT(repi_date_read_any_iso(cases[i].text, 10, &any), cases[i].good);
        CHECK_INT(strncmp(found(cases[i].text), "%Y-%m-%d", 8) == 0, cases[i].good);
    }
    CHECK(!reads("%Y-%j", "2023-366"));
    CHECK(!reads("%Y-%j", "2024-367"));
    CHECK(!reads("%Y-%j", "2024-000"));
}

TEST(a_text_that_would_print_otherwise_is_refused)
{
    static const char *const cases[][2] = {
        { "%Y-%m-%d", "2000-1-05" },       { "%Y-%m-%d", "2000-01-5" },        { "%Y-%m-%d", " 2000-01-05" },    { "%Y-%m-%d", "2000-01-05 " },
        { "%Y-%m-%d", "200-01-05" },       { "%Y-%m-%d", "20000-01-05" },      { "%Y-%m-%d", "+200-01-05" },     { "%Y-%m-%d", "2000/01/05" },
        { "%Y-%m-%d", "" },                { "%Y-%m-%d", "2000-01-" },         { "%Y-%m-%d", "2000-01-0x" },     { "%Y-%m-%d", "2000-01-05T" },
        { "%-m/%-d/%Y", "01/5/2000" },     { "%-m/%-d/%Y", "1/05/2000" },      { "%-m/%-d/%Y", "1/0/2000" },     { "%-m/%-d/%Y", "13/1/2000" },
        { "%m/%d/%Y", "1/5/2000" },        { "%b %e %Y", "Jan 5 2000" },       { "%b %e %Y", "Jan 05 2000" },    { "%b %e %Y", "Jan  0 2000" },
        { "%b %-d %Y", "JAN 5 2000" },     { "%b %-d %Y", "jan 5 2000" },      { "%^b %-d %Y", "Jan 5 2000" },   { "%_b %-d %Y", "Jan 5 2000" },
        { "%b %-d %Y", "January 5 2000" }, { "%B %-d %Y", "Jan 5 2000" },      { "%b %-d %Y", "Jxn 5 2000" },    { "%B %-d %Y", "Januarx 5 2000" },
        { "%a %Y-%m-%d", "Thu 2000-01-05" }, { "%A %Y-%m-%d", "Wed 2000-01-05" }, { "%H:%M", "24:00" },          { "%H:%M", "23:60" },
        { "%H:%M:%S", "23:59:60" },        { "%H:%M", "9:05" },                { "%-H:%M", "09:05" },            { "%-H:%M", "00:05" },
        { "%I:%M %p", "00:05 AM" },        { "%I:%M %p", "13:05 PM" },         { "%-I:%M %p", "01:05 AM" },      { "%I:%M %p", "01:05 pm" },
        { "%I:%M %P", "01:05 PM" },        { "%I:%M %p", "01:05 Pm" },         { "%I:%M %p", "01:05 " },         { "%I:%M %p", "01:05 A" },
        { "%H:%M:%S.%3f", "01:02:03.12" }, { "%H:%M:%S.%3f", "01:02:03.1234" }, { "%H:%M:%S.%9f", "01:02:03.123456001" },
        { "%H:%M:%S%z", "01:02:03-0000" }, { "%H:%M:%S%:z", "01:02:03-00:00" }, { "%H:%M:%S%z", "01:02:03+2400" }, { "%H:%M:%S%z", "01:02:03+0160" },
        { "%H:%M:%S%z", "01:02:03+01:00" }, { "%H:%M:%S%:z", "01:02:03+0100" }, { "%H:%M:%S%z", "01:02:03 0100" }, { "%H:%M:%S%z", "01:02:03+01" },
        { "%H:%M:%S%:z", "01:02:03+01" },  { "%H:%M:%S%:z", "01:02:03+01:" },  { "%H:%M:%SZ", "01:02:03" },      { "%H%%", "01" } };
    size_t i;
    for (i = 0; i < REPI_COUNT(cases); i++) {
        INPUT(cases[i][1]);
        CHECK(!reads(cases[i][0], cases[i][1]));
    }
    CHECK(reads("%H%%", "01%"));
    CHECK(reads("%Y\xE5\xB9\xB4%m\xE6\x9C\x88%d\xE6\x97\xA5", "2000\xE5\xB9\xB4" "01\xE6\x9C\x88" "05\xE6\x97\xA5"));
    {
        int64_t t;
        CHECK_INT(repi_date_read("%Y-%m-%d", "2000-01-05\0", 11, &t, NULL), 0);
        CHECK_INT(repi_date_read("%Y-%m-%d", "2000\0" "01-05", 10, &t, NULL), 0);
    }
}

TEST(every_row_of_the_table_is_sound)
{
    int i, previous = 0;
    CHECK(ROWS >= 60 && ROWS <= 256);
    for (i = 0; i < ROWS; i++) {
        const repi_date_format *row = &repi_date_formats[i];
        int zone = strchr(row->pattern, 'z') != NULL, j;
        INPUT(row->pattern);
        CHECK_STR(repi_date_check(row->pattern), NULL);
        CHECK(repi_date_formats[previous].shape <= row->shape);
        previous = i;
        for (j = 0; j < i; j++) if (strcmp(row->pattern, repi_date_formats[j].pattern) == 0) CHECK_INT(i, j);
        CHECK_INT(!!(row->flags & REPI_DATE_TIMES), is_time(row->pattern));
        CHECK_INT(!!(row->flags & REPI_DATE_MONTHS), repi_date_months_only(row->pattern));
        CHECK_INT(!!(row->flags & REPI_DATE_BARE), strpbrk(row->pattern, "-/.: ,TbB") == NULL);
        {   /* the widths that two prints show agree with the column, and so does the shape */
            uint64_t one, two;
            size_t n;
            char text[REPI_DATE_ROOM];
            n = repi_date_print(row->pattern, at(2003, 1, 5, 13, 14, 15, 123456), zone ? 60 : 0, text);
            CHECK(repi_date_shape(text, n, &one) == row->shape);
            n = repi_date_print(row->pattern, at(2003, 11, 25, 22, 14, 15, 123456), zone ? -60 : 0, text);
            CHECK(repi_date_shape(text, n, &two) == row->shape);
            CHECK(one == row->widths || (strstr(row->pattern, "%-H") && one == row->widths + 0x10) ||
                  (strstr(row->pattern, "%-H") && one == row->widths + 0x100));
            CHECK(two >= one && ((two - one) & ~(uint64_t)0x1111111111111111) == 0);
        }
    }
}

/* The pattern with %m and %d exchanged (and %-m, %-d); 0 = it begins with neither. */
static int exchanged(const char *pattern, char *out)
{
    size_t n = strlen(pattern), i;
    int numeric = 0;
    memcpy(out, pattern, n + 1);
    for (i = 0; i + 1 < n; i++) {
        size_t k = out[i] == '%' && out[i + 1] == '-' ? i + 2 : i + 1;
        if (out[i] != '%') continue;
        if (out[k] == 'm') out[k] = 'd', numeric |= i == 0 ? 3 : 1;
        else if (out[k] == 'd') out[k] = 'm', numeric |= i == 0 ? 6 : 4;
        i = k;
    }
    return numeric == 7;
}

TEST(twins_exchange_day_and_month)
{
    int i;
    char other[REPI_DATE_PATTERN + 1];
    for (i = 0; i < ROWS; i++) {
        int twin = repi_date_formats[i].twin, expected = -1, j;
        INPUT(repi_date_formats[i].pattern);
        if (exchanged(repi_date_formats[i].pattern, other)) {
            for (j = 0; j < ROWS; j++) if (strcmp(other, repi_date_formats[j].pattern) == 0) expected = j;
            CHECK(expected >= 0);
        }
        CHECK_INT(twin, expected);
        if (twin < 0 || expected < 0) continue;
        CHECK_INT(repi_date_formats[twin].twin, i);
        CHECK_INT(repi_date_formats[twin].flags, repi_date_formats[i].flags);
        CHECK(repi_date_formats[twin].shape == repi_date_formats[i].shape);
        /* month first for /, day first for - and . */
        if (i < twin) CHECK_INT(!!strchr(repi_date_formats[i].pattern, '/'), repi_date_formats[i].pattern[repi_date_formats[i].pattern[1] == '-' ? 2 : 1] == 'm');
    }
}

TEST(what_a_row_prints_it_reads_and_finds)
{
    int i, k;
    for (i = 0; i < ROWS; i++) {
        const char *pattern = repi_date_formats[i].pattern;
        int64_t grain = repi_date_grain(pattern);
        int zone = strchr(pattern, 'z') != NULL, two = strstr(pattern, "%y") != NULL;
        int time = is_time(pattern), months = repi_date_months_only(pattern), wrong = 0;
        int first = two ? 1969 : 1900, years = two ? 100 : 201;
        static char worst[REPI_DATE_ROOM + 1];
        for (k = 0; k < 2000; k++) {
            int year = first + (int)chance((uint32_t)years), month = 1 + (int)chance(12);
            int day = 1 + (int)chance((uint32_t)repi_date_month_days(year, month));
            int offset = zone ? (int)chance(2879) - 1439 : 0, got_offset = 9999, n, r, hit = 0;
            int64_t t = at(year, month, day, (int)chance(24), (int)chance(60), (int)chance(60), (int)chance(1000000)), got = 0;
            char text[REPI_DATE_ROOM + 1], again[REPI_DATE_ROOM + 1];
            unsigned char rows[64];
            size_t len, len2;
            if (k % 50 == 0) t -= t % REPI_DATE_HOUR;            /* whole hours too */
            if (time) t = ((t % REPI_DATE_DAY) + REPI_DATE_DAY) % REPI_DATE_DAY;
            if (months) t = at(year, month, 1, 0, 0, 0, 0);
            t -= ((t % grain) + grain) % grain;
            len = repi_date_print(pattern, t, offset, text);
            text[len] = '\0';
            memcpy(worst, text, sizeof worst);
            INPUT(worst);
            if (!repi_date_read(pattern, text, len, &got, &got_offset) || got != t || got_offset != offset) { wrong++; continue; }
            len2 = repi_date_print(pattern, got, got_offset, again);
            wrong += len2 != len || memcmp(text, again, len) != 0;
            n = repi_date_find(text, len, rows, 64);
            for (r = 0; r < n; r++) {
                hit |= rows[r] == i;
                wrong += r > 0 && rows[r] <= rows[r - 1];
                wrong += !repi_date_read(repi_date_formats[rows[r]].pattern, text, len, &got, NULL);
            }
            wrong += !hit;
            if (wrong) break;
        }
        CHECK_STR(wrong ? pattern : "", "");
    }
}

TEST(find_gives_exactly_the_rows_that_read_the_text)
{
    /* shapes and widths only cut the search short: compare with trying every row */
    int i, k, wrong = 0;
    for (i = 0; i < ROWS && !wrong; i++)
        for (k = 0; k < 40 && !wrong; k++) {
            static char text[REPI_DATE_ROOM + 1];
            static const char bytes[] = "0123456789012345678901234567890123-/.: ,+TZJanPMe%\n";
            unsigned char rows[256];
            int64_t t;
            int n, r, next = 0;
            size_t len = repi_date_print(repi_date_formats[i].pattern, at(2000 + (int)chance(20), 1 + (int)chance(12), 1 + (int)chance(28),
                                         (int)chance(24), (int)chance(60), (int)chance(60), 0), 60, text);
            if (k >= 8) text[chance((uint32_t)len)] = bytes[chance(sizeof bytes - 1)];
            text[len] = '\0';
            INPUT(text);
            n = repi_date_find(text, len, rows, 256);
            for (r = 0; r < ROWS; r++)
                if (repi_date_read(repi_date_formats[r].pattern, text, len, &t, NULL)) wrong += next >= n || rows[next++] != r;
            wrong += next != n;
            CHECK_INT(wrong, 0);
        }
}

TEST(ambiguous_texts_give_both_twins)
{
    unsigned char rows[2];
    CHECK_STR(found("01/05/2000"), "%m/%d/%Y;%d/%m/%Y");
    CHECK_STR(found("1/5/2000"), "%-m/%-d/%Y;%-d/%-m/%Y");
    CHECK_STR(found("11/12/2000"), "%m/%d/%Y;%d/%m/%Y;%-m/%-d/%Y;%-d/%-m/%Y");
    CHECK_STR(found("13/12/2000"), "%d/%m/%Y;%-d/%-m/%Y");
    CHECK_STR(found("12/13/2000"), "%m/%d/%Y;%-m/%-d/%Y");
    CHECK_STR(found("05.01.00"), "%d.%m.%y;%m.%d.%y");
    CHECK_STR(found("5-1-2000 13:14"), "%-d-%-m-%Y %H:%M;%-m-%-d-%Y %H:%M");
    CHECK_STR(found("1/5/2000 9:05"), "%-m/%-d/%Y %-H:%M;%-d/%-m/%Y %-H:%M");
    CHECK_STR(found("1/25/2000 1:05 PM"), "%-m/%-d/%Y %-I:%M %p");
    CHECK_STR(found("May 5, 2000"), "%b %-d, %Y;%B %-d, %Y");
    CHECK_INT(repi_date_find("11/12/2000", 10, rows, 2), 2);
    CHECK_INT(repi_date_find("11/12/2000", 10, rows, 0), 0);
}

TEST(the_usual_formats_are_found)
{
    static const char *const cases[][2] = {
        { "2000-01-05", "%Y-%m-%d" },                          { "20000105", "%Y%m%d" },
        { "2000-01-05T13:14", "%Y-%m-%dT%H:%M" },              { "2000-01-05 13:14:15", "%Y-%m-%d %H:%M:%S" },
        { "2000-01-05T13:14:15Z", "%Y-%m-%dT%H:%M:%SZ" },      { "2000-01-05T13:14:15.123Z", "%Y-%m-%dT%H:%M:%S.%3fZ" },
        { "2000-01-05T13:14:15+01:00", "%Y-%m-%dT%H:%M:%S%:z" }, { "2000-01-05T13:14:15.123456-0530", "%Y-%m-%dT%H:%M:%S.%6f%z" },
        { "2000-01-05 13:14:15 UTC", "%Y-%m-%d %H:%M:%S UTC" }, { "2000-01-05 13:14:15.123456-05:00", "%Y-%m-%d %H:%M:%S.%6f%:z" },
        { "1996-07-04 00:00:00.000", "%Y-%m-%d %H:%M:%S.%3f" }, { "20000105T131415", "%Y%m%dT%H%M%S" },
        { "2000/01/05", "%Y/%m/%d" },                          { "2000.01.05 13:14", "%Y.%m.%d %H:%M" },
        { "Jan 5 2000", "%b %-d %Y" },                         { "Jan 05 2000", "%b %d %Y" },
        { "Jan 5, 2000", "%b %-d, %Y" },                       { "5 Jan 2000", "%-d %b %Y" },
        { "05-Jan-2000", "%d-%b-%Y" },                         { "05-JAN-00", "%d-%^b-%y" },
        { "January 5, 2000", "%B %-d, %Y" },                   { "5 January 2000", "%-d %B %Y" },
        { "Wed Jan  5 13:14:15 2000", "%a %b %e %H:%M:%S %Y" }, { "Wed, 05 Jan 2000 13:14:15 +0000", "%a, %d %b %Y %H:%M:%S %z" },
        { "05/Jan/2000:13:14:15 +0000", "%d/%b/%Y:%H:%M:%S %z" }, { "Wednesday, January 5, 2000", "%A, %B %-d, %Y" },
        { "Jan-2000", "%b-%Y" },                               { "Jan-00", "%b-%y" },
        { "2000-01", "%Y-%m" },                                { "01/2000", "%m/%Y" },
        { "Jan 2000", "%b %Y" },                               { "13:14:15.123", "%H:%M:%S.%3f" },
        { "09:05", "%H:%M" },                                  { "9:05", "%-H:%M" },
        { "1:05 PM", "%-I:%M %p" },                            { "13:14", "%H:%M;%-H:%M" } };
    size_t i;
    for (i = 0; i < REPI_COUNT(cases); i++) {
        INPUT(cases[i][0]);
        CHECK_STR(found(cases[i][0]), cases[i][1]);
    }
}

TEST(other_things_are_no_dates)
{
    static const char *const cases[] = {
        "", "1", "12", "1234", "2000", "123456", "1234567", "12345678", "20001301", "20000230", "00000101", "123456789", "1234567890123", "-5", "3.14",
        "12.50", "2000.01", "1999.12", "0.1", "1e5", "1,234", "1,234,567.89", "$12.50", "12.50 EUR", "12%", "1/2", "10/12", "24/7", "16:9", "1:2:3",
        "192.168.1.1", "10.0.0.1", "1.2.3.4", "255.255.255.0", "1.2.3", "2.31.1", "10.0.19041", "v1.2.3", "1.0.0-rc1", "2024.1", "3.11.7",
        "555-1234", "555-0199", "212-555-0123", "(212) 555-0123", "+1 212 555 0123", "1-800-555-0199", "+49 30 901820", "030/901820", "01 23 45 67 89",
        "12345", "12345-6789", "SW1A 1AA", "123-45-6789", "98-7654321", "1984-85", "1984/85", "2000-13", "2000-00", "00/2000", "13/2000",
        "123e4567-e89b-12d3-a456-426614174000", "12d3a456-e89b-12d3-a456-426614174000", "0xDEADBEEF", "4f3c2b1a", "May", "Jan", "March", "Monday", "June Carter",
        "Mark", "Jan Novak", "April 4", "Sep", "12 Monkeys", "12 Mar", "2 Fast 2 Furious", "1984 Jan", "Jan 32 2000", "Feb 30, 2000", "31-Jun-2000", "05-Jxn-2000",
        "Mon Jan 5 2000", "Thu, 05 Jan 2000 13:14:15 +0000", "2000-01-05T", "2000-01-05 ", " 2000-01-05", "2000-01-05T24:00:00", "2000-01-05 13:14:60",
        "2000-01-05T13:14:15.1234567891", "24:00", "12:60", "1:5 PM", "13:05 PM", "0:05 AM", "00:05 AM", "2000--01-05", "2000-01-05Z05", "05//01//2000",
        "40.7128", "-74.0060", "40.7128,-74.0060", "978-3-16-148410-0", "4111 1111 1111 1111", "4111-1111-1111-1111", "AB-12-34", "A1", "true", "N/A", "-", "...",
        "T", "TT:TT", "::::", "----", "////", "1-2-3-4", "12-34-56", "99/99/9999", "99.99.99", "the 5th of May 2000", "J\xC3\xA4nner 2000", "\xFF\xFE\xFD\xFC" };
    size_t i;
    int64_t t;
    for (i = 0; i < REPI_COUNT(cases); i++) {
        INPUT(cases[i]);
        CHECK_STR(found(cases[i]), "");
    }
    INPUT("texts with a NUL");
    {
        unsigned char rows[8];
        CHECK_INT(repi_date_find("2000-01-05\0", 11, rows, 8), 0);
        CHECK_INT(repi_date_find("\0\0\0\0\0\0\0\0", 8, rows, 8), 0);
        CHECK_INT(repi_date_find(NULL, 0, rows, 8), 0);
        CHECK_INT(repi_date_read_any_iso("2000-01-05\0", 11, &t), 0);
    }
    CHECK_STR(found("19991231"), "%Y%m%d"); /* flagged: the caller asks for more evidence */
    CHECK(repi_date_formats[0].flags & REPI_DATE_BARE);
}

TEST(numbers_are_never_dates_but_for_eight_and_fourteen_digits)
{
    int k, wrong = 0;
    char text[40];
    unsigned char rows[8];
    for (k = 0; k < 100000; k++) {
        uint64_t v = (uint64_t)chance(1u << 31) * chance(1u << 31) >> chance(60);
        size_t n = repi_format_u64(text, v);
        if (n != 8 && n != 14) wrong += repi_date_find(text, n, rows, 8);
        text[n++] = '.';
        n += repi_format_u64(text + n, chance(1000000));
        wrong += repi_date_find(text, n, rows, 8);
    }
    CHECK_INT(wrong, 0);
}

TEST(no_bytes_break_the_inverse)
{
    static const char bytes[] = "0123456789-/.: ,+TZUCGMapPJFebnuWd";
    static char text[64], again[REPI_DATE_ROOM + 1];
    int k, wrong = 0, accepted = 0;
    for (k = 0; k < 300000 && !wrong; k++) {
        const char *pattern = repi_date_formats[chance((uint32_t)ROWS)].pattern;
        const char *reader = k & 1 ? pattern : repi_date_formats[chance((uint32_t)ROWS)].pattern;
        size_t n, i;
        int64_t t = 0;
        unsigned char rows[16];
        if (k % 3 == 0) for (n = chance(40), i = 0; i < n; i++) text[i] = (char)chance(256);
        else if (k % 3 == 1) for (n = chance(30), i = 0; i < n; i++) text[i] = bytes[chance(sizeof bytes - 1)];
        else {
            n = repi_date_print(pattern, (int64_t)chance(1u << 31) * 2000000 * (k & 2 ? 1 : -1), 75, text);
            for (i = 0; i < chance(3); i++) text[chance((uint32_t)n)] = bytes[chance(sizeof bytes - 1)];
            n -= chance(8) == 0;
        }
        if (read_text(reader, text, n, &t, again)) {
            accepted++;
            wrong += strlen(again) != n || memcmp(text, again, n) != 0;
        }
        repi_date_find(text, n, rows, 16);
        if (repi_date_read_any_iso(text, n, &t)) wrong += t < REPI_DATE_FIRST * REPI_DATE_DAY;
    }
    text[63] = '\0';
    INPUT(text);
    CHECK_INT(wrong, 0);
    CHECK(accepted > 10000);
}

TEST(any_usable_pattern_is_safe_and_reads_what_it_prints)
{
    static const char *const pieces[] = { "%Y", "%y", "%m", "%-m", "%d", "%-d", "%e", "%b", "%^b", "%_b", "%B", "%^B", "%_B", "%a", "%^a", "%_a", "%A", "%^A", "%_A", "%H", "%-H",
        "%I", "%-I", "%M", "%S", "%p", "%P", "%f", "%1f", "%3f", "%9f", "%j", "%z", "%:z", "%%", "-", "/", " ", ":", "T", "5", "%", "%Q", "%-", "%5", "\xC3\xA9", "x" };
    static char pattern[200];
    char text[REPI_DATE_ROOM + 1];
    int k, usable = 0, wrong = 0;
    for (k = 0; k < 400000 && !wrong; k++) {
        int count = 1 + (int)chance(14), i;
        size_t n;
        int64_t t = at(1970 + (int)chance(90), 1 + (int)chance(12), 1 + (int)chance(28), (int)chance(24), (int)chance(60), (int)chance(60), (int)chance(1000000)), got = 0;
        int offset = 0;
        pattern[0] = '\0';
        if (k & 1) strcat(pattern, k & 2 ? "%Y-%-m" : "%d%b%y");
        for (i = 0; i < count; i++) strcat(pattern, pieces[chance(REPI_COUNT(pieces))]);
        n = repi_date_print(pattern, t, -60, text);           /* never above the room, usable or not */
        if (n > REPI_DATE_ROOM) wrong++;
        repi_date_read(pattern, text, n, &got, &offset);
        if (repi_date_check(pattern)) continue;
        usable++;
        wrong += n > 90 || !repi_date_read(pattern, text, n, &got, &offset);
        n -= repi_date_print(pattern, got, offset, text);
        wrong += n != 0 || (repi_date_grain(pattern) == 1 && !is_time(pattern) && got != t);
    }
    INPUT(pattern);
    CHECK_INT(wrong, 0);
    CHECK(usable > 1000);
}

TEST(the_longest_patterns_stay_in_their_room)
{
    static const char longest[] = "%A, %^B %d %Y %I:%M:%S.%9f %p %:z, a literal text of 32 bytes .."; /* 64 bytes */
    char text[REPI_DATE_ROOM + 40], again[REPI_DATE_ROOM + 1];
    int64_t t = at(2001, 9, 12, 13, 14, 15, 123456), got; /* a Wednesday in September */
    size_t n;
    CHECK_SIZE(sizeof longest - 1, REPI_DATE_PATTERN);
    CHECK_STR(repi_date_check(longest), NULL);
    n = repi_date_print(longest, t, -90, text);
    text[n] = '\0';
    CHECK_STR(text, "Wednesday, SEPTEMBER 12 2001 01:14:15.123456000 PM -01:30, a literal text of 32 bytes ..");
    CHECK(read_text(longest, text, n, &got, again) && got == t);
    CHECK_STR(again, text);
    /* one that is not usable is cut */
    CHECK_SIZE(repi_date_print("%A%A%A%A%A%A%A%A%A%A%A%A", t, 0, text), 90);
    CHECK_SIZE(repi_date_print("%A%A%A%A%A%A%A%A%A%A%%%%%%%%%%%%%%%%", t, 0, text), REPI_DATE_ROOM);
}

TEST(bad_patterns_are_named)
{
    static const char *const good[] = { "%Y-%m-%d", "%Y%m%d", "%H", "%I%p", "%-d%b%Y", "%Y-%j %H:%M", "%m%y", "%a%d%m%Y", "%d/%m/%Y%z", "100%% %H:%M", "%H:%M:%S.%f",
        "0123456789012345678901234567890123456789012345678901234567%m%d%Y" /* 64 bytes */ };
    static const char *const bad[][2] = {
        { "", "empty" }, { "today", "no % directive" }, { "%%", "no % directive" }, { "%Q", "unknown" }, { "%", "unknown" }, { "%Y-%m-%", "unknown" }, { "%-", "unknown" },
        { "%Y-%m-%d %s", "unknown" }, { "%n", "unknown" }, { "%-Y-%m", "unknown" }, { "%^m/%Y", "unknown" }, { "%3d/%m/%Y", "unknown" }, { "%H:%M:%S.%0f", "unknown" },
        { "%:m/%Y", "unknown" }, { "%-z %H", "unknown" }, { "%--d", "unknown" }, { "%E", "unknown" }, { "%\xC3\xA9", "unknown" },
        { "%Y-%Y-%m", "twice" }, { "%Y %y %m", "twice" }, { "%b %m %Y", "twice" }, { "%d %e %m %Y", "twice" }, { "%a %A %d %m %Y", "twice" }, { "%H:%M %p %P", "twice" },
        { "%H %I %p", "both %H and %I" }, { "%I:%M", "%I and %p" }, { "%H:%M %p", "%I and %p" }, { "%M", "minutes without hours" }, { "%M:%S", "minutes without hours" },
        { "%H:%S", "seconds without" }, { "%H:%M.%3f", "fraction without" }, { "%Y-%j-%d", "%j beside" }, { "%Y-%m %j", "%j beside" }, { "%d %Y", "day without a month" },
        { "%b %d", "without a year" }, { "%j", "without a year" }, { "%B", "without a year" }, { "%Y", "year without a month" }, { "%Y %H:%M", "year without a month" },
        { "%Y-%m %H:%M", "month without a day" }, { "%a %Y-%m", "month without a day" }, { "%a", "weekday without" }, { "%A %H:%M", "weekday without" }, { "%z", "neither" },
        { "%-d%m%Y", "digit right after" }, { "%-m0/%Y", "digit right after" }, { "%-d%-m%Y", "digit right after" }, { "%-m%e%Y", "digit right after" },
        { "01234567890123456789012345678901234567890123456789012345678%m%d%Y", "64 bytes" } };
    size_t i;
    for (i = 0; i < REPI_COUNT(good); i++) {
        INPUT(good[i]);
        CHECK_STR(repi_date_check(good[i]), NULL);
    }
    for (i = 0; i < REPI_COUNT(bad); i++) {
        const char *said = repi_date_check(bad[i][0]);
        INPUT(bad[i][0]);
        if (!said || !strstr(said, bad[i][1])) CHECK_STR(said, bad[i][1]);
        else CHECK(said != NULL);
    }
    CHECK(repi_date_check(NULL) != NULL);
}

TEST(a_directive_takes_only_its_own_flags)
{
    static const char *const good[] = { "%Y %-m %-d", "%Y %^b %d", "%Y %_B %-d", "%^A %Y %m %d", "%Y-%m-%d %-H:%M", "%Y-%m-%d %-I:%M %p", "%Y-%m-%d %H:%M:%S.%3f", "%Y-%m-%dT%H:%M%:z" };
    static const char *const bad[] = { "%-Y %m %d", "%-y %m %d", "%Y %^m %d", "%Y %-b %d", "%Y %-B %d", "%Y %m %^d", "%Y %m %-e", "%Y %-j", "%-a %Y %m %d", "%-A %Y %m %d",
        "%Y-%m-%d %^H:%M", "%Y-%m-%d %^I:%M %p", "%Y-%m-%d %I:%M %-p", "%Y-%m-%d %I:%M %-P", "%Y-%m-%d %H:%-M", "%Y-%m-%d %H:%M:%-S", "%Y-%m-%d %H:%M:%S.%-f", "%Y-%m-%dT%H:%M%-z", "%Y %m %d %" };
    size_t i;
    for (i = 0; i < sizeof good / sizeof good[0]; i++) {
        INPUT(good[i]);
        CHECK_STR(repi_date_check(good[i]), NULL);
    }
    for (i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        INPUT(bad[i]);
        CHECK(repi_date_check(bad[i]) != NULL);
    }
    INPUT(NULL);
}

TEST(grain_and_kind_of_a_pattern)
{
    CHECK_INT(repi_date_grain("%Y-%m-%d"), REPI_DATE_DAY);
    CHECK_INT(repi_date_grain("%b %Y"), REPI_DATE_DAY);
    CHECK_INT(repi_date_grain("%H"), REPI_DATE_HOUR);
    CHECK_INT(repi_date_grain("%-I:%M %p"), REPI_DATE_MINUTE);
    CHECK_INT(repi_date_grain("%H:%M:%S"), 1000000);
    CHECK_INT(repi_date_grain("%H:%M:%S.%1f"), 100000);
    CHECK_INT(repi_date_grain("%H:%M:%S.%3f"), 1000);
    CHECK_INT(repi_date_grain("%H:%M:%S.%6f"), 1);
    CHECK_INT(repi_date_grain("%H:%M:%S.%9f"), 1);
    CHECK_INT(repi_date_grain("%H:%M:%S.%f"), 1);
    CHECK(repi_date_months_only("%b-%y") && !repi_date_months_only("%d-%b-%y") && !repi_date_months_only("%H:%M") && !repi_date_months_only("%Y-%j"));
    CHECK(is_time("%I %p") && !is_time("%Y-%m-%d %H:%M") && !is_time("%Y-%m"));
}

TEST(the_fast_reader_agrees_with_the_patterns)
{
    static const char *const more[] = { "2000-01-05T13:14:15", "2000-01-05 13:14", "2000-01-05 13:14:5x", "2000-01-05 24:14:15", "2000-01-05 13:60:15", "2000-01-05 13:14:60",
        "2000-01-0", "2000-01-05 ", "2000/01/05", "x000-01-05", "2000-01-05 13.14:15", "2000-01-05 13:14:150", "" };
    static char text[REPI_DATE_ROOM + 1];
    size_t i;
    int64_t t, u;
    int k, wrong = 0;
    unsigned wide;
    for (i = 0; i < REPI_COUNT(more); i++) {
        INPUT(more[i]);
        CHECK_INT(repi_date_read_iso(more[i], strlen(more[i]), &t, &wide), 0);
    }
    for (k = 0; k < 50000 && !wrong; k++) {
        const char *pattern = k & 1 ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d";
        int64_t seconds = (int64_t)chance(1u << 31) * 100 + chance(100) - 62000000000, got = 0;
        size_t n = repi_date_print(pattern, seconds * 1000000, 0, text);
        int a, b;
        if (k % 4 >= 2) text[chance((uint32_t)n)] = "0123456789-: T"[chance(14)];
        text[n] = '\0';
        a = repi_date_read_iso(text, n, &t, &wide), b = repi_date_read(pattern, text, n, &u, NULL);
        wrong += a != b || (a && (t * 1000000 != u || wide != (text[5] != '0') * 4u + (text[8] != '0') * 2u + (n == 19 && text[11] != '0')));
        wrong += b && (!repi_date_read_any_iso(text, n, &got) || got != u);
        INPUT(text);
        CHECK_INT(wrong, 0);
    }
}

TEST(iso_bounds_read_and_print_as_python_does)
{
    static const struct { const char *text; int micro; } good[] = {
        { "2000-01-05T13:14:15", 0 }, { "2000-01-05 13:14:15", 0 }, { "2000-01-05T13:14:15Z", 0 }, { "2000-01-05T13:14:15+00:00", 0 }, { "2000-01-05T13:14:15-0530", 0 },
        { "2000-01-05T13:14:15+01", 0 }, { "2000-01-05T13:14:15.1", 100000 }, { "2000-01-05T13:14:15.123456", 123456 }, { "2000-01-05T13:14:15.123456789", 123456 },
        { "2000-01-05T13:14:15.123+02:00", 123000 }, { "2000-01-05 13:14:15.000001Z", 1 } };
    static const char *const bad[] = { "", "2000", "2000-01-05T", "2000-01-05T13", "2000-01-05T13:1", "2000-01-05t13:14:15", "2000-01-05T13:14:", "2000-01-05T13:14:1", "2000-01-05T13:14:15.",
        "2000-01-05T13:14:15.1234567890", "2000-01-05T25:14:15", "2000-01-05T13:14:15z", "2000-01-05T13:14:15+1", "2000-01-05T13:14:15+01:0", "2000-01-05T13:14:15+01:60",
        "2000-01-05T13:14:15+24:00", "2000-01-05T13:14:15Z ", "20000105", "2000-02-30", "2000-01-05+01:00", "2000-01-05T13:14:15+01:000", "2000-01-05T13:14:15+01:" };
    size_t i;
    int64_t t = 0;
    char out[REPI_DATE_ROOM + 1];
    for (i = 0; i < REPI_COUNT(good); i++) {
        INPUT(good[i].text);
        CHECK_INT(repi_date_read_any_iso(good[i].text, strlen(good[i].text), &t), 1);
        CHECK_INT(t, at(2000, 1, 5, 13, 14, 15, good[i].micro));
    }
    for (i = 0; i < REPI_COUNT(bad); i++) {
        INPUT(bad[i]);
        t = 5;
        CHECK_INT(repi_date_read_any_iso(bad[i], strlen(bad[i]), &t), 0);
        CHECK_INT(t, 5);
    }
    CHECK(repi_date_read_any_iso("2000-01-05T13:14", 16, &t) && t == at(2000, 1, 5, 13, 14, 0, 0));
    CHECK(repi_date_read_any_iso("2000-01-05T13:14+02:00", 22, &t) && t == at(2000, 1, 5, 13, 14, 0, 0));
    out[repi_date_print_iso(at(2000, 1, 5, 13, 14, 15, 0), out)] = '\0';
    CHECK_STR(out, "2000-01-05T13:14:15");
    out[repi_date_print_iso(at(1969, 1, 5, 13, 14, 15, 20), out)] = '\0';
    CHECK_STR(out, "1969-01-05T13:14:15.000020");
}

int main(void)
{
    RUN(days_and_dates_are_inverse_over_all_years);
    RUN(iso_dates_of_many_are_those_that_the_patterns_print);
    RUN(each_directive_prints_its_piece);
    RUN(dates_have_the_value_that_they_show);
    RUN(months_end_where_the_calendar_says);
    RUN(a_text_that_would_print_otherwise_is_refused);
    RUN(every_row_of_the_table_is_sound);
    RUN(twins_exchange_day_and_month);
    RUN(what_a_row_prints_it_reads_and_finds);
    RUN(find_gives_exactly_the_rows_that_read_the_text);
    RUN(ambiguous_texts_give_both_twins);
    RUN(the_usual_formats_are_found);
    RUN(other_things_are_no_dates);
    RUN(numbers_are_never_dates_but_for_eight_and_fourteen_digits);
    RUN(no_bytes_break_the_inverse);
    RUN(any_usable_pattern_is_safe_and_reads_what_it_prints);
    RUN(the_longest_patterns_stay_in_their_room);
    RUN(bad_patterns_are_named);
    RUN(a_directive_takes_only_its_own_flags);
    RUN(grain_and_kind_of_a_pattern);
    RUN(the_fast_reader_agrees_with_the_patterns);
    RUN(iso_bounds_read_and_print_as_python_does);
    return test_end();
}
