// What is done with the values of wasock/php.h, whatever function gives them. For php.c alone.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <wasock/php.h>

/** The canonical ABI's allocator. It leaves room for a NUL. */
__attribute__((export_name("cabi_realloc"))) void *cabi_realloc(void *old, size_t old_size, size_t align, size_t size) {
  // What has no bytes was never allocated: its address is no address.
  if (old_size == 0) old = NULL;
  if (size == 0) {
    free(old);
    return (void *)align;
  }
  // malloc aligns to 16, more than any type of the WIT asks for.
  void *memory = size == SIZE_MAX ? NULL : realloc(old, size + 1);
  if (memory == NULL) __builtin_trap();
  return memory;
}

/** What is to be done with what a result holds: made ready for its user, or freed. */
enum visit { FINISH, FREE };

/** The memory of a list of anything. The address of no elements is nobody's. */
static void visit_list(void **items, size_t *count, enum visit visit) {
  if (*count == 0) *items = NULL;
  if (visit == FINISH) return;
  free(*items);
  *items = NULL;
  *count = 0;
}

static void visit_bytes(php_bytes *value, enum visit visit) {
  visit_list((void **)&value->data, &value->length, visit);
}

/** A string's memory. It is ended with a NUL, for which cabi_realloc left room; without bytes it has none yet. */
static void visit_string(php_string *value, enum visit visit) {
  if (visit == FREE) {
    free(value->data);
    *value = (php_string){0};
    return;
  }
  if (value->length == 0) value->data = cabi_realloc(NULL, 0, 1, 1);
  value->data[value->length] = '\0';
}

/** Keeps a result in the place of the one before; its text. */
static const char *keep_text(php_string *kept, php_string text) {
  visit_string(kept, FREE);
  visit_string(&text, FINISH);
  *kept = text;
  return kept->data;
}

/** Gives a result away, or frees it where nobody wants it. */
static void give_text(php_string *wanted, php_string text) {
  visit_string(&text, FINISH);
  if (wanted != NULL) *wanted = text;
  else visit_string(&text, FREE);
}

/** Moves a result to where there is room for it; how many bytes. */
static int32_t give_data(void *into, int32_t room, php_bytes data) {
  size_t most = room < 0 ? 0 : room;
  size_t length = data.length < most ? data.length : most;
  if (length > 0) memcpy(into, data.data, length);
  visit_bytes(&data, FREE);
  return (int32_t)length;
}
