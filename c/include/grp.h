/* Groups of users. None is known here. */
#ifndef WASOCK_GRP_H
#define WASOCK_GRP_H

#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct group {
  char *gr_name;
  char *gr_passwd;
  gid_t gr_gid;
  char **gr_mem;
};

struct group *getgrnam(const char *);
struct group *getgrgid(gid_t);
int getgrnam_r(const char *__restrict, struct group *__restrict, char *__restrict, size_t, struct group **__restrict);
int getgrgid_r(gid_t, struct group *__restrict, char *__restrict, size_t, struct group **__restrict);
void setgrent(void);
void endgrent(void);
struct group *getgrent(void);
int getgrouplist(const char *, gid_t, gid_t *, int *);
int initgroups(const char *, gid_t);
int setgroups(size_t, const gid_t *);

#ifdef __cplusplus
}
#endif

#endif
