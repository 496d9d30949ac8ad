// C++ over the same sockets: a class that closes its descriptor, the standard library, and what they print.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <vector>
// Every header that declares functions is one for C++ too.
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <syslog.h>
#include <termios.h>
#include <unistd.h>

class Socket {
public:
  explicit Socket(int descriptor) : descriptor(descriptor) {}
  Socket(const Socket &) = delete;
  ~Socket() { close(descriptor); }

  void say(const std::string &text) const { send(descriptor, text.data(), text.size(), MSG_NOSIGNAL); }

  std::string rest() const {
    std::string text;
    std::vector<char> buffer(4);
    for (ssize_t length; (length = recv(descriptor, buffer.data(), buffer.size(), 0)) > 0;)
      text.append(buffer.data(), static_cast<size_t>(length));
    return text;
  }

private:
  int descriptor;
};

int main() {
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0) {
    std::cerr << std::strerror(errno) << std::endl;
    return 1;
  }
  auto writer = std::make_unique<Socket>(pair[0]);
  Socket reader(pair[1]);
  std::map<std::string, int> words{{"two", 2}, {"one", 1}};
  for (const auto &word : words) writer->say(word.first + '=' + std::to_string(word.second) + '\n');
  writer.reset();
  std::cout << reader.rest();
  return 0;
}
