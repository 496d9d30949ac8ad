// What was made up, in C: the option, the errno and the control message.
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

int main(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int to = socket(AF_INET, SOCK_DGRAM, 0), from = socket(AF_INET, SOCK_DGRAM, 0), zero = 0, one = 1;
  static char bytes[60000];
  printf("%d\n", setsockopt(from, IPPROTO_IP, IP_FREEBIND, &one, sizeof one));
  setsockopt(to, SOL_SOCKET, SO_RCVBUF, &zero, sizeof zero);
  setsockopt(to, SOL_SOCKET, SO_RXQ_OVFL, &one, sizeof one);
  bind(to, (struct sockaddr *)&address, sizeof address);
  getsockname(to, (struct sockaddr *)&address, &length);
  for (int i = 0; i < 2; i++) sendto(from, bytes, sizeof bytes, 0, (struct sockaddr *)&address, length);
  recv(to, bytes, sizeof bytes, 0);
  sendto(from, bytes, 1, 0, (struct sockaddr *)&address, length);

  unsigned char room[CMSG_SPACE(sizeof(int))];
  struct iovec part = {bytes, sizeof bytes};
  struct msghdr message = {
    .msg_iov = &part, .msg_iovlen = 1, .msg_control = room, .msg_controllen = sizeof room};
  printf("%zd\n", recvmsg(to, &message, 0));
  struct cmsghdr *cmsg = CMSG_FIRSTHDR(&message);
  printf("%d %d\n", cmsg->cmsg_level == SOL_SOCKET && cmsg->cmsg_type == SO_RXQ_OVFL, *(int *)CMSG_DATA(cmsg));
  printf("%s %s\n", sockatmark(to) < 0 && errno == EMADEUP ? "EMADEUP" : "another", strerror(EMADEUP));
  return 0;
}
