/* Of names, what is rarely asked for: numbers are glibc's. */
#ifndef WASOCK_CONSTANTS_NETDB_H
#define WASOCK_CONSTANTS_NETDB_H

#define AI_CANONIDN 128
#define AI_IDN 64
#define AI_IDN_ALLOW_UNASSIGNED 0x100
#define AI_IDN_USE_STD3_ASCII_RULES 0x200
#define EAI_ADDRFAMILY -9
#define EAI_ALLDONE -103
#define EAI_CANCELED -101
#define EAI_IDN_ENCODE -105
#define EAI_INPROGRESS -100
#define EAI_INTR -104
#define EAI_NOTCANCELED -102
#define GAI_NOWAIT 1
#define GAI_WAIT 0
#define NETDB_INTERNAL -1
#define NETDB_SUCCESS 0
#define NI_IDN 32
#define NI_IDN_ALLOW_UNASSIGNED 64
#define NI_IDN_USE_STD3_ASCII_RULES 128
#define NO_ADDRESS 4
#define SCOPE_DELIMITER 37

#endif
