#ifndef VERSO_HOST_H
#define VERSO_HOST_H

/* The words of the command line that are left for the first module. */
extern int hostWords;
extern char **hostWord;
/* Bytes that frame memory may still give, and those it has given. */
extern unsigned long long frameMemoryLeft, frameMemoryTaken;

#endif
