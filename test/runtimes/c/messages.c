// As guests/messages.ts.
#include "probe.h"

/** A message of one part, to a socket of this guest if one is given, with control data if it has any. */
struct parcel {
  struct msghdr header;
  struct iovec part;
  struct address name;
  char data[32];
  _Alignas(struct cmsghdr) char control[256];
};

static struct parcel *write_parcel(struct parcel *parcel, const char *text, int domain, int to) {
  *parcel = (struct parcel){.part = {parcel->data, strlen(text)}};
  memcpy(parcel->data, text, strlen(text));
  parcel->header = (struct msghdr){.msg_iov = &parcel->part, .msg_iovlen = 1};
  if (to >= 0) {
    parcel->name = loopback(domain, port_of(to));
    parcel->header.msg_name = &parcel->name.name;
    parcel->header.msg_namelen = parcel->name.length;
  }
  return parcel;
}

static void add_control(struct parcel *parcel, int level, int type, const void *data, size_t length) {
  struct cmsghdr *control = (struct cmsghdr *)parcel->control;
  *control = (struct cmsghdr){.cmsg_len = CMSG_LEN(length), .cmsg_level = level, .cmsg_type = type};
  memcpy(CMSG_DATA(control), data, length);
  parcel->header.msg_control = parcel->control;
  parcel->header.msg_controllen = CMSG_SPACE(length);
}

/** Receives into a parcel with room for everything. */
static ssize_t receive_parcel(struct parcel *parcel, int from, size_t room, int flags) {
  *parcel = (struct parcel){.part = {parcel->data, room}};
  parcel->header = (struct msghdr){
    .msg_name = &parcel->name.name,
    .msg_namelen = sizeof parcel->name.name,
    .msg_iov = &parcel->part,
    .msg_iovlen = 1,
    .msg_control = parcel->control,
    .msg_controllen = sizeof parcel->control,
  };
  return recvmsg(from, &parcel->header, flags);
}

/** The data of the control message of a type; NULL if there is none. */
static void *control_of(struct parcel *parcel, int level, int type) {
  struct msghdr *header = &parcel->header;
  for (struct cmsghdr *control = CMSG_FIRSTHDR(header); control != NULL; control = CMSG_NXTHDR(header, control))
    if (control->cmsg_level == level && control->cmsg_type == type) return CMSG_DATA(control);
  return NULL;
}

static int gather(int domain) {
  int pair[2];
  char buffer[8];
  struct iovec parts[] = {{"one", 3}, {"", 0}, {"two", 3}};
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 3};
  TRY(connected(domain, pair));
  TRY(sendmsg(pair[0], &message, 0));
  struct iovec rooms[] = {{buffer, 2}, {buffer + 2, 6}};
  message = (struct msghdr){.msg_iov = rooms, .msg_iovlen = 2};
  ssize_t length;
  TRY(length = recvmsg(pair[1], &message, 0));
  SAME(length == 6 && memcmp(buffer, "onetwo", 6) == 0);
  return YES;
}

static int message_name(int domain) {
  int pair[2];
  struct parcel parcel;
  TRY(datagrams(domain, pair));
  TRY(sendmsg(pair[0], &write_parcel(&parcel, "x", domain, pair[1])->header, 0));
  TRY(receive_parcel(&parcel, pair[1], 8, 0));
  SAME(ntohs(((struct sockaddr_in *)&parcel.name.name)->sin_port) == port_of(pair[0]));
  return YES;
}

static int message_trunc(int domain) {
  int pair[2];
  struct parcel parcel;
  TRY(datagrams(domain, pair));
  TRY(sendmsg(pair[0], &write_parcel(&parcel, "datagram", domain, pair[1])->header, 0));
  TRY(receive_parcel(&parcel, pair[1], 4, 0));
  SAME(parcel.header.msg_flags == MSG_TRUNC && memcmp(parcel.data, "data", 4) == 0);
  return YES;
}

static int send_rights(int from, int to) {
  int pair[2];
  struct parcel parcel;
  TRY(connected(AF_INET, pair));
  write_parcel(&parcel, "x", 0, -1);
  add_control(&parcel, SOL_SOCKET, SCM_RIGHTS, &pair[0], sizeof pair[0]);
  TRY(sendmsg(from, &parcel.header, 0));
  close(pair[0]);
  be_patient(to);
  TRY(receive_parcel(&parcel, to, 8, 0));
  int *sent = control_of(&parcel, SOL_SOCKET, SCM_RIGHTS);
  SAME(sent != NULL);
  return talk(*sent, pair[1]);
}

/** A socket that this guest sends to itself. */
static int rights(int domain) {
  int way[2];
  TRY(socketpair(domain, SOCK_STREAM, 0, way));
  return send_rights(way[0], way[1]);
}

/** A socket that another program sends back. */
static int rights_other(int domain) {
  struct address peer = named("/peer");
  int way;
  TRY(way = create(domain, SOCK_STREAM, 0));
  TRY(connect(way, NAME(peer), peer.length));
  return send_rights(way, way);
}

