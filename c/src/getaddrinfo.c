// getaddrinfo and its relatives; gethostbyname.
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "address.h"
#include "flags.h"
#include "names.h"

/** AI_* of lookup-flags. */
static const int FLAGS[] = {
  [LOOKUP_FLAGS_PASSIVE] = AI_PASSIVE,
  [LOOKUP_FLAGS_CANONICAL_NAME] = AI_CANONNAME,
  [LOOKUP_FLAGS_NUMERIC_HOST] = AI_NUMERICHOST,
  [LOOKUP_FLAGS_NUMERIC_SERVICE] = AI_NUMERICSERV,
  [LOOKUP_FLAGS_V4_MAPPED] = AI_V4MAPPED,
  [LOOKUP_FLAGS_ALL] = AI_ALL,
  [LOOKUP_FLAGS_ADDRESS_CONFIGURED] = AI_ADDRCONFIG,
};
enum { FLAG_COUNT = sizeof FLAGS / sizeof *FLAGS };
/** EAI_* of lookup-error. */
static const int ERRORS[] = {
  [LOOKUP_ERROR_NAME_UNKNOWN] = EAI_NONAME,
  [LOOKUP_ERROR_NO_DATA] = EAI_NODATA,
  [LOOKUP_ERROR_TRY_AGAIN] = EAI_AGAIN,
  [LOOKUP_ERROR_FAILED] = EAI_FAIL,
  [LOOKUP_ERROR_BAD_FLAGS] = EAI_BADFLAGS,
  [LOOKUP_ERROR_BAD_FAMILY] = EAI_FAMILY,
  [LOOKUP_ERROR_BAD_SOCKET_TYPE] = EAI_SOCKTYPE,
  [LOOKUP_ERROR_BAD_SERVICE] = EAI_SERVICE,
  [LOOKUP_ERROR_SYSTEM] = EAI_SYSTEM,
};

/** An address-info in memory. */
struct info {
  uint16_t flags;
  uint8_t family;
  uint8_t type;
  int32_t protocol;
  unsigned char address[SOCKET_ADDRESS_SIZE];
  uint8_t has_name;
  struct wasock_list name;
};
_Static_assert(sizeof(struct info) == ADDRESS_INFO_SIZE && offsetof(struct info, family) == ADDRESS_INFO_FAMILY &&
                 offsetof(struct info, type) == ADDRESS_INFO_SOCKET_TYPE &&
                 offsetof(struct info, protocol) == ADDRESS_INFO_PROTOCOL &&
                 offsetof(struct info, address) == ADDRESS_INFO_ADDRESS &&
                 ADDRESS_INFO_FLAGS == 0 && LOOKUP_FLAGS_SIZE == 2 &&
                 offsetof(struct info, has_name) == ADDRESS_INFO_CANONICAL_NAME &&
                 offsetof(struct info, name) == ADDRESS_INFO_CANONICAL_NAME_SOME,
               "as the WIT lays it out");

/** What is given to the program in one piece. */
struct entry {
  struct addrinfo info;
  struct sockaddr_storage address;
  char name[];
};

static struct addrinfo *make(const struct info *from) {
  size_t name = from->has_name ? from->name.length + 1 : 0;
  struct entry *entry = calloc(1, sizeof *entry + name);
  struct sockaddr_storage address;
  socklen_t length = wasock_lift_address(from->address, &address);
  if (entry != NULL) {
    entry->address = address;
    entry->info = (struct addrinfo){
      .ai_flags = wasock_from_bits(from->flags, FLAGS, FLAG_COUNT),
      .ai_family = wasock_family(from->family),
      .ai_socktype = wasock_type(from->type),
      .ai_protocol = from->protocol,
      .ai_addrlen = length,
      .ai_addr = (struct sockaddr *)&entry->address,
    };
    if (from->has_name) {
      memcpy(entry->name, from->name.start, from->name.length);
      entry->info.ai_canonname = entry->name;
    }
  }
  if (from->has_name && from->name.length > 0) free(from->name.start);
  return entry == NULL ? NULL : &entry->info;
}

int getaddrinfo(const char *restrict host, const char *restrict service, const struct addrinfo *restrict hints,
                struct addrinfo **restrict found) {
  static const struct addrinfo none;
  if (hints == NULL) hints = &none;
  if (host == NULL && service == NULL) return EAI_NONAME;
  int family = wasock_family_case(hints->ai_family);
  if (family < 0 && hints->ai_family != AF_UNSPEC) return EAI_FAMILY;
  if (hints->ai_socktype < 0 || hints->ai_socktype > SOCK_SEQPACKET) return EAI_SOCKTYPE;
  int flags = wasock_to_bits(hints->ai_flags, FLAGS, FLAG_COUNT);
  if ((hints->ai_flags & ~wasock_from_bits((unsigned)flags, FLAGS, FLAG_COUNT)) != 0) return EAI_BADFLAGS;

  struct {
    unsigned char failed;
    union {
      struct wasock_list list;
      struct { unsigned char variant, error; };
    };
  } result;
  _Static_assert(LOOKUP_ERROR_SIZE == 2 && LOOKUP_ERROR_PAYLOAD == 1, "as the WIT lays it out");
  host_lookup_address(host != NULL, host, host == NULL ? 0 : strlen(host), service != NULL, service,
                      service == NULL ? 0 : strlen(service), flags, family >= 0, family < 0 ? 0 : family,
                      hints->ai_socktype != 0, hints->ai_socktype == 0 ? 0 : wasock_type_case(hints->ai_socktype),
                      hints->ai_protocol, &result);
  if (result.failed != 0) {
    int error = result.variant < sizeof ERRORS / sizeof *ERRORS ? ERRORS[result.variant] : EAI_FAIL;
    if (error == EAI_SYSTEM) errno = wasock_errno(result.error);
    return error;
  }

  struct addrinfo *first = NULL;
  struct addrinfo **next = &first;
  bool lacking = false;
  const struct info *infos = result.list.start;
  for (uint32_t i = 0; i < result.list.length; i++) {
    struct addrinfo *info = make(&infos[i]);
    lacking = lacking || info == NULL;
    if (info == NULL) continue;
    *next = info;
    next = &info->ai_next;
  }
  if (result.list.length > 0) free(result.list.start);
  if (lacking) {
    freeaddrinfo(first);
    return EAI_MEMORY;
  }
  if (first == NULL) return EAI_NONAME;
  *found = first;
  return 0;
}

