/* Users. Nobody is known here. */
#ifndef WASOCK_PWD_H
#define WASOCK_PWD_H

#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct passwd {
  char *pw_name;
  char *pw_passwd;
  uid_t pw_uid;
  gid_t pw_gid;
  char *pw_gecos;
  char *pw_dir;
  char *pw_shell;
};

struct passwd *getpwnam(const char *);
struct passwd *getpwuid(uid_t);
int getpwnam_r(const char *__restrict, struct passwd *__restrict, char *__restrict, size_t, struct passwd **__restrict);
int getpwuid_r(uid_t, struct passwd *__restrict, char *__restrict, size_t, struct passwd **__restrict);
void setpwent(void);
void endpwent(void);
struct passwd *getpwent(void);

#ifdef __cplusplus
}
#endif

#endif
