/* Lists of BSD. Elements carry their links in a member, `field`; a head is a structure of its own.
   SLIST: a single link. LIST: can be removed from anywhere. STAILQ and SIMPLEQ: a single link, and the end is known.
   TAILQ: the end is known, both ways. */
#ifndef WASOCK_SYS_QUEUE_H
#define WASOCK_SYS_QUEUE_H

/* SLIST */
#define SLIST_HEAD(name, type) struct name { struct type *slh_first; }
#define SLIST_HEAD_INITIALIZER(head) {0}
#define SLIST_ENTRY(type) struct { struct type *sle_next; }
#define SLIST_FIRST(head) ((head)->slh_first)
#define SLIST_NEXT(element, field) ((element)->field.sle_next)
#define SLIST_EMPTY(head) (SLIST_FIRST(head) == 0)
#define SLIST_INIT(head) ((void)(SLIST_FIRST(head) = 0))
#define SLIST_FOREACH(each, head, field) for ((each) = SLIST_FIRST(head); (each) != 0; (each) = SLIST_NEXT(each, field))
#define SLIST_INSERT_HEAD(head, element, field) \
  ((void)(SLIST_NEXT(element, field) = SLIST_FIRST(head), SLIST_FIRST(head) = (element)))
#define SLIST_INSERT_AFTER(before, element, field) \
  ((void)(SLIST_NEXT(element, field) = SLIST_NEXT(before, field), SLIST_NEXT(before, field) = (element)))
#define SLIST_REMOVE_HEAD(head, field) ((void)(SLIST_FIRST(head) = SLIST_NEXT(SLIST_FIRST(head), field)))
#define SLIST_REMOVE(head, element, type, field)                         \
  do {                                                                   \
    struct type **__place = &SLIST_FIRST(head);                          \
    while (*__place != (element)) __place = &SLIST_NEXT(*__place, field); \
    *__place = SLIST_NEXT(*__place, field);                              \
  } while (0)

/* LIST: an element knows the pointer that leads to it. */
#define LIST_HEAD(name, type) struct name { struct type *lh_first; }
#define LIST_HEAD_INITIALIZER(head) {0}
#define LIST_ENTRY(type) struct { struct type *le_next, **le_prev; }
#define LIST_FIRST(head) ((head)->lh_first)
#define LIST_NEXT(element, field) ((element)->field.le_next)
#define LIST_EMPTY(head) (LIST_FIRST(head) == 0)
#define LIST_INIT(head) ((void)(LIST_FIRST(head) = 0))
#define LIST_FOREACH(each, head, field) for ((each) = LIST_FIRST(head); (each) != 0; (each) = LIST_NEXT(each, field))
#define __LIST_PUT(place, element, field)                                                          \
  do {                                                                                             \
    (element)->field.le_prev = (place);                                                            \
    if ((LIST_NEXT(element, field) = *(place)) != 0)                                               \
      LIST_NEXT(element, field)->field.le_prev = &LIST_NEXT(element, field);                       \
    *(element)->field.le_prev = (element);                                                         \
  } while (0)
#define LIST_INSERT_HEAD(head, element, field) __LIST_PUT(&LIST_FIRST(head), element, field)
#define LIST_INSERT_AFTER(before, element, field) __LIST_PUT(&LIST_NEXT(before, field), element, field)
#define LIST_INSERT_BEFORE(after, element, field) __LIST_PUT((after)->field.le_prev, element, field)
#define LIST_REMOVE(element, field)                                                                           \
  do {                                                                                                        \
    if (LIST_NEXT(element, field) != 0) LIST_NEXT(element, field)->field.le_prev = (element)->field.le_prev;  \
    *(element)->field.le_prev = LIST_NEXT(element, field);                                                    \
  } while (0)

