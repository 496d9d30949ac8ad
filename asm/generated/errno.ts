// Generated from wit/ by `npm run wit`; not to be edited.
// Errors in the order of the WIT: their numbers on Linux, and their texts.

/** The number that Linux gives each case. */
export const NUMBERS: StaticArray<u8> = [
  1, // eperm
  2, // enoent
  3, // esrch
  4, // eintr
  5, // eio
  6, // enxio
  7, // e2big
  8, // enoexec
  9, // ebadf
  10, // echild
  11, // eagain
  12, // enomem
  13, // eacces
  14, // efault
  15, // enotblk
  16, // ebusy
  17, // eexist
  18, // exdev
  19, // enodev
  20, // enotdir
  21, // eisdir
  22, // einval
  23, // enfile
  24, // emfile
  25, // enotty
  26, // etxtbsy
  27, // efbig
  28, // enospc
  29, // espipe
  30, // erofs
  31, // emlink
  32, // epipe
  33, // edom
  34, // erange
  35, // edeadlk
  36, // enametoolong
  37, // enolck
  38, // enosys
  39, // enotempty
  40, // eloop
  42, // enomsg
  43, // eidrm
  44, // echrng
  45, // el2nsync
  46, // el3hlt
  47, // el3rst
  48, // elnrng
  49, // eunatch
  50, // enocsi
  51, // el2hlt
  52, // ebade
  53, // ebadr
  54, // exfull
  55, // enoano
  56, // ebadrqc
  57, // ebadslt
  59, // ebfont
  60, // enostr
  61, // enodata
  62, // etime
  63, // enosr
  64, // enonet
  65, // enopkg
  66, // eremote
  67, // enolink
  68, // eadv
  69, // esrmnt
  70, // ecomm
  71, // eproto
  72, // emultihop
  73, // edotdot
  74, // ebadmsg
  75, // eoverflow
  76, // enotuniq
  77, // ebadfd
  78, // eremchg
  79, // elibacc
  80, // elibbad
  81, // elibscn
  82, // elibmax
  83, // elibexec
  84, // eilseq
  85, // erestart
  86, // estrpipe
  87, // eusers
  88, // enotsock
  89, // edestaddrreq
  90, // emsgsize
  91, // eprototype
  92, // enoprotoopt
  93, // eprotonosupport
  94, // esocktnosupport
  95, // eopnotsupp
  96, // epfnosupport
  97, // eafnosupport
  98, // eaddrinuse
  99, // eaddrnotavail
  100, // enetdown
  101, // enetunreach
  102, // enetreset
  103, // econnaborted
  104, // econnreset
  105, // enobufs
  106, // eisconn
  107, // enotconn
  108, // eshutdown
  109, // etoomanyrefs
  110, // etimedout
  111, // econnrefused
  112, // ehostdown
  113, // ehostunreach
  114, // ealready
  115, // einprogress
  116, // estale
  117, // euclean
  118, // enotnam
  119, // enavail
  120, // eisnam
  121, // eremoteio
  122, // edquot
  123, // enomedium
  124, // emediumtype
  125, // ecanceled
  126, // enokey
  127, // ekeyexpired
  128, // ekeyrevoked
  129, // ekeyrejected
  130, // eownerdead
  131, // enotrecoverable
  132, // erfkill
  133, // ehwpoison
];

/**
 * What glibc's strerror says of each case, a line each. One text and not an array of them: the garbage collector would
 * look at every element in every cycle.
 */
export const TEXTS: string = `Operation not permitted
No such file or directory
No such process
Interrupted system call
Input/output error
No such device or address
Argument list too long
Exec format error
Bad file descriptor
No child processes
Resource temporarily unavailable
Cannot allocate memory
Permission denied
Bad address
Block device required
Device or resource busy
File exists
Invalid cross-device link
No such device
Not a directory
Is a directory
Invalid argument
Too many open files in system
Too many open files
Inappropriate ioctl for device
Text file busy
File too large
No space left on device
Illegal seek
Read-only file system
Too many links
Broken pipe
Numerical argument out of domain
Numerical result out of range
Resource deadlock avoided
File name too long
No locks available
Function not implemented
Directory not empty
Too many levels of symbolic links
No message of desired type
Identifier removed
Channel number out of range
Level 2 not synchronized
Level 3 halted
Level 3 reset
Link number out of range
Protocol driver not attached
No CSI structure available
Level 2 halted
Invalid exchange
Invalid request descriptor
Exchange full
No anode
Invalid request code
Invalid slot
Bad font file format
Device not a stream
No data available
Timer expired
Out of streams resources
Machine is not on the network
Package not installed
Object is remote
Link has been severed
Advertise error
Srmount error
Communication error on send
Protocol error
Multihop attempted
RFS specific error
Bad message
Value too large for defined data type
Name not unique on network
File descriptor in bad state
Remote address changed
Can not access a needed shared library
Accessing a corrupted shared library
.lib section in a.out corrupted
Attempting to link in too many shared libraries
Cannot exec a shared library directly
Invalid or incomplete multibyte or wide character
Interrupted system call should be restarted
Streams pipe error
Too many users
Socket operation on non-socket
Destination address required
Message too long
Protocol wrong type for socket
Protocol not available
Protocol not supported
Socket type not supported
Operation not supported
Protocol family not supported
Address family not supported by protocol
Address already in use
Cannot assign requested address
Network is down
Network is unreachable
Network dropped connection on reset
Software caused connection abort
Connection reset by peer
No buffer space available
Transport endpoint is already connected
Transport endpoint is not connected
Cannot send after transport endpoint shutdown
Too many references: cannot splice
Connection timed out
Connection refused
Host is down
No route to host
Operation already in progress
Operation now in progress
Stale file handle
Structure needs cleaning
Not a XENIX named type file
No XENIX semaphores available
Is a named type file
Remote I/O error
Disk quota exceeded
No medium found
Wrong medium type
Operation canceled
Required key not available
Key has expired
Key has been revoked
Key was rejected by service
Owner died
State not recoverable
Operation not possible due to RF-kill
Memory page has hardware error`;
