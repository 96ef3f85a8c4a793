#include "byte-ring.h"

static uint32_t between(const ByteRing *ring, uint32_t taken, uint32_t put) {
  return put >= taken ? put - taken : put + 2 * ring->size - taken;
}

static uint32_t place(const ByteRing *ring, uint32_t position) {
  return position < ring->size ? position : position - ring->size;
}

static uint32_t after(const ByteRing *ring, uint32_t position, uint32_t length) {
  uint32_t next = position + length;
  return next < 2 * ring->size ? next : next - 2 * ring->size;
}

void byteRingBegin(ByteRing *ring, uint8_t *bytes, uint32_t size) {
  ring->bytes = bytes;
  ring->size = size;
  atomic_store_explicit(&ring->put, 0, memory_order_relaxed);
  atomic_store_explicit(&ring->taken, 0, memory_order_relaxed);
}

uint32_t byteRingWaiting(ByteRing *ring) {
  uint32_t put = atomic_load_explicit(&ring->put, memory_order_acquire);
  return between(ring, atomic_load_explicit(&ring->taken, memory_order_relaxed), put);
}

uint32_t byteRingRoom(ByteRing *ring) {
  uint32_t taken = atomic_load_explicit(&ring->taken, memory_order_acquire);
  return ring->size - between(ring, taken, atomic_load_explicit(&ring->put, memory_order_relaxed));
}

uint32_t byteRingPut(ByteRing *ring, const uint8_t *from, uint32_t length) {
  uint32_t room = byteRingRoom(ring);
  if (length > room) length = room;
  if (length == 0) return 0;
  uint32_t put = atomic_load_explicit(&ring->put, memory_order_relaxed);
  uint32_t at = place(ring, put), first = ring->size - at;
  if (first > length) first = length;
  __builtin_memcpy(ring->bytes + at, from, first);
  __builtin_memcpy(ring->bytes, from + first, length - first);
  atomic_store_explicit(&ring->put, after(ring, put, length), memory_order_release);
  return length;
}

uint32_t byteRingTake(ByteRing *ring, uint8_t *into, uint32_t capacity) {
  uint32_t length = byteRingWaiting(ring);
  if (length > capacity) length = capacity;
  if (length == 0) return 0;
  uint32_t taken = atomic_load_explicit(&ring->taken, memory_order_relaxed);
  uint32_t at = place(ring, taken), first = ring->size - at;
  if (first > length) first = length;
  __builtin_memcpy(into, ring->bytes + at, first);
  __builtin_memcpy(into + first, ring->bytes, length - first);
  atomic_store_explicit(&ring->taken, after(ring, taken, length), memory_order_release);
  return length;
}
