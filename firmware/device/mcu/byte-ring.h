/*
 * Bytes from one producer (an interrupt, a task) to one consumer (the engine's thread) without a lock: each moves its own
 * position only. Positions run over twice the size, so that full and empty differ and any size will do.
 */
#ifndef VERSO_BYTE_RING_H
#define VERSO_BYTE_RING_H

#include <stdatomic.h>
#include <stdint.h>

typedef struct {
  uint8_t *bytes;
  uint32_t size;
  _Atomic uint32_t put, taken;
} ByteRing;

void byteRingBegin(ByteRing *ring, uint8_t *bytes, uint32_t size);
/* Room left; only the producer can rely on it. */
uint32_t byteRingRoom(ByteRing *ring);
/* Bytes waiting; only the consumer can rely on it. */
uint32_t byteRingWaiting(ByteRing *ring);
/* Copies bytes in; answers how many found room. */
uint32_t byteRingPut(ByteRing *ring, const uint8_t *from, uint32_t length);
/* Copies bytes out; answers how many waited, at most `capacity`. */
uint32_t byteRingTake(ByteRing *ring, uint8_t *into, uint32_t capacity);

#endif
