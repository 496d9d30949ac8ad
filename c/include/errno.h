/* wasi-libc's, and the errors of Linux that it lacks: their numbers there and 200. */
#include_next <errno.h>

#ifndef WASOCK_ERRNO_H
#define WASOCK_ERRNO_H

#define ENOTBLK 215
#define ECHRNG 244
#define EL2NSYNC 245
#define EL3HLT 246
#define EL3RST 247
#define ELNRNG 248
#define EUNATCH 249
#define ENOCSI 250
#define EL2HLT 251
#define EBADE 252
#define EBADR 253
#define EXFULL 254
#define ENOANO 255
#define EBADRQC 256
#define EBADSLT 257
#define EBFONT 259
#define ENOSTR 260
#define ENODATA 261
#define ETIME 262
#define ENOSR 263
#define ENONET 264
#define ENOPKG 265
#define EREMOTE 266
#define EADV 268
#define ESRMNT 269
#define ECOMM 270
#define EDOTDOT 273
#define ENOTUNIQ 276
#define EBADFD 277
#define EREMCHG 278
#define ELIBACC 279
#define ELIBBAD 280
#define ELIBSCN 281
#define ELIBMAX 282
#define ELIBEXEC 283
#define ERESTART 285
#define ESTRPIPE 286
#define EUSERS 287
#define ESOCKTNOSUPPORT 294
#define EPFNOSUPPORT 296
#define ESHUTDOWN 308
#define ETOOMANYREFS 309
#define EHOSTDOWN 312
#define EUCLEAN 317
#define ENOTNAM 318
#define ENAVAIL 319
#define EISNAM 320
#define EREMOTEIO 321
#define ENOMEDIUM 323
#define EMEDIUMTYPE 324
#define ENOKEY 326
#define EKEYEXPIRED 327
#define EKEYREVOKED 328
#define EKEYREJECTED 329
#define ERFKILL 332
#define EHWPOISON 333

#endif
