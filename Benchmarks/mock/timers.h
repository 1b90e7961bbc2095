// Timers of many streams: a binary heap by due time, in which every timer knows its place and so can be stopped.
#ifndef BENCHMARKS_TIMERS_H
#define BENCHMARKS_TIMERS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

struct timer {
    uint64_t due_ns;  // valid while it runs
    int index;        // in the heap; -1: does not run
};

static struct timer **heap;
static int heap_count, heap_capacity;

static void heap_place(struct timer *timer, int index) {
    heap[index] = timer;
    timer->index = index;
}

static void heap_settle(int index) {
    struct timer *moving = heap[index];
    for (int parent; index > 0 && heap[parent = (index - 1) / 2]->due_ns > moving->due_ns; index = parent)
        heap_place(heap[parent], index);
    for (int child; (child = 2 * index + 1) < heap_count; index = child) {
        if (child + 1 < heap_count && heap[child + 1]->due_ns < heap[child]->due_ns) child++;
        if (heap[child]->due_ns >= moving->due_ns) break;
        heap_place(heap[child], index);
    }
    heap_place(moving, index);
}

static void timer_stop(struct timer *timer) {
    int index = timer->index;
    if (index < 0) return;
    timer->index = -1;
    struct timer *last = heap[--heap_count];
    if (index == heap_count) return;
    heap_place(last, index);
    heap_settle(index);
}

static void timer_start(struct timer *timer, uint64_t due_ns) {
    timer_stop(timer);
    if (heap_count == heap_capacity) {
        heap_capacity = heap_capacity ? heap_capacity * 2 : 1024;
        heap = realloc(heap, (size_t)heap_capacity * sizeof *heap);
        if (!heap) abort();
    }
    timer->due_ns = due_ns;
    heap_place(timer, heap_count++);
    heap_settle(timer->index);
}

// The timer that is due first, or NULL when none runs.
static struct timer *timer_first(void) { return heap_count ? heap[0] : NULL; }

#endif
