#ifndef VERSO_HOST_MCU_H
#define VERSO_HOST_MCU_H

#include <stdint.h>
#include <stdio.h>

/* Where the bus's bytes go, each with its time, and the line's. */
extern FILE *busFile, *lineFile;
/* What comes over the line, and when. */
extern uint8_t *lineBytes;
extern uint32_t lineLength;
extern double lineAt, now;

void runUntil(double until);

#endif
