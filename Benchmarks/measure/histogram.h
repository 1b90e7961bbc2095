// Counts durations in buckets whose width is under 1 % of their value, so that quantiles of millions of lags cost
// a fixed 48 KiB and one addition each.
#ifndef BENCHMARKS_HISTOGRAM_H
#define BENCHMARKS_HISTOGRAM_H

#include <stdint.h>

enum {
    HISTOGRAM_STEPS = 128,   // buckets per power of two
    HISTOGRAM_OCTAVES = 48,  // up to about ten hours in nanoseconds
};

struct histogram {
    uint64_t count;
    uint64_t maximum;
    uint64_t buckets[HISTOGRAM_OCTAVES * HISTOGRAM_STEPS];
};

// Values below HISTOGRAM_STEPS have a bucket each; above, the top eight bits of the value name the bucket.
static inline int histogram_bucket(uint64_t value) {
    if (value < HISTOGRAM_STEPS) return (int)value;
    int shift = 63 - __builtin_clzll(value) - 7;
    int bucket = (shift + 1) * HISTOGRAM_STEPS + (int)((value >> shift) - HISTOGRAM_STEPS);
    int last = HISTOGRAM_OCTAVES * HISTOGRAM_STEPS - 1;
    return bucket < last ? bucket : last;
}

static inline double histogram_midpoint(int bucket) {
    if (bucket < HISTOGRAM_STEPS) return bucket;
    int shift = bucket / HISTOGRAM_STEPS - 1;
    double lowest = (double)((uint64_t)(bucket % HISTOGRAM_STEPS + HISTOGRAM_STEPS) << shift);
    return lowest + (double)((uint64_t)1 << shift) / 2;
}

static inline void histogram_add(struct histogram *histogram, uint64_t value) {
    histogram->count++;
    if (value > histogram->maximum) histogram->maximum = value;
    histogram->buckets[histogram_bucket(value)]++;
}

// The value below which `fraction` of all values lie; 0 when there are none.
static inline double histogram_quantile(const struct histogram *histogram, double fraction) {
    uint64_t wanted = (uint64_t)(fraction * (double)histogram->count);
    uint64_t seen = 0;
    for (int i = 0; histogram->count && i < HISTOGRAM_OCTAVES * HISTOGRAM_STEPS; i++) {
        seen += histogram->buckets[i];
        if (seen <= wanted && seen < histogram->count) continue;
        double value = histogram_midpoint(i);
        return value < (double)histogram->maximum ? value : (double)histogram->maximum;
    }
    return 0;
}

#endif
