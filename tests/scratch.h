/* scratch.h - a folder of a test's own, and files in it                                C99, POSIX
 *
 * For tests of files. The folder lies below $TMPDIR, else below build/ or /tmp. Include it after "tables.h"; the test
 * defines _XOPEN_SOURCE 700 before its first header (mkdtemp, lstat).
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char scratch[512];

/* scratch/name; good until eight calls later. */
static inline const char *in(const char *name)
{
    static char ring[8][1024];
    static int  at;
    char       *path = ring[at++ & 7];

    snprintf(path, sizeof ring[0], "%s/%s", scratch, name);
    return path;
}

static inline void make_scratch(const char *test)
{
    const char *const roots[] = { getenv("TMPDIR"), "build", "/tmp", "." };
    size_t            i;

    for (i = 0; i < sizeof roots / sizeof roots[0]; i++) {
        if (roots[i] == NULL || *roots[i] == '\0') continue;
        snprintf(scratch, sizeof scratch, "%s/%s_XXXXXX", roots[i], test);
        if (mkdtemp(scratch) != NULL) return;
    }
    printf("no folder to work in\n");
    exit(2);
}

/* With all that is in it; a link is removed, not what it leads to. */
static inline void remove_tree(const char *path)
{
    DIR           *folder = opendir(path);
    struct dirent *entry;
    char           child[1024];
    struct stat    status;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if ((size_t)snprintf(child, sizeof child, "%s/%s", path, entry->d_name) >= sizeof child) continue;
        if (lstat(child, &status) == 0 && S_ISDIR(status.st_mode)) remove_tree(child);
        else unlink(child);
    }
    if (folder != NULL) closedir(folder);
    rmdir(path);
}

/* Entries of a folder, "." and ".." not counted; of those that begin so, if start is not NULL. */
static inline size_t entries(const char *path, const char *start)
{
    DIR           *folder = opendir(path);
    struct dirent *entry;
    size_t         n = 0;

    while (folder != NULL && (entry = readdir(folder)) != NULL)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            (start == NULL || strncmp(entry->d_name, start, strlen(start)) == 0)) n++;
    if (folder != NULL) closedir(folder);
    return n;
}

static inline void write_text(const char *path, const char *data, size_t len)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL || fwrite(data, 1, len, file) != len || fclose(file) != 0) {
        printf("cannot write %s\n", path);
        exit(2);
    }
}

static inline void write_string(const char *path, const char *string) { write_text(path, string, strlen(string)); }

/* The whole file; data NULL = there is none. */
static inline text read_text(const char *path)
{
    text   out = { NULL, 0, 0 };
    char   block[4096];
    FILE  *file = fopen(path, "rb");
    size_t n;

    if (file == NULL) return out;
    put(&out, "", 0);
    while ((n = fread(block, 1, sizeof block, file)) > 0) put(&out, block, n);
    fclose(file);
    return out;
}

static inline int holds(const char *path, const char *want)
{
    text      is = read_text(path);
    const int so = is.data != NULL && strcmp(is.data, want) == 0;

    drop(&is);
    return so;
}

#endif /* SCRATCH_H */