/* STAILQ: the head knows the last link, which is to nothing. */
#define STAILQ_HEAD(name, type) struct name { struct type *stqh_first, **stqh_last; }
#define STAILQ_HEAD_INITIALIZER(head) {0, &(head).stqh_first}
#define STAILQ_ENTRY(type) struct { struct type *stqe_next; }
#define STAILQ_FIRST(head) ((head)->stqh_first)
#define STAILQ_NEXT(element, field) ((element)->field.stqe_next)
#define STAILQ_EMPTY(head) (STAILQ_FIRST(head) == 0)
#define STAILQ_INIT(head) ((void)(STAILQ_FIRST(head) = 0, (head)->stqh_last = &STAILQ_FIRST(head)))
#define STAILQ_FOREACH(each, head, field) \
  for ((each) = STAILQ_FIRST(head); (each) != 0; (each) = STAILQ_NEXT(each, field))
#define __STAILQ_PUT(head, place, element, field)                                                       \
  do {                                                                                                  \
    if ((STAILQ_NEXT(element, field) = *(place)) == 0) (head)->stqh_last = &STAILQ_NEXT(element, field); \
    *(place) = (element);                                                                               \
  } while (0)
#define STAILQ_INSERT_HEAD(head, element, field) __STAILQ_PUT(head, &STAILQ_FIRST(head), element, field)
#define STAILQ_INSERT_AFTER(head, before, element, field) __STAILQ_PUT(head, &STAILQ_NEXT(before, field), element, field)
#define STAILQ_INSERT_TAIL(head, element, field)              \
  ((void)(STAILQ_NEXT(element, field) = 0, *(head)->stqh_last = (element), \
          (head)->stqh_last = &STAILQ_NEXT(element, field)))
#define __STAILQ_TAKE(head, place, field)                                                      \
  do {                                                                                         \
    if ((*(place) = STAILQ_NEXT(*(place), field)) == 0) (head)->stqh_last = (place);           \
  } while (0)
#define STAILQ_REMOVE_HEAD(head, field) __STAILQ_TAKE(head, &STAILQ_FIRST(head), field)
#define STAILQ_REMOVE(head, element, type, field)                          \
  do {                                                                     \
    struct type **__place = &STAILQ_FIRST(head);                           \
    while (*__place != (element)) __place = &STAILQ_NEXT(*__place, field); \
    __STAILQ_TAKE(head, __place, field);                                   \
  } while (0)
#define STAILQ_CONCAT(to, from)                 \
  do {                                          \
    if (!STAILQ_EMPTY(from)) {                  \
      *(to)->stqh_last = STAILQ_FIRST(from);    \
      (to)->stqh_last = (from)->stqh_last;      \
      STAILQ_INIT(from);                        \
    }                                           \
  } while (0)

/* SIMPLEQ: the same, by other names. */
#define SIMPLEQ_HEAD(name, type) struct name { struct type *sqh_first, **sqh_last; }
#define SIMPLEQ_HEAD_INITIALIZER(head) {0, &(head).sqh_first}
#define SIMPLEQ_ENTRY(type) struct { struct type *sqe_next; }
#define SIMPLEQ_FIRST(head) ((head)->sqh_first)
#define SIMPLEQ_NEXT(element, field) ((element)->field.sqe_next)
#define SIMPLEQ_EMPTY(head) (SIMPLEQ_FIRST(head) == 0)
#define SIMPLEQ_INIT(head) ((void)(SIMPLEQ_FIRST(head) = 0, (head)->sqh_last = &SIMPLEQ_FIRST(head)))
#define SIMPLEQ_FOREACH(each, head, field) \
  for ((each) = SIMPLEQ_FIRST(head); (each) != 0; (each) = SIMPLEQ_NEXT(each, field))
#define __SIMPLEQ_PUT(head, place, element, field)                                                        \
  do {                                                                                                    \
    if ((SIMPLEQ_NEXT(element, field) = *(place)) == 0) (head)->sqh_last = &SIMPLEQ_NEXT(element, field); \
    *(place) = (element);                                                                                 \
  } while (0)
#define SIMPLEQ_INSERT_HEAD(head, element, field) __SIMPLEQ_PUT(head, &SIMPLEQ_FIRST(head), element, field)
#define SIMPLEQ_INSERT_AFTER(head, before, element, field) \
  __SIMPLEQ_PUT(head, &SIMPLEQ_NEXT(before, field), element, field)
#define SIMPLEQ_INSERT_TAIL(head, element, field)              \
  ((void)(SIMPLEQ_NEXT(element, field) = 0, *(head)->sqh_last = (element), \
          (head)->sqh_last = &SIMPLEQ_NEXT(element, field)))
