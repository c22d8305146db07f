/* csv_dump.c - what the reader makes of documents, for csv_python.py       C99
 *
 * Standard input: for each document a line of six numbers
 *     LENGTH DELIMITER RAGGED NO_HEADER FREE PIECE
 * and LENGTH bytes. FREE 1 forgets the width after each record, so that rows of any
 * width pass. PIECE is the size of the pushes, 0 = one push; pieces are not gathered to
 * the first 64 KiB, so that small documents are cut for the reader, too.
 * Standard output: for each record "r IS_HEADER COUNT", for each cell
 * "QUOTED MENDED LENGTH" and its bytes, and for each document
 * "e STATUS LINE COLUMN DELIMITER".
 */
#define REPLICATOR_IMPLEMENTATION
#include "replicator.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct dump {
    repi_csv csv;
    int      free_width;
} dump;

static rep_status print_record(void *user, const repi_field *fields, size_t rows, size_t count, int is_header, rep_error *err)
{
    dump  *d = (dump *)user;
    size_t i;

    (void)err, (void)rows;
    printf("r %d %lu\n", is_header, (unsigned long)count);
    for (i = 0; i < count; i++) {
        printf("%d %d %lu\n", fields[i].quoted, fields[i].mended, (unsigned long)fields[i].len);
        fwrite(fields[i].data, 1, fields[i].len, stdout);
        putchar('\n');
    }
    if (d->free_width) d->csv.width = 0;
    return REP_OK;
}

int main(void)
{
    unsigned long len, piece;
    int           delimiter, ragged, no_header, free_width;

    while (scanf("%lu %d %d %d %d %lu", &len, &delimiter, &ragged, &no_header, &free_width, &piece) == 6) {
        char           *bytes = (char *)malloc(len + 1);
        static dump     d;
        repi_memory     memory;
        rep_csv_options options;
        rep_error       err;
        unsigned long   at, n;
        rep_status      status;

        if (bytes == NULL || getchar() != '\n' || fread(bytes, 1, len, stdin) != len) return 1;
        memset(&options, 0, sizeof options);
        memset(&err, 0, sizeof err);
        options.delimiter = (char)delimiter;
        options.ragged = (rep_ragged)ragged;
        options.no_header = no_header;
        d.free_width = free_width;
        repi_memory_init(&memory, NULL, UINT64_MAX);
        status = repi_csv_init(&d.csv, &memory, &options, 0, 0, print_record, &d, &err);
        if (piece != 0 && delimiter != 0) {
            d.csv.opening = 0;
            d.csv.bare_cr = memchr(bytes, '\n', REPI_MIN(len, REPI_CSV_WINDOW)) == NULL;
        }
        for (at = 0; at < len && status == REP_OK; at += n) {
            char *part;

            n = piece != 0 && piece < len - at ? piece : len - at;
            part = (char *)malloc(n); /* a block of its own: the sanitizer sees a view kept too long */
            if (part == NULL) return 1;
            memcpy(part, bytes + at, n);
            status = repi_csv_push(&d.csv, part, n, &err);
            free(part);
        }
        if (status == REP_OK) status = repi_csv_end(&d.csv, &err);
        printf("e %d %lu %lu %d\n", (int)status, (unsigned long)err.line, (unsigned long)err.column, d.csv.delimiter);
        repi_csv_free(&d.csv);
        if (memory.used != 0) return 1;
        free(bytes);
    }
    return 0;
}
