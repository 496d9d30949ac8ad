/* Generated from wit/ and host/os/linux.ts by `npm run wit`; not to be edited. */
#define UDP_SEGMENT 103
