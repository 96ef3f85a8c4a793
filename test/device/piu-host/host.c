/*
 * Runs the mc.so of a `-p lin` build without a display: fills the txScreen that the SDK's simulator would, launches, and
 * writes what the program posts to a file. Time is what the program says it is: gettimeofday is found here first.
 *
 *   host MC.SO OUTPUT WIDTH HEIGHT
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

#include "screen.h"

static FILE *output;
static double millis = 1;

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
	(void)zone;
	now->tv_sec = (time_t)(millis / 1000);
	now->tv_usec = (suseconds_t)((millis - 1000.0 * (double)now->tv_sec) * 1000);
	return 0;
}

static void quit(txScreen *screen, int status)
{
	(void)screen;
	fprintf(stderr, "the machine stopped: %d\n", status);
	exit(1);
}

/* A text that starts with a digit is the time, another one is a line of the record, a buffer is what the line announced. */
static void post(txScreen *screen, char *buffer, int size)
{
	(void)screen;
	if (size) fwrite(buffer, 1, size, output);
	else if (*buffer >= '0' && *buffer <= '9') millis = atof(buffer);
	else fprintf(output, "%s\n", buffer);
}

static void ignore(txScreen *screen) { (void)screen; }
static void ignoreStart(txScreen *screen, double interval) { (void)screen, (void)interval; }

int main(int count, char **words)
{
	void *library = count == 5 ? dlopen(words[1], RTLD_NOW) : NULL;
	txScreenLaunchProc launch = library ? (txScreenLaunchProc)dlsym(library, "fxScreenLaunch") : NULL;
	if (!launch || !(output = fopen(words[2], "wb"))) {
		fprintf(stderr, "host MC.SO OUTPUT WIDTH HEIGHT: %s\n", count == 5 ? dlerror() : "");
		return 2;
	}
	txScreen *screen = calloc(1, sizeof(txScreen) + 4);
	screen->width = atoi(words[3]);
	screen->height = atoi(words[4]);
	screen->pixelFormat = rgb565be;
	screen->abort = quit;
	screen->bufferChanged = screen->formatChanged = screen->stop = ignore;
	screen->start = ignoreStart;
	screen->post = post;
	launch(screen);
	return fclose(output) ? 1 : 0;
}
