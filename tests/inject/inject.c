/* Loaded before libc into the program under test: kills it at a chosen system call on a file below a chosen folder, or
 * makes that call fail. Calls are counted from 1 in the order they are made, so that a test can walk through all of
 * them. INJECT_CALL is a call's name or "any"; INJECT_ACTION is "kill", "tear" (write half, then die), "hang" (never come
 * back) or an errno; INJECT_FROM and INJECT_TO say which calls are hit; INJECT_NOTE is a file that gets a byte for each.
 * With INJECT_SINCE calls count only once there is a file of that name. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static const char *wanted, *action, *below, *note, *since;
static long from, to, seen;

__attribute__((constructor)) static void ready(void) {
    wanted = getenv("INJECT_CALL");
    action = getenv("INJECT_ACTION");
    below = getenv("INJECT_BELOW");
    note = getenv("INJECT_NOTE");
    since = getenv("INJECT_SINCE");
    if (!wanted || !action || !below || !note || !getenv("INJECT_FROM") || !getenv("INJECT_TO")) {
        wanted = NULL;
        return;
    }
    from = atol(getenv("INJECT_FROM"));
    to = atol(getenv("INJECT_TO"));
}

/* True when this call is to be hit. A relative path is not below anything; the tests give whole ones. */
static int hit(const char *name, const char *path) {
    if (!wanted || (strcmp(wanted, "any") && strcmp(wanted, name)) || strncmp(path, below, strlen(below))) return 0;
    if (since && syscall(SYS_faccessat, AT_FDCWD, since, F_OK)) return 0;
    long n = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
    if (n < from || n > to) return 0;
    int file = (int)syscall(SYS_openat, AT_FDCWD, note, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (file >= 0) {
        syscall(SYS_write, file, ".", 1);
        syscall(SYS_close, file);
    }
    return 1;
}

static int hit_file(const char *name, int file) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0) return 0;
    path[n] = 0;
    return hit(name, path);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

/* Ends the process, or gives the errno the call fails with. */
static int strike(void) {
    if (!strcmp(action, "kill") || !strcmp(action, "tear")) die();
    while (!strcmp(action, "hang")) pause();
    errno = atoi(action);
    return -1;
}

#define OR_REAL(condition, real) ((condition) ? strike() : (real))

ssize_t pwrite64(int file, const void *bytes, size_t n, off64_t at) {
    if (!hit_file("pwrite64", file)) return syscall(SYS_pwrite64, file, bytes, n, at);
    if (!strcmp(action, "tear")) syscall(SYS_pwrite64, file, bytes, n / 2, at);
    return strike();
}

ssize_t write(int file, const void *bytes, size_t n) {
    if (!hit_file("write", file)) return syscall(SYS_write, file, bytes, n);
    if (!strcmp(action, "tear")) syscall(SYS_write, file, bytes, n / 2);
    return strike();
}

int fsync(int file) { return OR_REAL(hit_file("fsync", file), (int)syscall(SYS_fsync, file)); }

int fdatasync(int file) { return OR_REAL(hit_file("fdatasync", file), (int)syscall(SYS_fdatasync, file)); }

int ftruncate64(int file, off64_t n) {
    return OR_REAL(hit_file("ftruncate", file), (int)syscall(SYS_ftruncate, file, n));
}

int unlink(const char *path) {
    return OR_REAL(hit("unlink", path), (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

int rename(const char *old, const char *new) {
    return OR_REAL(hit("rename", new), (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0));
}

static int opened(const char *path, int flags, mode_t mode) {
    int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
    return OR_REAL(writes && hit("open", path), (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

#define OPEN(name, more)                                 \
    int name(const char *path, int flags, ...) {         \
        mode_t mode = 0;                                 \
        if (flags & (O_CREAT | __O_TMPFILE)) {           \
            va_list rest;                                \
            va_start(rest, flags);                       \
            mode = va_arg(rest, mode_t);                 \
            va_end(rest);                                \
        }                                                \
        return opened(path, flags | (more), mode);       \
    }

OPEN(open64, O_LARGEFILE)
OPEN(open, 0)
