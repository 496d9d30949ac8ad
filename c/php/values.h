// Handles the values of wasock/php.h that functions return. For php.c only.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <wasock/php.h>

/** The canonical ABI's allocator. It leaves room for a NUL. */
__attribute__((export_name("cabi_realloc"))) void *cabi_realloc(void *old, size_t old_size, size_t align, size_t size) {
  // An empty value was never allocated, so its address is not valid.
  if (old_size == 0) old = NULL;
  if (size == 0) {
    free(old);
    return (void *)align;
  }
  // malloc aligns to 16, which is enough for every type of the WIT.
  void *memory = size == SIZE_MAX ? NULL : realloc(old, size + 1);
  if (memory == NULL) __builtin_trap();
  return memory;
}

/** What to do with the content of a result: prepare it for its user, or free it. */
enum visit { FINISH, FREE };

/** The memory of a list. A list without elements has no memory. */
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

/** A string's memory. A NUL is added, for which cabi_realloc left room. An empty string has no memory yet. */
static void visit_string(php_string *value, enum visit visit) {
  if (visit == FREE) {
    free(value->data);
    *value = (php_string){0};
    return;
  }
  if (value->length == 0) value->data = cabi_realloc(NULL, 0, 1, 1);
  value->data[value->length] = '\0';
}

/** Keeps a result, in place of the one before. @returns its text */
static const char *keep_text(php_string *kept, php_string text) {
  visit_string(kept, FREE);
  visit_string(&text, FINISH);
  *kept = text;
  return kept->data;
}

/** Passes a result to the program, or frees it if the program does not want it. */
static void give_text(php_string *wanted, php_string text) {
  visit_string(&text, FINISH);
  if (wanted != NULL) *wanted = text;
  else visit_string(&text, FREE);
}

/** Moves a result into the program's buffer. @returns how many bytes */
static int32_t give_data(void *into, int32_t room, php_bytes data) {
  size_t most = room < 0 ? 0 : room;
  size_t length = data.length < most ? data.length : most;
  if (length > 0) memcpy(into, data.data, length);
  visit_bytes(&data, FREE);
  return (int32_t)length;
}
