// The lists of <sys/queue.h>: facts that hold on Linux too, where the test runs them as well. Exits with the number of those that
// do not hold.
#include <string.h>
#include <sys/queue.h>
#include "check.h"

struct item {
  char name;
  SLIST_ENTRY(item) single;
  LIST_ENTRY(item) list;
  STAILQ_ENTRY(item) ended;
  SIMPLEQ_ENTRY(item) simple;
  TAILQ_ENTRY(item) both;
};

SLIST_HEAD(singles, item);
LIST_HEAD(lists, item);
STAILQ_HEAD(endeds, item);
SIMPLEQ_HEAD(simples, item);
TAILQ_HEAD(boths, item);

static struct item a = {.name = 'a'}, b = {.name = 'b'}, c = {.name = 'c'}, d = {.name = 'd'};

/** The names of a list's items, in order. */
#define NAMES(FOREACH, ...)                                         \
  (__extension__({                                                  \
    static char names[8];                                           \
    int count = 0;                                                  \
    struct item *each;                                              \
    FOREACH(each, __VA_ARGS__) if (count < 7) names[count++] = each->name; \
    names[count] = 0;                                               \
    names;                                                          \
  }))
#define HAS(expected, ...) CHECK(strcmp(NAMES(__VA_ARGS__), expected) == 0)

static void singles(void) {
  struct singles head = SLIST_HEAD_INITIALIZER(head);
  CHECK(SLIST_EMPTY(&head));
  SLIST_INSERT_HEAD(&head, &c, single);
  SLIST_INSERT_HEAD(&head, &a, single);
  SLIST_INSERT_AFTER(&a, &b, single);
  SLIST_INSERT_AFTER(&c, &d, single);
  HAS("abcd", SLIST_FOREACH, &head, single);
  SLIST_REMOVE(&head, &c, item, single);
  SLIST_REMOVE(&head, &a, item, single);
  HAS("bd", SLIST_FOREACH, &head, single);
  SLIST_REMOVE_HEAD(&head, single);
  CHECK(SLIST_FIRST(&head) == &d && SLIST_NEXT(&d, single) == NULL);
}

static void lists(void) {
  struct lists head;
  LIST_INIT(&head);
  LIST_INSERT_HEAD(&head, &c, list);
  LIST_INSERT_BEFORE(&c, &a, list);
  LIST_INSERT_AFTER(&a, &b, list);
  LIST_INSERT_AFTER(&c, &d, list);
  HAS("abcd", LIST_FOREACH, &head, list);
  LIST_REMOVE(&a, list);
  LIST_REMOVE(&c, list);
  LIST_REMOVE(&d, list);
  HAS("b", LIST_FOREACH, &head, list);
  LIST_REMOVE(&b, list);
  CHECK(LIST_EMPTY(&head));
}

static void endeds(void) {
  struct endeds head = STAILQ_HEAD_INITIALIZER(head), other;
  STAILQ_INIT(&other);
  STAILQ_INSERT_TAIL(&head, &b, ended);
  STAILQ_INSERT_HEAD(&head, &a, ended);
  STAILQ_INSERT_AFTER(&head, &b, &c, ended);
  STAILQ_INSERT_TAIL(&other, &d, ended);
  STAILQ_CONCAT(&head, &other);
  HAS("abcd", STAILQ_FOREACH, &head, ended);
  CHECK(STAILQ_EMPTY(&other));
  STAILQ_REMOVE(&head, &d, item, ended);
  STAILQ_REMOVE_HEAD(&head, ended);
  STAILQ_INSERT_TAIL(&head, &a, ended);
  HAS("bca", STAILQ_FOREACH, &head, ended);
}

static void simples(void) {
  struct simples head;
  SIMPLEQ_INIT(&head);
  SIMPLEQ_INSERT_HEAD(&head, &a, simple);
  SIMPLEQ_INSERT_TAIL(&head, &c, simple);
  SIMPLEQ_INSERT_AFTER(&head, &a, &b, simple);
  HAS("abc", SIMPLEQ_FOREACH, &head, simple);
  for (int i = 0; i < 3; i++) SIMPLEQ_REMOVE_HEAD(&head, simple);
  SIMPLEQ_INSERT_TAIL(&head, &d, simple);
  HAS("d", SIMPLEQ_FOREACH, &head, simple);
}

static void boths(void) {
  struct boths head = TAILQ_HEAD_INITIALIZER(head), other;
  TAILQ_INIT(&other);
  CHECK(TAILQ_LAST(&head, boths) == NULL);
  TAILQ_INSERT_HEAD(&head, &b, both);
  TAILQ_INSERT_BEFORE(&b, &a, both);
  TAILQ_INSERT_AFTER(&head, &b, &c, both);
  TAILQ_INSERT_TAIL(&other, &d, both);
  TAILQ_CONCAT(&head, &other, both);
  HAS("abcd", TAILQ_FOREACH, &head, both);
  HAS("dcba", TAILQ_FOREACH_REVERSE, &head, boths, both);
  CHECK(TAILQ_PREV(&c, boths, both) == &b && TAILQ_PREV(&a, boths, both) == NULL && TAILQ_EMPTY(&other));
  TAILQ_REMOVE(&head, &d, both);
  TAILQ_REMOVE(&head, &a, both);
  TAILQ_INSERT_TAIL(&head, &a, both);
  HAS("acb", TAILQ_FOREACH_REVERSE, &head, boths, both);
}

int main(void) {
  singles();
  lists();
  endeds();
  simples();
  boths();
  return failed;
}
