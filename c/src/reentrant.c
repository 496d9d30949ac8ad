// The same functions with memory of the caller's: what is found is copied there. 0 with NULL if nothing is found, as in glibc.
#include <grp.h>
#include <netdb.h>
#include <pwd.h>
#include <stdint.h>
#include <string.h>
#include "fail.h"

/** What is left of the caller's memory. */
struct room {
  char *start;
  size_t size;
};

/** A copy, aligned for pointers. @returns NULL if there is no room for it */
static void *copied(struct room *room, const void *from, size_t size) {
  size_t gap = -(uintptr_t)room->start % sizeof(void *);
  if (room->size < gap || room->size - gap < size) return NULL;
  char *to = room->start + gap;
  memcpy(to, from, size);
  room->start = to + size;
  room->size -= gap + size;
  return to;
}

static char *copied_text(struct room *room, const char *text) {
  return copied(room, text, strlen(text) + 1);
}

/** A list of things of one size, which ends with NULL; of texts if the size is 0. */
static char **copied_list(struct room *room, char **from, size_t size) {
  size_t count = 0;
  while (from[count] != NULL) count++;
  char **list = copied(room, from, (count + 1) * sizeof *from);
  for (size_t each = 0; list != NULL && each < count; each++) {
    list[each] = copied(room, from[each], size == 0 ? strlen(from[each]) + 1 : size);
    if (list[each] == NULL) return NULL;
  }
  return list;
}

static int host(const struct hostent *found, struct hostent *into, struct room room, struct hostent **result, int *error) {
  *result = NULL;
  *error = found == NULL ? h_errno : NETDB_INTERNAL;
  if (found == NULL) return h_errno == NETDB_INTERNAL ? errno : h_errno == TRY_AGAIN ? EAGAIN : 0;
  *into = *found;
  into->h_addr_list = copied_list(&room, found->h_addr_list, (size_t)found->h_length);
  into->h_aliases = copied_list(&room, found->h_aliases, 0);
  into->h_name = copied_text(&room, found->h_name);
  if (into->h_addr_list == NULL || into->h_aliases == NULL || into->h_name == NULL) return ERANGE;
  *error = NETDB_SUCCESS;
  *result = into;
  return 0;
}

int gethostbyname_r(const char *restrict name, struct hostent *restrict into, char *restrict room, size_t size,
                    struct hostent **restrict result, int *restrict error) {
  return host(gethostbyname(name), into, (struct room){room, size}, result, error);
}

int gethostbyname2_r(const char *restrict name, int family, struct hostent *restrict into, char *restrict room, size_t size,
                     struct hostent **restrict result, int *restrict error) {
  return host(gethostbyname2(name, family), into, (struct room){room, size}, result, error);
}

int gethostbyaddr_r(const void *restrict address, socklen_t length, int family, struct hostent *restrict into,
                    char *restrict room, size_t size, struct hostent **restrict result, int *restrict error) {
  return host(gethostbyaddr(address, length, family), into, (struct room){room, size}, result, error);
}

static int service(const struct servent *found, struct servent *into, struct room room, struct servent **result) {
  *result = NULL;
  if (found == NULL) return 0;
  *into = *found;
  into->s_aliases = copied_list(&room, found->s_aliases, 0);
  into->s_name = copied_text(&room, found->s_name);
  into->s_proto = copied_text(&room, found->s_proto);
  if (into->s_aliases == NULL || into->s_name == NULL || into->s_proto == NULL) return ERANGE;
  *result = into;
  return 0;
}

int getservbyname_r(const char *restrict name, const char *restrict protocol, struct servent *restrict into,
                    char *restrict room, size_t size, struct servent **restrict result) {
  return service(getservbyname(name, protocol), into, (struct room){room, size}, result);
}

int getservbyport_r(int port, const char *restrict protocol, struct servent *restrict into, char *restrict room, size_t size,
                    struct servent **restrict result) {
  return service(getservbyport(port, protocol), into, (struct room){room, size}, result);
}

static int protocol(const struct protoent *found, struct protoent *into, struct room room, struct protoent **result) {
  *result = NULL;
  if (found == NULL) return 0;
  *into = *found;
  into->p_aliases = copied_list(&room, found->p_aliases, 0);
  into->p_name = copied_text(&room, found->p_name);
  if (into->p_aliases == NULL || into->p_name == NULL) return ERANGE;
  *result = into;
  return 0;
}

int getprotobyname_r(const char *restrict name, struct protoent *restrict into, char *restrict room, size_t size,
                     struct protoent **restrict result) {
  return protocol(getprotobyname(name), into, (struct room){room, size}, result);
}

int getprotobynumber_r(int number, struct protoent *restrict into, char *restrict room, size_t size,
                       struct protoent **restrict result) {
  return protocol(getprotobynumber(number), into, (struct room){room, size}, result);
}

// Nobody is known: see process.c.
int getpwnam_r(const char *restrict name, struct passwd *restrict into, char *restrict room, size_t size,
               struct passwd **restrict result) {
  (void)into, (void)room, (void)size, *result = getpwnam(name);
  return 0;
}
int getpwuid_r(uid_t user, struct passwd *restrict into, char *restrict room, size_t size, struct passwd **restrict result) {
  (void)into, (void)room, (void)size, *result = getpwuid(user);
  return 0;
}
int getgrnam_r(const char *restrict name, struct group *restrict into, char *restrict room, size_t size,
               struct group **restrict result) {
  (void)into, (void)room, (void)size, *result = getgrnam(name);
  return 0;
}
int getgrgid_r(gid_t group, struct group *restrict into, char *restrict room, size_t size, struct group **restrict result) {
  (void)into, (void)room, (void)size, *result = getgrgid(group);
  return 0;
}
