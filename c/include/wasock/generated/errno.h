/* Generated from wit/ and host/os/linux.ts by `npm run wit`; not to be edited. */
#ifndef EPERM
#define EPERM 201
#endif
#ifndef ENOENT
#define ENOENT 202
#endif
#ifndef ESRCH
#define ESRCH 203
#endif
#ifndef EINTR
#define EINTR 204
#endif
#ifndef EIO
#define EIO 205
#endif
#ifndef ENXIO
#define ENXIO 206
#endif
#ifndef E2BIG
#define E2BIG 207
#endif
#ifndef ENOEXEC
#define ENOEXEC 208
#endif
#ifndef EBADF
#define EBADF 209
#endif
#ifndef ECHILD
#define ECHILD 210
#endif
#ifndef EAGAIN
#define EAGAIN 211
#endif
#ifndef ENOMEM
#define ENOMEM 212
#endif
#ifndef EACCES
#define EACCES 213
#endif
#ifndef EFAULT
#define EFAULT 214
#endif
#ifndef ENOTBLK
#define ENOTBLK 215
#endif
#ifndef EBUSY
#define EBUSY 216
#endif
#ifndef EEXIST
#define EEXIST 217
#endif
#ifndef EXDEV
#define EXDEV 218
#endif
#ifndef ENODEV
#define ENODEV 219
#endif
#ifndef ENOTDIR
#define ENOTDIR 220
#endif
#ifndef EISDIR
#define EISDIR 221
#endif
#ifndef EINVAL
#define EINVAL 222
#endif
#ifndef ENFILE
#define ENFILE 223
#endif
#ifndef EMFILE
#define EMFILE 224
#endif
#ifndef ENOTTY
#define ENOTTY 225
#endif
#ifndef ETXTBSY
#define ETXTBSY 226
#endif
#ifndef EFBIG
#define EFBIG 227
#endif
#ifndef ENOSPC
#define ENOSPC 228
#endif
#ifndef ESPIPE
#define ESPIPE 229
#endif
#ifndef EROFS
#define EROFS 230
#endif
#ifndef EMLINK
#define EMLINK 231
#endif
#ifndef EPIPE
#define EPIPE 232
#endif
#ifndef EDOM
#define EDOM 233
#endif
#ifndef ERANGE
#define ERANGE 234
#endif
#ifndef EDEADLK
#define EDEADLK 235
#endif
#ifndef ENAMETOOLONG
#define ENAMETOOLONG 236
#endif
#ifndef ENOLCK
#define ENOLCK 237
#endif
#ifndef ENOSYS
#define ENOSYS 238
#endif
#ifndef ENOTEMPTY
#define ENOTEMPTY 239
#endif
#ifndef ELOOP
#define ELOOP 240
#endif
#ifndef ENOMSG
#define ENOMSG 242
#endif
#ifndef EIDRM
#define EIDRM 243
#endif
#ifndef ECHRNG
#define ECHRNG 244
#endif
#ifndef EL2NSYNC
#define EL2NSYNC 245
#endif
#ifndef EL3HLT
#define EL3HLT 246
#endif
#ifndef EL3RST
#define EL3RST 247
#endif
#ifndef ELNRNG
#define ELNRNG 248
#endif
#ifndef EUNATCH
#define EUNATCH 249
#endif
#ifndef ENOCSI
#define ENOCSI 250
#endif
#ifndef EL2HLT
#define EL2HLT 251
#endif
#ifndef EBADE
#define EBADE 252
#endif
#ifndef EBADR
#define EBADR 253
#endif
#ifndef EXFULL
#define EXFULL 254
#endif
#ifndef ENOANO
#define ENOANO 255
#endif
#ifndef EBADRQC
#define EBADRQC 256
#endif
#ifndef EBADSLT
#define EBADSLT 257
#endif
#ifndef EBFONT
#define EBFONT 259
#endif
#ifndef ENOSTR
#define ENOSTR 260
#endif
#ifndef ENODATA
#define ENODATA 261
#endif
#ifndef ETIME
#define ETIME 262
#endif
#ifndef ENOSR
#define ENOSR 263
#endif
#ifndef ENONET
#define ENONET 264
#endif
#ifndef ENOPKG
#define ENOPKG 265
#endif
#ifndef EREMOTE
#define EREMOTE 266
#endif
#ifndef ENOLINK
#define ENOLINK 267
#endif
#ifndef EADV
#define EADV 268
#endif
#ifndef ESRMNT
#define ESRMNT 269
#endif
#ifndef ECOMM
#define ECOMM 270
#endif
#ifndef EPROTO
#define EPROTO 271
#endif
#ifndef EMULTIHOP
#define EMULTIHOP 272
#endif
#ifndef EDOTDOT
#define EDOTDOT 273
#endif
#ifndef EBADMSG
#define EBADMSG 274
#endif
#ifndef EOVERFLOW
#define EOVERFLOW 275
#endif
#ifndef ENOTUNIQ
#define ENOTUNIQ 276
#endif
#ifndef EBADFD
#define EBADFD 277
#endif
#ifndef EREMCHG
#define EREMCHG 278
#endif
#ifndef ELIBACC
#define ELIBACC 279
#endif
#ifndef ELIBBAD
#define ELIBBAD 280
#endif
#ifndef ELIBSCN
#define ELIBSCN 281
#endif
#ifndef ELIBMAX
#define ELIBMAX 282
#endif
#ifndef ELIBEXEC
#define ELIBEXEC 283
#endif
#ifndef EILSEQ
#define EILSEQ 284
#endif
#ifndef ERESTART
#define ERESTART 285
#endif
#ifndef ESTRPIPE
#define ESTRPIPE 286
#endif
#ifndef EUSERS
#define EUSERS 287
#endif
#ifndef ENOTSOCK
#define ENOTSOCK 288
#endif
#ifndef EDESTADDRREQ
#define EDESTADDRREQ 289
#endif
#ifndef EMSGSIZE
#define EMSGSIZE 290
#endif
#ifndef EPROTOTYPE
#define EPROTOTYPE 291
#endif
#ifndef ENOPROTOOPT
#define ENOPROTOOPT 292
#endif
#ifndef EPROTONOSUPPORT
#define EPROTONOSUPPORT 293
#endif
#ifndef ESOCKTNOSUPPORT
#define ESOCKTNOSUPPORT 294
#endif
#ifndef EOPNOTSUPP
#define EOPNOTSUPP 295
#endif
#ifndef EPFNOSUPPORT
#define EPFNOSUPPORT 296
#endif
#ifndef EAFNOSUPPORT
#define EAFNOSUPPORT 297
#endif
#ifndef EADDRINUSE
#define EADDRINUSE 298
#endif
#ifndef EADDRNOTAVAIL
#define EADDRNOTAVAIL 299
#endif
#ifndef ENETDOWN
#define ENETDOWN 300
#endif
#ifndef ENETUNREACH
#define ENETUNREACH 301
#endif
#ifndef ENETRESET
#define ENETRESET 302
#endif
#ifndef ECONNABORTED
#define ECONNABORTED 303
#endif
#ifndef ECONNRESET
#define ECONNRESET 304
#endif
#ifndef ENOBUFS
#define ENOBUFS 305
#endif
#ifndef EISCONN
#define EISCONN 306
#endif
#ifndef ENOTCONN
#define ENOTCONN 307
#endif
#ifndef ESHUTDOWN
#define ESHUTDOWN 308
#endif
#ifndef ETOOMANYREFS
#define ETOOMANYREFS 309
#endif
#ifndef ETIMEDOUT
#define ETIMEDOUT 310
#endif
#ifndef ECONNREFUSED
#define ECONNREFUSED 311
#endif
#ifndef EHOSTDOWN
#define EHOSTDOWN 312
#endif
#ifndef EHOSTUNREACH
#define EHOSTUNREACH 313
#endif
#ifndef EALREADY
#define EALREADY 314
#endif
#ifndef EINPROGRESS
#define EINPROGRESS 315
#endif
#ifndef ESTALE
#define ESTALE 316
#endif
#ifndef EUCLEAN
#define EUCLEAN 317
#endif
#ifndef ENOTNAM
#define ENOTNAM 318
#endif
#ifndef ENAVAIL
#define ENAVAIL 319
#endif
#ifndef EISNAM
#define EISNAM 320
#endif
#ifndef EREMOTEIO
#define EREMOTEIO 321
#endif
#ifndef EDQUOT
#define EDQUOT 322
#endif
#ifndef ENOMEDIUM
#define ENOMEDIUM 323
#endif
#ifndef EMEDIUMTYPE
#define EMEDIUMTYPE 324
#endif
#ifndef ECANCELED
#define ECANCELED 325
#endif
#ifndef ENOKEY
#define ENOKEY 326
#endif
#ifndef EKEYEXPIRED
#define EKEYEXPIRED 327
#endif
#ifndef EKEYREVOKED
#define EKEYREVOKED 328
#endif
#ifndef EKEYREJECTED
#define EKEYREJECTED 329
#endif
#ifndef EOWNERDEAD
#define EOWNERDEAD 330
#endif
#ifndef ENOTRECOVERABLE
#define ENOTRECOVERABLE 331
#endif
#ifndef ERFKILL
#define ERFKILL 332
#endif
#ifndef EHWPOISON
#define EHWPOISON 333
#endif
