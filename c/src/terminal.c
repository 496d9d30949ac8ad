// Terminals. No descriptor is one whose settings could be changed.
#include <termios.h>
#include <unistd.h>
#include "descriptors.h"
#include "fail.h"

static int none(int fd) {
  return wasock_description(fd) == NULL ? -1 : fail(ENOTTY);
}

int tcgetattr(int fd, struct termios *settings) { return (void)settings, none(fd); }
int tcsetattr(int fd, int when, const struct termios *settings) { return (void)when, (void)settings, none(fd); }
int tcflush(int fd, int queue) { return (void)queue, none(fd); }
int tcdrain(int fd) { return none(fd); }
int tcflow(int fd, int action) { return (void)action, none(fd); }
int tcsendbreak(int fd, int length) { return (void)length, none(fd); }

speed_t cfgetispeed(const struct termios *settings) { return settings->c_ispeed; }
speed_t cfgetospeed(const struct termios *settings) { return settings->c_ospeed; }
int cfsetispeed(struct termios *settings, speed_t speed) { return settings->c_ispeed = speed, 0; }
int cfsetospeed(struct termios *settings, speed_t speed) { return settings->c_ospeed = speed, 0; }
int cfsetspeed(struct termios *settings, speed_t speed) { return settings->c_ispeed = settings->c_ospeed = speed, 0; }

/** Bytes as they come, one at a time. */
void cfmakeraw(struct termios *settings) {
  settings->c_iflag &= ~(tcflag_t)(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  settings->c_oflag &= ~(tcflag_t)OPOST;
  settings->c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  settings->c_cflag = (settings->c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
  settings->c_cc[VMIN] = 1;
  settings->c_cc[VTIME] = 0;
}

// A terminal here has no groups of processes.
pid_t tcgetpgrp(int fd) { return (void)fd, fail(ENOTTY); }
int tcsetpgrp(int fd, pid_t group) { return (void)fd, (void)group, fail(ENOTTY); }
