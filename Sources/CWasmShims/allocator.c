// The heap of the module: blocks with the size of their neighbour below, so that a freed block joins the free ones
// beside it at once, and lists of free blocks by size, so that no search depends on how many there are.
//
// A block's header is 8 bytes, its payload is aligned to 16, its size a multiple of 16. The lowest bit of `size` says
// that the block is in use. Memory ends in a header in use, of size 0, which becomes a block when memory grows.
#include <stddef.h>
#include <stdint.h>

enum { HEADER = 8, SMALLEST = 32, LISTS = 64, TRIES = 32, PAGE = 65536 };
#define IN_USE 1u

typedef struct block {
    uint32_t size;
    uint32_t size_below;
    struct block *next, *previous;  // of a free block; a used one's payload begins here
} block;

extern unsigned char __heap_base;
static block *lists[LISTS];
static uint64_t filled;  // bit n: lists[n] has a block
static block *end_of_memory;

static uint32_t size_of(const block *b) { return b->size & ~IN_USE; }
static block *above(block *b) { return (block *)((char *)b + size_of(b)); }
static block *below(block *b) { return (block *)((char *)b - b->size_below); }

// Two lists for each power of two.
static unsigned list_for(uint32_t size) {
    unsigned power = 31u - (unsigned)__builtin_clz(size);
    return 2u * power + ((size >> (power - 1u)) & 1u);
}

static void link_free(block *b) {
    unsigned list = list_for(b->size);
    b->previous = 0;
    b->next = lists[list];
    if (b->next) b->next->previous = b;
    lists[list] = b;
    filled |= 1ull << list;
}

static void unlink_free(block *b) {
    unsigned list = list_for(b->size);
    if (b->next) b->next->previous = b->previous;
    if (b->previous) b->previous->next = b->next;
    else lists[list] = b->next;
    if (!lists[list]) filled &= ~(1ull << list);
}

static void set_size(block *b, uint32_t size) {
    b->size = size;
    above(b)->size_below = size;
}

static void release(block *b) {
    uint32_t size = size_of(b);
    block *neighbour = (block *)((char *)b + size);
    if (!(neighbour->size & IN_USE)) {
        unlink_free(neighbour);
        size += neighbour->size;
    }
    if (b->size_below && !(below(b)->size & IN_USE)) {
        b = below(b);
        unlink_free(b);
        size += b->size;
    }
    set_size(b, size);
    link_free(b);
}

// Adds pages until the last block, if it is free, or a new one has room. No memory: 0.
static int grow(uint32_t size) {
    size_t pages = __builtin_wasm_memory_size(0);
    if (!end_of_memory) {
        uintptr_t first = (((uintptr_t)&__heap_base + 15u) & ~(uintptr_t)15u) + HEADER;
        if (pages * PAGE < first + HEADER) {
            if (__builtin_wasm_memory_grow(0, 1) == (size_t)-1) return 0;
            pages++;
        }
        end_of_memory = (block *)first;
        end_of_memory->size = IN_USE;
        end_of_memory->size_below = 0;
        uint32_t rest = (uint32_t)((pages * PAGE - HEADER - first) & ~(size_t)15u);
        if (rest < SMALLEST) rest = 0;
        if (rest) {
            block *b = end_of_memory;
            end_of_memory = (block *)((char *)b + rest);
            end_of_memory->size = IN_USE;
            set_size(b, rest);
            link_free(b);
            if (rest >= size) return 1;
        }
    }
    block *last = end_of_memory;
    uint32_t there = last->size_below && !(below(last)->size & IN_USE) ? last->size_below : 0;
    size_t more = ((size_t)(size - there) + PAGE - 1) / PAGE;
    if (__builtin_wasm_memory_grow(0, more) == (size_t)-1) return 0;
    uint32_t added = (uint32_t)(more * PAGE);
    end_of_memory = (block *)((char *)last + added);
    end_of_memory->size = IN_USE;
    last->size = added | IN_USE;
    release(last);
    return 1;
}

static block *find(uint32_t size) {
    unsigned list = list_for(size);
    block *b = lists[list];
    for (int tries = TRIES; b && tries > 0; b = b->next, tries--)
        if (b->size >= size) return b;
    uint64_t larger = list + 1 < LISTS ? filled & (~0ull << (list + 1)) : 0;
    return larger ? lists[__builtin_ctzll(larger)] : 0;
}

void *malloc(size_t count) {
    if (count > 0x40000000u) return 0;
    uint32_t size = ((uint32_t)count + HEADER + 15u) & ~15u;
    if (size < SMALLEST) size = SMALLEST;
    block *b = find(size);
    while (!b) {
        if (!grow(size)) return 0;
        b = find(size);
        // Its list may hold many smaller ones before it.
        if (!b && !(below(end_of_memory)->size & IN_USE) && below(end_of_memory)->size >= size) b = below(end_of_memory);
    }
    unlink_free(b);
    uint32_t rest = b->size - size;
    if (rest >= SMALLEST) {
        set_size(b, size);
        block *remainder = above(b);
        set_size(remainder, rest);
        link_free(remainder);
    }
    b->size |= IN_USE;
    return (char *)b + HEADER;
}

void free(void *payload) {
    if (!payload) return;
    release((block *)((char *)payload - HEADER));
}

// Swift asks for no alignment beyond 16.
int posix_memalign(void **payload, size_t alignment, size_t count) {
    if (alignment > 16) return 22;
    *payload = malloc(count);
    return *payload ? 0 : 12;
}