void freeaddrinfo(struct addrinfo *info) {
  while (info != NULL) {
    struct addrinfo *next = info->ai_next;
    // The first member of its entry.
    free(info);
    info = next;
  }
}

const char *gai_strerror(int error) {
  switch (error) {
    case EAI_BADFLAGS: return "Bad value for ai_flags";
    case EAI_NONAME: return "Name or service not known";
    case EAI_AGAIN: return "Temporary failure in name resolution";
    case EAI_FAIL: return "Non-recoverable failure in name resolution";
    case EAI_NODATA: return "No address associated with hostname";
    case EAI_FAMILY: return "ai_family not supported";
    case EAI_SOCKTYPE: return "ai_socktype not supported";
    case EAI_SERVICE: return "Servname not supported for ai_socktype";
    case EAI_MEMORY: return "Memory allocation failure";
    case EAI_SYSTEM: return "System error";
    case EAI_OVERFLOW: return "Argument buffer too small";
    default: return "Unknown error";
  }
}

/** Numbers only: hosts have no names by address here, so without NI_NUMERICHOST it is the number too. */
int getnameinfo(const struct sockaddr *restrict address, socklen_t length, char *restrict host, socklen_t host_room,
                char *restrict service, socklen_t service_room, int flags) {
  const struct sockaddr_in *inet = (const void *)address;
  const struct sockaddr_in6 *inet6 = (const void *)address;
  bool v6 = address->sa_family == AF_INET6;
  if (!v6 && address->sa_family != AF_INET) return EAI_FAMILY;
  if (length < (v6 ? sizeof *inet6 : sizeof *inet)) return EAI_FAMILY;
  if (host != NULL && host_room > 0) {
    if ((flags & NI_NAMEREQD) != 0) return EAI_NONAME;
    const void *number = v6 ? (const void *)&inet6->sin6_addr : &inet->sin_addr;
    if (inet_ntop(address->sa_family, number, host, host_room) == NULL) return EAI_OVERFLOW;
  }
  if (service != NULL && service_room > 0) {
    in_port_t port = v6 ? inet6->sin6_port : inet->sin_port;
    const char *protocol = (flags & NI_DGRAM) != 0 ? "udp" : "tcp";
    struct servent *known = (flags & NI_NUMERICSERV) != 0 ? NULL : getservbyport(port, protocol);
    int needed = known != NULL ? snprintf(service, service_room, "%s", known->s_name)
                               : snprintf(service, service_room, "%d", ntohs(port));
    if (needed >= (int)service_room) return EAI_OVERFLOW;
  }
  return 0;
}

static int host_error;

int *__h_errno_location(void) {
  return &host_error;
}

static int host_error_of(int error) {
  switch (error) {
    case EAI_NONAME: return HOST_NOT_FOUND;
    case EAI_AGAIN: return TRY_AGAIN;
    case EAI_NODATA: return NO_DATA;
    default: return NO_RECOVERY;
  }
}

const char *hstrerror(int error) {
  switch (error) {
    case 0: return "Resolver Error 0 (no error)";
    case HOST_NOT_FOUND: return "Unknown host";
    case TRY_AGAIN: return "Host name lookup failure";
    case NO_RECOVERY: return "Unknown server error";
    case NO_DATA: return "No address associated with name";
    default: return "Unknown resolver error";
  }
}

void herror(const char *what) {
  if (what != NULL && *what != 0) fprintf(stderr, "%s: ", what);
  fprintf(stderr, "%s\n", hstrerror(h_errno));
}

/** IPv4 addresses, at most 32. Each call reuses the result. */
struct hostent *gethostbyname(const char *name) {
  enum { MOST = 32 };
  static struct in_addr addresses[MOST];
  static char *list[MOST + 1];
  static char *no_aliases[] = {NULL};
  static char text[NI_MAXHOST + 1];
  static struct hostent host;
  struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM, .ai_flags = AI_CANONNAME};
  struct addrinfo *found;
  int error = getaddrinfo(name, NULL, &hints, &found);
  if (error != 0) {
    h_errno = host_error_of(error);
    return NULL;
  }
  int count = 0;
  for (struct addrinfo *info = found; info != NULL && count < MOST; info = info->ai_next) {
    addresses[count] = ((struct sockaddr_in *)info->ai_addr)->sin_addr;
    list[count] = (char *)&addresses[count];
    count++;
  }
  list[count] = NULL;
  snprintf(text, sizeof text, "%s", found->ai_canonname != NULL ? found->ai_canonname : name);
  freeaddrinfo(found);
  host = (struct hostent){text, no_aliases, AF_INET, sizeof(struct in_addr), list};
  return &host;
}
