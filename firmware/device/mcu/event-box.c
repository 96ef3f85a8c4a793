#include "event-box.h"

void eventBoxBegin(EventBox *box) {
  atomic_store(&box->waiting, 0);
  atomic_store(&box->rung, 0);
}

int eventBoxPut(EventBox *box, uint32_t kind, uint64_t when) {
  uint32_t bit = 1u << kind;
  /* While the bit is set its time is the consumer's to read: the first one stays. */
  if ((atomic_load_explicit(&box->waiting, memory_order_acquire) & bit) == 0) box->when[kind] = when;
  /* Set in any case: a consumer that clears it later has then seen what came before this, one that cleared it comes again. */
  atomic_fetch_or_explicit(&box->waiting, bit, memory_order_acq_rel);
  return atomic_exchange(&box->rung, 1) == 0;
}

void eventBoxAnswer(EventBox *box) { atomic_store(&box->rung, 0); }

int eventBoxTake(EventBox *box, uint64_t *when) {
  uint32_t waiting = atomic_load_explicit(&box->waiting, memory_order_acquire);
  if (waiting == 0) return -1;
  int kind = __builtin_ctz(waiting);
  *when = box->when[kind];
  atomic_fetch_and_explicit(&box->waiting, ~(1u << kind), memory_order_acq_rel);
  return kind;
}
