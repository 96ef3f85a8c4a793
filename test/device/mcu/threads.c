/*
 * One thread puts a known sequence of bytes into a ring and says so through the event box; another is called as the engine
 * would be, takes what there is and holds it against the sequence. Fails where a byte is wrong, and hangs where a call is lost.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>

#include "byte-ring.h"
#include "event-box.h"

static uint8_t room[1000];
static ByteRing ring;
static EventBox box;
static sem_t bell, space;
static uint32_t total;

static uint8_t nth(uint32_t at) { return (uint8_t)((at * 2654435761u) >> 24); }

static void *produce(void *unused) {
  uint32_t sent = 0, random = 1;
  while (sent < total) {
    uint8_t chunk[257];
    random = random * 1664525u + 1013904223u;
    uint32_t length = (random >> 16) % sizeof chunk + 1;
    if (length > total - sent) length = total - sent;
    for (uint32_t at = 0; at < length; at += 1) chunk[at] = nth(sent + at);
    uint32_t put = byteRingPut(&ring, chunk, length);
    sent += put;
    if (put > 0 && eventBoxPut(&box, EVENT_READABLE, sent)) sem_post(&bell);
    if (put < length) sem_wait(&space);
  }
  return unused;
}

int main(int count, char **words) {
  total = count > 1 ? (uint32_t)atoi(words[1]) : 100000;
  byteRingBegin(&ring, room, sizeof room);
  eventBoxBegin(&box);
  sem_init(&bell, 0, 0);
  sem_init(&space, 0, 0);
  pthread_t producer;
  if (pthread_create(&producer, NULL, produce, NULL) != 0) return 1;
  uint32_t taken = 0, calls = 0;
  while (taken < total) {
    sem_wait(&bell);
    calls += 1;
    eventBoxAnswer(&box);
    uint64_t when;
    for (int kind = eventBoxTake(&box, &when); kind != -1; kind = eventBoxTake(&box, &when)) {
      if (kind != EVENT_READABLE || when > total) return 2;
      uint8_t chunk[64];
      uint32_t length;
      while ((length = byteRingTake(&ring, chunk, sizeof chunk)) > 0) {
        for (uint32_t at = 0; at < length; at += 1)
          if (chunk[at] != nth(taken + at)) return 3;
        taken += length;
        sem_post(&space);
      }
    }
  }
  pthread_join(producer, NULL);
  printf("%u %u\n", taken, calls);
  return 0;
}
