// The other functions of the C library that compiled Swift calls. With bulk memory the first three are instructions.
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict to, const void *restrict from, size_t count) { return __builtin_memcpy(to, from, count); }

void *memmove(void *to, const void *from, size_t count) { return __builtin_memmove(to, from, count); }

void *memset(void *to, int byte, size_t count) { return __builtin_memset(to, byte, count); }

int memcmp(const void *left, const void *right, size_t count) {
    const unsigned char *a = left, *b = right;
    for (size_t i = 0; i < count; i++)
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    return 0;
}

// The seed of hash tables. Always the same: the page's own tables hold nothing that a reader could choose to collide.
void arc4random_buf(void *to, size_t count) {
    unsigned char *bytes = to;
    for (size_t i = 0; i < count; i++) bytes[i] = (unsigned char)(0x9Eu + 0x3Bu * i);
}

// Swift's runtime prints one character at a time before it traps; a page has nowhere to print to.
int putchar(int character) { return character; }

_Noreturn void abort(void) { __builtin_trap(); }