#define SIMPLEQ_REMOVE_HEAD(head, field)                                                                            \
  do {                                                                                                              \
    if ((SIMPLEQ_FIRST(head) = SIMPLEQ_NEXT(SIMPLEQ_FIRST(head), field)) == 0) (head)->sqh_last = &SIMPLEQ_FIRST(head); \
  } while (0)

/* TAILQ: the last link of a head, and each element's link to it, begin as an entry does: so the one before is found. */
#define TAILQ_HEAD(name, type) struct name { struct type *tqh_first; struct type **tqh_last; }
#define TAILQ_HEAD_INITIALIZER(head) {0, &(head).tqh_first}
#define TAILQ_ENTRY(type) struct { struct type *tqe_next; struct type **tqe_prev; }
#define TAILQ_FIRST(head) ((head)->tqh_first)
#define TAILQ_NEXT(element, field) ((element)->field.tqe_next)
#define TAILQ_LAST(head, name) (*((struct name *)(void *)(head)->tqh_last)->tqh_last)
#define TAILQ_PREV(element, name, field) (*((struct name *)(void *)(element)->field.tqe_prev)->tqh_last)
#define TAILQ_EMPTY(head) (TAILQ_FIRST(head) == 0)
#define TAILQ_INIT(head) ((void)(TAILQ_FIRST(head) = 0, (head)->tqh_last = &TAILQ_FIRST(head)))
#define TAILQ_FOREACH(each, head, field) for ((each) = TAILQ_FIRST(head); (each) != 0; (each) = TAILQ_NEXT(each, field))
#define TAILQ_FOREACH_REVERSE(each, head, name, field) \
  for ((each) = TAILQ_LAST(head, name); (each) != 0; (each) = TAILQ_PREV(each, name, field))
/* The link that leads back to `element`'s follower: the follower's, or the head's. */
#define __TAILQ_BACK(head, element, field) \
  (*(TAILQ_NEXT(element, field) != 0 ? &TAILQ_NEXT(element, field)->field.tqe_prev : &(head)->tqh_last))
#define __TAILQ_PUT(head, place, element, field)                            \
  do {                                                                      \
    (element)->field.tqe_prev = (place);                                    \
    TAILQ_NEXT(element, field) = *(element)->field.tqe_prev;                \
    __TAILQ_BACK(head, element, field) = &TAILQ_NEXT(element, field);       \
    *(element)->field.tqe_prev = (element);                                 \
  } while (0)
#define TAILQ_INSERT_HEAD(head, element, field) __TAILQ_PUT(head, &TAILQ_FIRST(head), element, field)
#define TAILQ_INSERT_TAIL(head, element, field) __TAILQ_PUT(head, (head)->tqh_last, element, field)
#define TAILQ_INSERT_AFTER(head, before, element, field) __TAILQ_PUT(head, &TAILQ_NEXT(before, field), element, field)
/* Not the last: so no head is needed. */
#define TAILQ_INSERT_BEFORE(after, element, field)             \
  do {                                                         \
    (element)->field.tqe_prev = (after)->field.tqe_prev;       \
    TAILQ_NEXT(element, field) = (after);                      \
    *(element)->field.tqe_prev = (element);                    \
    (after)->field.tqe_prev = &TAILQ_NEXT(element, field);     \
  } while (0)
#define TAILQ_REMOVE(head, element, field)                              \
  do {                                                                  \
    __TAILQ_BACK(head, element, field) = (element)->field.tqe_prev;     \
    *(element)->field.tqe_prev = TAILQ_NEXT(element, field);            \
  } while (0)
#define TAILQ_CONCAT(to, from, field)                                   \
  do {                                                                  \
    if (!TAILQ_EMPTY(from)) {                                           \
      *(to)->tqh_last = TAILQ_FIRST(from);                              \
      TAILQ_FIRST(from)->field.tqe_prev = (to)->tqh_last;               \
      (to)->tqh_last = (from)->tqh_last;                                \
      TAILQ_INIT(from);                                                 \
    }                                                                   \
  } while (0)

#endif
