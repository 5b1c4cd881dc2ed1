/* Loaded before libc into the program under test: writes into NETWORK_NOTE what reaches out to a network, a line each. The
 * file is made at once, so that its being there and empty says that the program was watched and asked for nothing. A
 * socket that is neither local nor the kernel's own is refused by the kernel, through a filter, so that one made without
 * libc is noted as well. Programs that are started from here keep the filter, whatever their environment; one that has
 * not loaded this is killed by it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netdb.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#if defined __x86_64__
#define ARCH AUDIT_ARCH_X86_64
#define RESULT(context) ((context)->uc_mcontext.gregs[REG_RAX])
#elif defined __aarch64__
#define ARCH AUDIT_ARCH_AARCH64
#define RESULT(context) ((context)->uc_mcontext.regs[0])
#endif

static int file = -1;

static void note(const char *call) {
    syscall(SYS_write, file, call, strlen(call));
    syscall(SYS_write, file, "\n", 1);
}

static void stopped(int signal, siginfo_t *about, void *context) {
    (void)signal, (void)about;
    note("socket");
    RESULT((ucontext_t *)context) = -EACCES;
}

static void must(int well, const char *what) {
    if (well) return;
    perror(what);
    _exit(99);
}

__attribute__((constructor)) static void ready(void) {
    const char *path = getenv("NETWORK_NOTE");
    if (path) file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    must(file >= 0, "NETWORK_NOTE");
    struct sigaction act = {.sa_sigaction = stopped, .sa_flags = SA_SIGINFO};
    must(!sigaction(SIGSYS, &act, NULL), "sigaction");
    struct sock_filter lines[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCH, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_NETLINK, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
    };
    struct sock_fprog filter = {.len = sizeof lines / sizeof *lines, .filter = lines};
    must(!prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "PR_SET_NO_NEW_PRIVS");
    must(!syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter), "seccomp");
}

/* True when a call is to be noted and refused: the address is not local. */
static int leads_out(const struct sockaddr *address) {
    return address && address->sa_family != AF_UNIX && address->sa_family != AF_NETLINK;
}

static int refused(const char *call) {
    note(call);
    errno = EACCES;
    return -1;
}

int connect(int socket, const struct sockaddr *address, socklen_t length) {
    if (leads_out(address)) return refused("connect");
    return (int)syscall(SYS_connect, socket, address, length);
}

ssize_t sendto(int socket, const void *bytes, size_t n, int flags, const struct sockaddr *address, socklen_t length) {
    if (leads_out(address)) return refused("sendto");
    return syscall(SYS_sendto, socket, bytes, n, flags, address, length);
}

/* Names are asked of a local service first, where there is one: no socket of the program need lead out. */
int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
    (void)host, (void)service, (void)hints, (void)found;
    note("getaddrinfo");
    return EAI_FAIL;
}

struct hostent *gethostbyname(const char *host) {
    (void)host;
    note("gethostbyname");
    return NULL;
}
