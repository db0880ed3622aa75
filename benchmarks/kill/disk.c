/* Loaded before the C library: notes what a disk would still have after a power cut.

   A file's bytes count from its last fsync or fdatasync, a folder's names from its own fsync;
   both are noted beside, and `disk.py` puts them back once the program is dead. So writes that
   come by other ways (mapped memory, stdio) need no wrapper: what was never flushed is not noted.
   The real flush is left out, since the machine itself stays on.

   TAGPROOF_DISK_ROOT   the folder that is watched, absolute
   TAGPROOF_DISK_KEPT   where the notes go, on the same disk
   TAGPROOF_DISK_DIES   at which change of the disk the program is killed; 0 or absent: never */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static atomic_long changes;

static int watched(const char *path) {
    const char *root = getenv("TAGPROOF_DISK_ROOT");
    size_t length = root ? strlen(root) : 0;
    return length && !strncmp(path, root, length) && (path[length] == '/' || !path[length]);
}

/* Where an open file lies now; empty where it is not watched or has no name any more. */
static int place_of(int fd, char place[PATH_MAX]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, place, PATH_MAX - 1);
    if (length <= 0) return 0;
    place[length] = 0;
    return watched(place) && !strstr(place, " (deleted)");
}

static int is_due(void) {
    const char *dies = getenv("TAGPROOF_DISK_DIES");
    long at = dies ? atol(dies) : 0, now = atomic_fetch_add(&changes, 1) + 1;
    return at && now == at;
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static void change(const char *path) {
    int before = errno;
    if (path && watched(path) && is_due()) die();
    errno = before;
}

/* How much of a write is made: half of it where the program dies in its middle. */
static size_t allowed(int fd, size_t bytes, int *last) {
    char place[PATH_MAX];
    int before = errno;
    *last = place_of(fd, place) && is_due();
    errno = before;
    return *last ? bytes / 2 : bytes;
}

long disk_changes(void) { return atomic_load(&changes); }
void disk_begin(void) { atomic_store(&changes, 0); }

static void note(int fd) {
    const char *kept = getenv("TAGPROOF_DISK_KEPT");
    char place[PATH_MAX], draft[PATH_MAX], name[PATH_MAX];
    struct stat stat;
    if (!kept || !place_of(fd, place) || fstat(fd, &stat)) return;
    if (is_due()) die();
    snprintf(draft, sizeof draft, "%s/draft-%ld", kept, (long)syscall(SYS_gettid));
    snprintf(name, sizeof name, "%s/%lu", kept, (unsigned long)stat.st_ino);
    if (S_ISDIR(stat.st_mode)) {
        FILE *file = fopen(draft, "w");
        DIR *folder = opendir(place);
        struct dirent *entry;
        while (file && folder && (entry = readdir(folder)))
            if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
                fprintf(file, "%lu %s%c", (unsigned long)entry->d_ino, entry->d_name, 0);
        if (folder) closedir(folder);
        if (file) fclose(file);
    } else {
        char pin[PATH_MAX];
        snprintf(pin, sizeof pin, "%s/pin-%lu", kept, (unsigned long)stat.st_ino);
        link(place, pin); /* so that no other file gets its number */
        int in = open(place, O_RDONLY), out = open(draft, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        while (in >= 0 && out >= 0 && sendfile(out, in, 0, 1 << 30) > 0) {}
        close(in), close(out);
    }
    REAL(rename)(draft, name);
}

int fsync(int fd) { note(fd); return 0; }
int fdatasync(int fd) { note(fd); return 0; }

ssize_t write(int fd, const void *data, size_t bytes) {
    int last;
    size_t some = allowed(fd, bytes, &last);
    ssize_t done = REAL(write)(fd, data, some);
    if (last) die();
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t bytes, off64_t at) {
    int last;
    size_t some = allowed(fd, bytes, &last);
    ssize_t done = REAL(pwrite64)(fd, data, some, at);
    if (last) die();
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) { return pwrite64(fd, data, bytes, at); }

int ftruncate64(int fd, off64_t size) {
    char place[PATH_MAX];
    if (place_of(fd, place)) change(place);
    return REAL(ftruncate64)(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }
int rename(const char *from, const char *to) { change(to); return REAL(rename)(from, to); }
int unlink(const char *path) { change(path); return REAL(unlink)(path); }
int mkdir(const char *path, mode_t mode) { change(path); return REAL(mkdir)(path, mode); }
int rmdir(const char *path) { change(path); return REAL(rmdir)(path); }

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (flags & (O_CREAT | O_TRUNC)) change(path);
    return REAL(open64)(path, flags, mode);
}
