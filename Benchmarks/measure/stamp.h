// A token's text is its own time stamp: the monotonic nanosecond at which the mock wrote it, as one word of letters.
//
// The mock and the load generator run on one machine and so share one monotonic clock; a token's lag is the reader's
// clock minus the stamp. Letters, not digits: no JSON encoder escapes them, and a server that inspects numbers in an
// answer (telephone numbers, fees) treats the text as the plain words that real answers consist of.
#ifndef BENCHMARKS_STAMP_H
#define BENCHMARKS_STAMP_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

enum {
    STAMP_LETTERS = 14,                 // 56 bits of nanoseconds: more than two years of uptime
    STAMP_LENGTH = STAMP_LETTERS + 2,   // 'z', the letters, a space
};

static inline uint64_t monotonic_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// Writes STAMP_LENGTH bytes: 'z', then four bits a letter from 'a' to 'p', highest first, then a space.
static inline void stamp_write(char *out, uint64_t ns) {
    out[0] = 'z';
    for (int i = 0; i < STAMP_LETTERS; i++) out[1 + i] = (char)('a' + ((ns >> (4 * (STAMP_LETTERS - 1 - i))) & 15));
    out[STAMP_LENGTH - 1] = ' ';
}

// Finds stamps in text that may be cut anywhere: a stamp begun in one frame may end in the next.
struct stamp_reader {
    uint64_t value;
    int letters;  // letters read after 'z'; -1 outside a stamp
};

static inline void stamp_reader_reset(struct stamp_reader *reader) {
    reader->value = 0;
    reader->letters = -1;
}

// Returns true when `byte` completes a stamp, which is then in `reader->value`.
static inline bool stamp_reader_feed(struct stamp_reader *reader, char byte) {
    if (byte == 'z') {
        reader->value = 0;
        reader->letters = 0;
        return false;
    }
    if (reader->letters < 0) return false;
    if (byte < 'a' || byte > 'p') {
        reader->letters = -1;
        return false;
    }
    reader->value = reader->value << 4 | (uint64_t)(byte - 'a');
    if (++reader->letters < STAMP_LETTERS) return false;
    reader->letters = -1;
    return true;
}

#endif
