// The one home of errors: case of the WIT's errno -> number of wasi-libc, or of include/errno.h where that lacks it.
#include <stddef.h>
#include "host.h"

static const unsigned short NUMBERS[] = {
#include "generated/errno-rows.h"
};

int wasock_errno(unsigned error_case) {
  return error_case < sizeof NUMBERS / sizeof *NUMBERS ? NUMBERS[error_case] : EIO;
}

int wasock_fail(unsigned error_case) {
  errno = wasock_errno(error_case);
  return -1;
}

int wasock_outcome(const unsigned char result[2]) {
  return result[0] == 0 ? 0 : wasock_fail(result[1]);
}

int wasock_number(const int result[2]) {
  return *(const unsigned char *)result == 0 ? result[1] : wasock_fail((unsigned char)result[1]);
}

/** glibc's texts of what wasi-libc lacks, by number less FIRST. */
#define FIRST 200
static const char *const TEXTS[] = {
  [ENOTBLK - FIRST] = "Block device required",
  [ECHRNG - FIRST] = "Channel number out of range",
  [EL2NSYNC - FIRST] = "Level 2 not synchronized",
  [EL3HLT - FIRST] = "Level 3 halted",
  [EL3RST - FIRST] = "Level 3 reset",
  [ELNRNG - FIRST] = "Link number out of range",
  [EUNATCH - FIRST] = "Protocol driver not attached",
  [ENOCSI - FIRST] = "No CSI structure available",
  [EL2HLT - FIRST] = "Level 2 halted",
  [EBADE - FIRST] = "Invalid exchange",
  [EBADR - FIRST] = "Invalid request descriptor",
  [EXFULL - FIRST] = "Exchange full",
  [ENOANO - FIRST] = "No anode",
  [EBADRQC - FIRST] = "Invalid request code",
  [EBADSLT - FIRST] = "Invalid slot",
  [EBFONT - FIRST] = "Bad font file format",
  [ENOSTR - FIRST] = "Device not a stream",
  [ENODATA - FIRST] = "No data available",
  [ETIME - FIRST] = "Timer expired",
  [ENOSR - FIRST] = "Out of streams resources",
  [ENONET - FIRST] = "Machine is not on the network",
  [ENOPKG - FIRST] = "Package not installed",
  [EREMOTE - FIRST] = "Object is remote",
  [EADV - FIRST] = "Advertise error",
  [ESRMNT - FIRST] = "Srmount error",
  [ECOMM - FIRST] = "Communication error on send",
  [EDOTDOT - FIRST] = "RFS specific error",
  [ENOTUNIQ - FIRST] = "Name not unique on network",
  [EBADFD - FIRST] = "File descriptor in bad state",
  [EREMCHG - FIRST] = "Remote address changed",
  [ELIBACC - FIRST] = "Can not access a needed shared library",
  [ELIBBAD - FIRST] = "Accessing a corrupted shared library",
  [ELIBSCN - FIRST] = ".lib section in a.out corrupted",
  [ELIBMAX - FIRST] = "Attempting to link in too many shared libraries",
  [ELIBEXEC - FIRST] = "Cannot exec a shared library directly",
  [ERESTART - FIRST] = "Interrupted system call should be restarted",
  [ESTRPIPE - FIRST] = "Streams pipe error",
  [EUSERS - FIRST] = "Too many users",
  [ESOCKTNOSUPPORT - FIRST] = "Socket type not supported",
  [EPFNOSUPPORT - FIRST] = "Protocol family not supported",
  [ESHUTDOWN - FIRST] = "Cannot send after transport endpoint shutdown",
  [ETOOMANYREFS - FIRST] = "Too many references: cannot splice",
  [EHOSTDOWN - FIRST] = "Host is down",
  [EUCLEAN - FIRST] = "Structure needs cleaning",
  [ENOTNAM - FIRST] = "Not a XENIX named type file",
  [ENAVAIL - FIRST] = "No XENIX semaphores available",
  [EISNAM - FIRST] = "Is a named type file",
  [EREMOTEIO - FIRST] = "Remote I/O error",
  [ENOMEDIUM - FIRST] = "No medium found",
  [EMEDIUMTYPE - FIRST] = "Wrong medium type",
  [ENOKEY - FIRST] = "Required key not available",
  [EKEYEXPIRED - FIRST] = "Key has expired",
  [EKEYREVOKED - FIRST] = "Key has been revoked",
  [EKEYREJECTED - FIRST] = "Key was rejected by service",
  [ERFKILL - FIRST] = "Operation not possible due to RF-kill",
  [EHWPOISON - FIRST] = "Memory page has hardware error",
};

char *__real_strerror(int error);

char *__wrap_strerror(int error) {
  int index = error - FIRST;
  bool own = index >= 0 && index < (int)(sizeof TEXTS / sizeof *TEXTS) && TEXTS[index] != NULL;
  return own ? (char *)TEXTS[index] : __real_strerror(error);
}
