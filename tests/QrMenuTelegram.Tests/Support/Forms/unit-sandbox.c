/* The seccomp filter that systemd makes of the directives in packaging/qrmenu-telegram.service, set before another
   program is started, for machines that have no systemd:  unit-sandbox PROGRAM ARGUMENT...
   Compiled by the tests: cc -O1 -o unit-sandbox unit-sandbox.c  (-DJIT leaves MemoryDenyWriteExecute out). */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __aarch64__
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#define ARCHITECTURE AUDIT_ARCH_X86_64
#endif

static struct sock_filter filter[4096];
static int n;

static void add(unsigned short code, unsigned char yes, unsigned char no, unsigned k) {
  filter[n++] = (struct sock_filter){code, yes, no, k};
}
static void load(unsigned offset) { add(BPF_LD | BPF_W | BPF_ABS, 0, 0, offset); }
static void number(void) { load(offsetof(struct seccomp_data, nr)); }
static void argument(int which) { load(offsetof(struct seccomp_data, args) + 8 * which); }
static void answer(unsigned what) { add(BPF_RET | BPF_K, 0, 0, what); }
static void refuse(int error) { answer(SECCOMP_RET_ERRNO | error); }
static void allow(int call) {
  add(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, call);
  answer(SECCOMP_RET_ALLOW);
}
static void never(int call, int error) {
  add(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, call);
  refuse(error);
}
/* Refuses a call where all of these bits stand in an argument (any of them: once for each). */
static void never_bits(int call, int which, unsigned bits) {
  number();
  add(BPF_JMP | BPF_JEQ | BPF_K, 0, 4, call);
  argument(which);
  add(BPF_ALU | BPF_AND | BPF_K, 0, 0, bits);
  add(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, bits);
  refuse(EPERM);
}
static void never_suid(int call, int which) {
  never_bits(call, which, S_ISUID);
  never_bits(call, which, S_ISGID);
}
#define ALLOW(name) allow(SYS_##name);

int main(int count, char **words) {
  (void)count;
  load(offsetof(struct seccomp_data, arch)); /* SystemCallArchitectures=native */
  add(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, ARCHITECTURE);
  answer(SECCOMP_RET_KILL_PROCESS);

  number(); /* RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK */
  add(BPF_JMP | BPF_JEQ | BPF_K, 0, 6, SYS_socket);
  argument(0);
  add(BPF_JMP | BPF_JEQ | BPF_K, 4, 0, AF_INET);
  add(BPF_JMP | BPF_JEQ | BPF_K, 3, 0, AF_INET6);
  add(BPF_JMP | BPF_JEQ | BPF_K, 2, 0, AF_UNIX);
  add(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, AF_NETLINK);
  refuse(EAFNOSUPPORT);

  const unsigned namespaces[] = {CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET};
  for (unsigned i = 0; i < sizeof namespaces / sizeof *namespaces; i++) never_bits(SYS_clone, 0, namespaces[i]); /* RestrictNamespaces=yes */
  number();
  never(SYS_clone3, ENOSYS);
  never(SYS_unshare, EPERM);
  never(SYS_setns, EPERM);
  never(SYS_personality, EPERM);        /* LockPersonality=yes */
  never(SYS_sched_setscheduler, EPERM); /* RestrictRealtime=yes */
#ifndef JIT
  never_bits(SYS_mmap, 2, PROT_EXEC | PROT_WRITE); /* MemoryDenyWriteExecute=yes */
  never_bits(SYS_mprotect, 2, PROT_EXEC);
#endif
#ifdef SYS_chmod /* RestrictSUIDSGID=yes */
  never_suid(SYS_chmod, 1);
#endif
  never_suid(SYS_fchmod, 1);
  never_suid(SYS_fchmodat, 2);
  never_suid(SYS_mkdirat, 2);
  never_suid(SYS_openat, 3);

  number(); /* SystemCallFilter=@system-service, SystemCallFilter=~@privileged, SystemCallErrorNumber=EPERM */
#include "system-service.inc"
  refuse(EPERM);

  struct sock_fprog program = {n, filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) {
    perror("seccomp");
    return 1;
  }
  execv(words[1], words + 1);
  perror(words[1]);
  return 1;
}
