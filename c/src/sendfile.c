// sendfile(2), by way of the program's memory.
#include <sys/sendfile.h>
#include <stdlib.h>
#include <unistd.h>
#include "fail.h"

/** In bytes. */
#define PIECE 65536

ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
  size_t room = count < PIECE ? count : PIECE;
  char *piece = malloc(room + 1);
  if (piece == NULL) return fail(ENOMEM);
  ssize_t length = offset == NULL ? read(from, piece, room) : pread(from, piece, room, *offset);
  size_t sent = 0;
  while (length > 0 && sent < (size_t)length) {
    ssize_t part = write(to, piece + sent, (size_t)length - sent);
    if (part <= 0) break;
    sent += (size_t)part;
  }
  free(piece);
  if (length <= 0) return length;
  if (sent == 0) return -1;
  if (offset != NULL) *offset += (off_t)sent;
  // What was read and not sent is read again, where that can be.
  else if (sent < (size_t)length) lseek(from, (off_t)sent - (off_t)length, SEEK_CUR);
  return (ssize_t)sent;
}
