// The plan that a question carries: `mock:tokens=200,gap_ms=20,…`; mock-model-server.c says what the names mean.
#ifndef BENCHMARKS_ANSWER_PLAN_H
#define BENCHMARKS_ANSWER_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    TOKENS_LIMIT = 1000000,
    BATCH_LIMIT = 64,
};

struct answer_plan {
    long tokens, batch;
    uint64_t first_ns, gap_ns, jitter_ns;
    bool wants_usage;
};

static double plan_value(const char *plan, const char *name, double otherwise, double most) {
    size_t length = strlen(name);
    for (const char *at = plan; *at; at++) {
        if (strncmp(at, name, length) == 0 && at[length] == '=') {
            double value = atof(at + length + 1);
            return value < 0 ? 0 : value > most ? most : value;
        }
        at += strcspn(at, ",");
        if (!*at) break;
    }
    return otherwise;
}

// Reads the last plan in a request's body. It ends at the first byte that no plan contains: anything may follow it.
static struct answer_plan plan_from_body(const char *body, size_t count) {
    const char *last = NULL, *end = body + count;
    for (const char *at = body; at < end && (at = memmem(at, (size_t)(end - at), "mock:", 5)); at += 5) last = at + 5;
    char text[256] = "";
    for (size_t i = 0; last && last + i < end && i < sizeof text - 1; i++) {
        if (!strchr("abcdefghijklmnopqrstuvwxyz_=,.-0123456789", last[i]) || !last[i]) break;
        text[i] = last[i];
        text[i + 1] = 0;
    }
    struct answer_plan plan = {
        .tokens = (long)plan_value(text, "tokens", 20, TOKENS_LIMIT),
        .batch = (long)plan_value(text, "batch", 32, BATCH_LIMIT),
        .first_ns = (uint64_t)(plan_value(text, "first_ms", 0, 60000) * 1e6),
        .gap_ns = (uint64_t)(plan_value(text, "gap_ms", 0, 60000) * 1e6),
        .jitter_ns = (uint64_t)(plan_value(text, "jitter", 0, 60000) * 1e6),
        .wants_usage = memmem(body, count, "\"include_usage\":true", 20) ||
                       memmem(body, count, "\"include_usage\": true", 21),
    };
    if (plan.tokens < 1) plan.tokens = 1;
    if (plan.batch < 1) plan.batch = 1;
    if (plan.jitter_ns > plan.gap_ns) plan.jitter_ns = plan.gap_ns;
    return plan;
}

static uint64_t random_bits(void) {
    static uint64_t state = 0x9E3779B97F4A7C15u;  // always the same sequence: runs are comparable
    state ^= state << 13;
    state ^= state >> 7;
    return state ^= state << 17;
}

// The time to the next token, which differs from token to token by the plan's jitter.
static uint64_t plan_gap_ns(const struct answer_plan *plan) {
    if (!plan->jitter_ns) return plan->gap_ns;
    return plan->gap_ns - plan->jitter_ns + random_bits() % (2 * plan->jitter_ns + 1);
}

#endif