static int credentials(int domain) {
  int way[2], on = 1;
  struct parcel parcel;
  TRY(socketpair(domain, SOCK_STREAM, 0, way));
  TRY(setsockopt(way[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof on));
  TRY(send(way[0], "x", 1, 0));
  TRY(receive_parcel(&parcel, way[1], 8, 0));
  struct ucred *told = control_of(&parcel, SOL_SOCKET, SCM_CREDENTIALS);
  SAME(told != NULL);
  struct ucred own = *told;
  write_parcel(&parcel, "y", 0, -1);
  add_control(&parcel, SOL_SOCKET, SCM_CREDENTIALS, &own, sizeof own);
  TRY(sendmsg(way[0], &parcel.header, 0));
  TRY(receive_parcel(&parcel, way[1], 8, 0));
  told = control_of(&parcel, SOL_SOCKET, SCM_CREDENTIALS);
  SAME(told != NULL && told->pid == own.pid);
  return YES;
}

/** Whether a packet's control data is told. */
static int packet_info(int domain) {
  int pair[2], on = 1;
  bool six = domain == AF_INET6;
  int level = six ? IPPROTO_IPV6 : IPPROTO_IP;
  struct parcel parcel;
  TRY(datagrams(domain, pair));
  TRY(setsockopt(pair[1], level, six ? IPV6_RECVPKTINFO : IP_PKTINFO, &on, sizeof on));
  TRY(sendmsg(pair[0], &write_parcel(&parcel, "x", domain, pair[1])->header, 0));
  TRY(receive_parcel(&parcel, pair[1], 8, 0));
  SAME(control_of(&parcel, level, six ? IPV6_RECVPKTINFO + 1 : IP_PKTINFO) != NULL);
  return YES;
}

/** Where a datagram leaves from is said with it. */
static int send_packet_info(int domain) {
  int pair[2], any;
  struct { int index; struct in_addr local, destination; } info = {.local.s_addr = htonl(0x7f000002)};
  struct parcel parcel;
  TRY(datagrams(domain, pair));
  TRY(any = create(domain, SOCK_DGRAM, 0));
  write_parcel(&parcel, "x", domain, pair[1]);
  add_control(&parcel, IPPROTO_IP, IP_PKTINFO, &info, sizeof info);
  TRY(sendmsg(any, &parcel.header, 0));
  TRY(receive_parcel(&parcel, pair[1], 8, 0));
  SAME(((struct sockaddr_in *)&parcel.name.name)->sin_addr.s_addr == info.local.s_addr);
  return YES;
}

/** A number that is told with a datagram; IP_TOS is one byte. */
static int number_of(int fd, int level, int type) {
  struct parcel parcel;
  TRY(receive_parcel(&parcel, fd, 8, 0));
  unsigned char *number = control_of(&parcel, level, type);
  SAME(number != NULL && *number == 40);
  return YES;
}

/** A number that the sender has set for all that it sends, and that is told with a datagram. */
static int told(int domain, int option, int type, int setting) {
  int pair[2], on = 1, value = 40;
  int level = domain == AF_INET6 ? IPPROTO_IPV6 : IPPROTO_IP;
  struct parcel parcel;
  TRY(datagrams(domain, pair));
  TRY(setsockopt(pair[1], level, option, &on, sizeof on));
  TRY(setsockopt(pair[0], level, setting, &value, sizeof value));
  TRY(sendmsg(pair[0], &write_parcel(&parcel, "x", domain, pair[1])->header, 0));
  return number_of(pair[1], level, type);
}

static int ttl(int domain) {
  return told(domain, IP_RECVTTL, IP_TTL, IP_TTL);
}

static int tos(int domain) {
  return told(domain, IP_RECVTOS, IP_TOS, IP_TOS);
}

static int hop_limit(int domain) {
  return told(domain, IPV6_RECVHOPLIMIT, IPV6_HOPLIMIT, IPV6_UNICAST_HOPS);
}

static int traffic_class(int domain) {
  return told(domain, IPV6_RECVTCLASS, IPV6_TCLASS, IPV6_TCLASS);
}

/** A number that is sent with one datagram. */
static int send_tos(int domain) {
  int pair[2], on = 1, value = 40;
  struct parcel parcel;
  TRY(datagrams(domain, pair));
  write_parcel(&parcel, "x", domain, pair[1]);
  add_control(&parcel, IPPROTO_IP, IP_TOS, &value, sizeof value);
  TRY(setsockopt(pair[1], IPPROTO_IP, IP_RECVTOS, &on, sizeof on));
  TRY(sendmsg(pair[0], &parcel.header, 0));
  return number_of(pair[1], IPPROTO_IP, IP_TOS);
}

/** That nobody takes a datagram is told in the queue of errors. */
static int error_queue(int domain) {
  int pair[2], on = 1;
  struct parcel parcel;
  TRY(datagrams(domain, pair));
  TRY(setsockopt(pair[0], IPPROTO_IP, IP_RECVERR, &on, sizeof on));
  write_parcel(&parcel, "lost", domain, pair[1]);
  close(pair[1]);
  TRY(sendmsg(pair[0], &parcel.header, 0));
  TRY(receive_parcel(&parcel, pair[0], 8, MSG_ERRQUEUE));
  SAME(control_of(&parcel, IPPROTO_IP, IP_RECVERR) != NULL);
  return YES;
}

void messages(void) {
  probe("gather", gather, AF_INET);
  probe("message-name", message_name, AF_INET);
  probe("message-trunc", message_trunc, AF_INET);
  probe("rights", rights, AF_UNIX);
  probe("rights-other", rights_other, AF_UNIX);
  probe("credentials", credentials, AF_UNIX);
  probe("pktinfo", packet_info, AF_INET);
  probe("pktinfo6", packet_info, AF_INET6);
  probe("pktinfo-send", send_packet_info, AF_INET);
  probe("recvttl", ttl, AF_INET);
  probe("recvtos", tos, AF_INET);
  probe("recvhoplimit", hop_limit, AF_INET6);
  probe("recvtclass", traffic_class, AF_INET6);
  probe("send-tos", send_tos, AF_INET);
  probe("errqueue", error_queue, AF_INET);
}
