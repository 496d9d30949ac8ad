// What a host allocates here, and the landing place of received bytes: the program's own buffer.
#include <stdlib.h>
#include "host.h"

static void *landing;
static size_t landing_size;
static size_t landing_align;
static bool armed;

void wasock_land_list(void *buffer, size_t size, size_t align) {
  landing = buffer;
  landing_size = size;
  landing_align = align;
  // A program's own allocator may align to less than its types: the list comes elsewhere then.
  armed = (uintptr_t)buffer % align == 0;
}

void wasock_land(void *buffer, size_t size) {
  wasock_land_list(buffer, size, 1);
}

void wasock_disarm(void) {
  armed = false;
}

/** The canonical ABI's allocator. An armed landing is used first. */
__attribute__((export_name("cabi_realloc"))) void *cabi_realloc(void *old, size_t old_size, size_t align, size_t size) {
  (void)old_size;
  if (old == NULL && armed && size <= landing_size && align == landing_align) {
    armed = false;
    return landing;
  }
  if (size == 0) return (void *)align;
  // malloc aligns to 16, which is enough for every type of the WIT.
  void *memory = realloc(old, size);
  if (memory == NULL) __builtin_trap();
  return memory;
}

/** The armed landing place, for a host that receives straight into it. `length` is what the call asked for. */
__attribute__((export_name("wasock_landing"))) void *wasock_landing(size_t length) {
  if (!armed || length > landing_size) __builtin_trap();
  armed = false;
  return landing;
}
