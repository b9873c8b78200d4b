#ifndef CTERMINAL_H
#define CTERMINAL_H

#include <stdint.h>

/// The columns a character takes on a terminal: 0, 1 or 2, and -1 for one that does not print.
/// Glibc's `wcwidth` under a UTF-8 locale, which `ct_use_utf8` sets for this process.
int ct_width(uint32_t scalar);

/// Chooses C.UTF-8 for character classification only; 0 where the system has no such locale.
int ct_use_utf8(void);

/// The columns of the terminal on a file descriptor, or 0 where it is not one.
int ct_columns(int descriptor);

/// From now on the first Ctrl-C (or SIGTERM) is only noted; a second one ends the process as always.
void ct_watch_interrupt(void);

/// Whether one was noted since.
int ct_was_interrupted(void);

#endif
