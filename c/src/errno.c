// The one home of errors: case of the WIT's errno -> number of wasi-libc, which lacks some of Linux's; those get the
// nearest that it has, or EIO.
#include "host.h"

static const unsigned char NUMBERS[] = {
  EPERM, // eperm
  ENOENT, // enoent
  ESRCH, // esrch
  EINTR, // eintr
  EIO, // eio
  ENXIO, // enxio
  E2BIG, // e2big
  ENOEXEC, // enoexec
  EBADF, // ebadf
  ECHILD, // echild
  EAGAIN, // eagain
  ENOMEM, // enomem
  EACCES, // eacces
  EFAULT, // efault
  EIO, // enotblk
  EBUSY, // ebusy
  EEXIST, // eexist
  EXDEV, // exdev
  ENODEV, // enodev
  ENOTDIR, // enotdir
  EISDIR, // eisdir
  EINVAL, // einval
  ENFILE, // enfile
  EMFILE, // emfile
  ENOTTY, // enotty
  ETXTBSY, // etxtbsy
  EFBIG, // efbig
  ENOSPC, // enospc
  ESPIPE, // espipe
  EROFS, // erofs
  EMLINK, // emlink
  EPIPE, // epipe
  EDOM, // edom
  ERANGE, // erange
  EDEADLK, // edeadlk
  ENAMETOOLONG, // enametoolong
  ENOLCK, // enolck
  ENOSYS, // enosys
  ENOTEMPTY, // enotempty
  ELOOP, // eloop
  ENOMSG, // enomsg
  EIDRM, // eidrm
  EIO, // echrng
  EIO, // el2nsync
  EIO, // el3hlt
  EIO, // el3rst
  EIO, // elnrng
  EIO, // eunatch
  EIO, // enocsi
  EIO, // el2hlt
  EIO, // ebade
  EIO, // ebadr
  EIO, // exfull
  EIO, // enoano
  EIO, // ebadrqc
  EIO, // ebadslt
  EIO, // ebfont
  EIO, // enostr
  ENOMSG, // enodata
  EIO, // etime
  EIO, // enosr
  ENETUNREACH, // enonet
  EIO, // enopkg
  EIO, // eremote
  ENOLINK, // enolink
  EIO, // eadv
  EIO, // esrmnt
  EIO, // ecomm
  EPROTO, // eproto
  EMULTIHOP, // emultihop
  EIO, // edotdot
  EBADMSG, // ebadmsg
  EOVERFLOW, // eoverflow
  EIO, // enotuniq
  EIO, // ebadfd
  EIO, // eremchg
  EIO, // elibacc
  EIO, // elibbad
  EIO, // elibscn
  EIO, // elibmax
  EIO, // elibexec
  EILSEQ, // eilseq
  EIO, // erestart
  EIO, // estrpipe
  EIO, // eusers
  ENOTSOCK, // enotsock
  EDESTADDRREQ, // edestaddrreq
  EMSGSIZE, // emsgsize
  EPROTOTYPE, // eprototype
  ENOPROTOOPT, // enoprotoopt
  EPROTONOSUPPORT, // eprotonosupport
  EPROTONOSUPPORT, // esocktnosupport
  EOPNOTSUPP, // eopnotsupp
  EAFNOSUPPORT, // epfnosupport
  EAFNOSUPPORT, // eafnosupport
  EADDRINUSE, // eaddrinuse
  EADDRNOTAVAIL, // eaddrnotavail
  ENETDOWN, // enetdown
  ENETUNREACH, // enetunreach
  ENETRESET, // enetreset
  ECONNABORTED, // econnaborted
  ECONNRESET, // econnreset
  ENOBUFS, // enobufs
  EISCONN, // eisconn
  ENOTCONN, // enotconn
  EPIPE, // eshutdown
  EMFILE, // etoomanyrefs
  ETIMEDOUT, // etimedout
  ECONNREFUSED, // econnrefused
  EHOSTUNREACH, // ehostdown
  EHOSTUNREACH, // ehostunreach
  EALREADY, // ealready
  EINPROGRESS, // einprogress
  ESTALE, // estale
  EIO, // euclean
  EIO, // enotnam
  EIO, // enavail
  EIO, // eisnam
  EIO, // eremoteio
  EDQUOT, // edquot
  EIO, // enomedium
  EIO, // emediumtype
  ECANCELED, // ecanceled
  EIO, // enokey
  EIO, // ekeyexpired
  EIO, // ekeyrevoked
  EIO, // ekeyrejected
  EOWNERDEAD, // eownerdead
  ENOTRECOVERABLE, // enotrecoverable
  EIO, // erfkill
  EIO, // ehwpoison
};

int wasock_errno(unsigned error_case) {
  return error_case < sizeof NUMBERS ? NUMBERS[error_case] : EIO;
}

int wasock_fail(unsigned error_case) {
  errno = wasock_errno(error_case);
  return -1;
}
