// Texts of internet addresses. wasi-libc has inet_pton and inet_ntop too, with other numbers of families.
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "fail.h"

/** The forms of old: a, a.b, a.b.c, a.b.c.d, each decimal, octal or hexadecimal. @returns whether it is one */
int inet_aton(const char *text, struct in_addr *address) {
  uint32_t parts[4];
  int count = 0;
  for (;;) {
    char *end;
    if (count == 4 || *text < '0' || *text > '9') return 0;
    unsigned long long part = strtoull(text, &end, 0);
    if (part > UINT32_MAX) return 0;
    parts[count++] = (uint32_t)part;
    text = end;
    if (*text != '.') break;
    text++;
  }
  if (*text != 0 && strchr(" \t\n\r\f\v", *text) == NULL) return 0;
  uint32_t value = parts[count - 1];
  // The last part fills what the others leave.
  if (count > 1 && value >> (8 * (5 - count)) != 0) return 0;
  for (int i = 0; i < count - 1; i++) {
    if (parts[i] > 255) return 0;
    value |= parts[i] << (24 - 8 * i);
  }
  address->s_addr = htonl(value);
  return 1;
}

in_addr_t inet_addr(const char *text) {
  struct in_addr address;
  return inet_aton(text, &address) ? address.s_addr : INADDR_NONE;
}

char *inet_ntoa(struct in_addr address) {
  static char text[INET_ADDRSTRLEN];
  return (char *)inet_ntop(AF_INET, &address, text, sizeof text);
}

static int parse4(const char *text, const char *end, uint8_t octets[4]) {
  for (int i = 0; i < 4; i++) {
    int value = 0;
    const char *start = text;
    while (text < end && *text >= '0' && *text <= '9' && text - start < 3) value = value * 10 + (*text++ - '0');
    if (text == start || value > 255 || (text - start > 1 && *start == '0')) return 0;
    octets[i] = (uint8_t)value;
    if (i < 3 && (text == end || *text++ != '.')) return 0;
  }
  return text == end;
}

static int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int parse6(const char *text, uint8_t bytes[16]) {
  const char *end = text + strlen(text);
  int at = 0;
  int gap = -1;
  if (*text == ':' && *++text != ':') return 0;
  while (text < end) {
    if (*text == ':') {
      if (gap >= 0) return 0;
      gap = at;
      text++;
      continue;
    }
    const char *start = text;
    int value = 0;
    while (text < end && digit(*text) >= 0 && text - start < 4) value = value * 16 + digit(*text++);
    if (text < end && *text == '.') {
      if (at > 12 || !parse4(start, end, bytes + at)) return 0;
      at += 4;
      text = end;
      break;
    }
    if (text == start || at > 14) return 0;
    bytes[at++] = (uint8_t)(value >> 8);
    bytes[at++] = (uint8_t)value;
    if (text < end && (*text++ != ':' || text == end)) return 0;
  }
  if (gap < 0) return at == 16;
  if (at == 16) return 0;
  memmove(bytes + 16 - (at - gap), bytes + gap, (size_t)(at - gap));
  memset(bytes + gap, 0, (size_t)(16 - at));
  return 1;
}

int inet_pton(int family, const char *restrict text, void *restrict address) {
  uint8_t bytes[16];
  if (family != AF_INET && family != AF_INET6) return fail(EAFNOSUPPORT);
  int parsed = family == AF_INET ? parse4(text, text + strlen(text), bytes) : parse6(text, bytes);
  if (parsed) memcpy(address, bytes, family == AF_INET ? 4 : 16);
  return parsed;
}

/** RFC 5952: lower case, the longest run of two zeros or more left out. */
static void format6(const uint8_t bytes[16], char *text) {
  int groups[8];
  int run = -1;
  int longest = 1;
  for (int i = 0; i < 8; i++) groups[i] = bytes[2 * i] << 8 | bytes[2 * i + 1];
  for (int i = 0; i < 8; i++) {
    int length = 0;
    while (i + length < 8 && groups[i + length] == 0) length++;
    if (length > longest) run = i, longest = length;
  }
  bool mapped = run == 0 && (longest == 6 || (longest == 5 && groups[5] == 0xffff));
  for (int i = 0; i < (mapped ? 6 : 8); i++) {
    if (i == run) {
      text += sprintf(text, "::");
      i += longest - 1;
      continue;
    }
    text += sprintf(text, i > 0 && i != run + longest ? ":%x" : "%x", groups[i]);
  }
  if (mapped) sprintf(text, "%s%d.%d.%d.%d", longest == 5 ? ":" : "", bytes[12], bytes[13], bytes[14], bytes[15]);
}

const char *inet_ntop(int family, const void *restrict address, char *restrict text, socklen_t room) {
  char all[INET6_ADDRSTRLEN];
  const uint8_t *bytes = address;
  if (family == AF_INET) {
    sprintf(all, "%d.%d.%d.%d", bytes[0], bytes[1], bytes[2], bytes[3]);
  } else if (family == AF_INET6) {
    format6(bytes, all);
  } else {
    errno = EAFNOSUPPORT;
    return NULL;
  }
  if (strlen(all) >= room) {
    errno = ENOSPC;
    return NULL;
  }
  return strcpy(text, all);
}
