/*
 * What happened, from interrupts and tasks to the engine's thread: of each kind one event at most waits, with the time of the
 * first; that is all a kind needs, because who is told looks at what there is. One producer a kind, one consumer.
 */
#ifndef VERSO_EVENT_BOX_H
#define VERSO_EVENT_BOX_H

#include <stdatomic.h>
#include <stdint.h>

/* As EventKind in firmware/platform/events.ts; the alarm is the clock's and no event there. */
enum { EVENT_BUS_DONE, EVENT_TE, EVENT_READABLE, EVENT_WRITABLE, EVENT_INPUT, EVENT_ALARM = 15, EVENT_KINDS };

typedef struct {
  _Atomic uint32_t waiting;
  /* Whether the consumer has been called and has not come yet. */
  _Atomic uint32_t rung;
  uint64_t when[EVENT_KINDS];
} EventBox;

void eventBoxBegin(EventBox *box);
/* Puts an event in, microseconds; answers 1 where the consumer must be called, 0 where it is on its way. */
int eventBoxPut(EventBox *box, uint32_t kind, uint64_t when);
/* The consumer has come: what is put from now on calls it again. Before the first take. */
void eventBoxAnswer(EventBox *box);
/* The lowest kind that waits, taken out, its time to `when`; -1 where none does. */
int eventBoxTake(EventBox *box, uint64_t *when);

#endif
