// One streamed answer being read: HTTP/1.1 head, chunked body, event-stream lines, text, time stamps.
//
// The answer is right when every token arrived once, in order, and the stream ended the way its dialect says:
//   chat    frames {"text":…}; the terminal frame {"done":true,"fullText":…} repeats exactly the text sent before
//   openai  chunks with "content"; then `data: [DONE]`
// in both cases followed by the end of the chunked body.
#ifndef BENCHMARKS_ANSWER_H
#define BENCHMARKS_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "stamp.h"

enum dialect { DIALECT_CHAT, DIALECT_OPENAI };

enum { LINE_LIMIT = 1 << 20 };  // a head or a line longer than this makes the answer wrong

enum answer_state { READING_HEAD, READING_CHUNK_SIZE, READING_CHUNK, READING_CHUNK_END, READING_TRAILER, ANSWER_ENDED };

struct answer {
    enum answer_state state;
    int status;
    bool keeps_alive;
    size_t chunk_left;  // bytes of the current chunk still to come; while its size is read, the size so far
    bool in_extension;  // behind the ';' of a chunk-size line
    char *line;         // the head, then the unfinished line; kept between answers of one connection
    size_t line_length, line_capacity;

    struct stamp_reader stamps;
    uint64_t last_stamp;
    long tokens;
    long repeated;       // stamps not later than the one before: a token twice or out of order
    long final_tokens;   // stamps in the terminal frame's fullText
    bool has_terminal;   // the dialect's last frame was read
    bool has_late_text;  // text after it
    const char *fault;   // what was wrong on the wire, or NULL
};

// Called for each new token in order, with the time it was written and the time it was read.
typedef void token_receiver(void *context, uint64_t written_ns, uint64_t read_ns);

struct answer_sink {
    enum dialect dialect;
    token_receiver *receive;
    void *context;
};

static void answer_reset(struct answer *answer) {
    char *line = answer->line;
    size_t capacity = answer->line_capacity;
    memset(answer, 0, sizeof *answer);
    answer->line = line;
    answer->line_capacity = capacity;
    stamp_reader_reset(&answer->stamps);
}

static bool answer_keep(struct answer *answer, const char *bytes, size_t count) {
    size_t needed = answer->line_length + count + 1;
    if (needed > LINE_LIMIT) {
        answer->fault = "line too long";
        return false;
    }
    if (needed > answer->line_capacity) {
        size_t capacity = needed < 512 ? 512 : needed * 2;
        char *line = realloc(answer->line, capacity);
        if (!line) {
            answer->fault = "out of memory";
            return false;
        }
        answer->line = line;
        answer->line_capacity = capacity;
    }
    memcpy(answer->line + answer->line_length, bytes, count);
    answer->line_length += count;
    answer->line[answer->line_length] = 0;
    return true;
}

static bool contains(const char *bytes, size_t count, const char *text) {
    return memmem(bytes, count, text, strlen(text)) != NULL;
}

// Stamps of the answer's running text: each must be later than the one before. `text` is what follows a member's
// name; only the string in it counts, so that a stamp begun at its end can go on in the next frame.
static void answer_text(struct answer *answer, const char *text, size_t count, uint64_t now,
                        const struct answer_sink *sink) {
    const char *quote = memchr(text, '"', count);
    size_t start = quote ? (size_t)(quote - text) + 1 : count;
    for (size_t i = start; i < count && text[i] != '"'; i++) {
        if (text[i] == '\\') i++;  // the escaped byte belongs to no stamp; it may be a quote
        if (i == count) break;
        if (!stamp_reader_feed(&answer->stamps, text[i])) continue;
        if (answer->has_terminal) answer->has_late_text = true;
        if (answer->stamps.value <= answer->last_stamp || answer->stamps.value > now) {
            answer->repeated++;
            continue;
        }
        answer->last_stamp = answer->stamps.value;
        answer->tokens++;
        sink->receive(sink->context, answer->stamps.value, now);
    }
}

static void answer_full_text(struct answer *answer, const char *text, size_t count) {
    struct stamp_reader stamps;
    stamp_reader_reset(&stamps);
    for (size_t i = 0; i < count; i++) answer->final_tokens += stamp_reader_feed(&stamps, text[i]);
    answer->has_terminal = true;
}

// Takes the JSON apart only as far as the measurement needs: the text is what follows its member's name.
static void answer_line(struct answer *answer, const char *line, size_t count, uint64_t now,
                        const struct answer_sink *sink) {
    if (count < 6 || memcmp(line, "data:", 5) != 0) return;
    if (sink->dialect == DIALECT_OPENAI) {
        if (contains(line, count < 16 ? count : 16, "[DONE]")) {
            answer->has_terminal = true;
            answer->final_tokens = answer->tokens;
            return;
        }
        const char *content = memmem(line, count, "\"content\"", 9);
        if (content) answer_text(answer, content + 9, count - (size_t)(content + 9 - line), now, sink);
        return;
    }
    size_t start = count < 24 ? count : 24;  // the member that tells frames apart comes first
    if (contains(line, start, "\"text\"")) {
        const char *text = (const char *)memmem(line, count, "\"text\"", 6) + 6;
        answer_text(answer, text, count - (size_t)(text - line), now, sink);
    } else if (contains(line, start, "\"done\"")) {
        answer_full_text(answer, line, count);
    } else if (contains(line, start, "\"error\"")) {
        answer->fault = "error frame";
    }
}

static void answer_body(struct answer *answer, const char *bytes, size_t count, uint64_t now,
                        const struct answer_sink *sink) {
    while (count && !answer->fault) {
        const char *newline = memchr(bytes, '\n', count);
        size_t taken = newline ? (size_t)(newline - bytes) + 1 : count;
        if (newline && !answer->line_length) {
            answer_line(answer, bytes, taken, now, sink);
        } else if (answer_keep(answer, bytes, taken) && newline) {
            answer_line(answer, answer->line, answer->line_length, now, sink);
            answer->line_length = 0;
        }
        bytes += taken;
        count -= taken;
    }
}

// Reads the complete head in `line`. Only chunked answers are streams; anything else is a fault.
static void answer_head(struct answer *answer) {
    answer->status = answer->line_length > 12 ? atoi(answer->line + 9) : 0;
    answer->keeps_alive = strncmp(answer->line, "HTTP/1.1", 8) == 0;
    bool is_chunked = false;
    for (char *field = strstr(answer->line, "\r\n"); field; field = strstr(field + 2, "\r\n")) {
        char *end = strstr(field + 2, "\r\n");
        if (!end) break;
        size_t length = (size_t)(end - field) - 2;
        if (strncasecmp(field + 2, "transfer-encoding:", 18) == 0) is_chunked = contains(field + 2, length, "chunked");
        if (strncasecmp(field + 2, "connection:", 11) == 0 && contains(field + 2, length, "close"))
            answer->keeps_alive = false;
    }
    if (answer->status != 200) answer->fault = "status is not 200";
    else if (!is_chunked) answer->fault = "body is not chunked";
    answer->line_length = 0;
    answer->state = READING_CHUNK_SIZE;
}

static size_t answer_feed_head(struct answer *answer, const char *bytes, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != '\n') continue;
        // A head ends with an empty line; the three bytes before it may be in an earlier read.
        if (!answer_keep(answer, bytes, i + 1)) return count;
        if (answer->line_length >= 4 && memcmp(answer->line + answer->line_length - 4, "\r\n\r\n", 4) == 0)
            answer_head(answer);
        return i + 1;
    }
    answer_keep(answer, bytes, count);
    return count;
}

static int hexadecimal_digit(char byte) {
    char lower = byte | 32;
    if (byte >= '0' && byte <= '9') return byte - '0';
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

static void answer_feed_chunk_size(struct answer *answer, char byte) {
    if (byte == '\n') {
        answer->state = answer->chunk_left ? READING_CHUNK : READING_TRAILER;
        answer->in_extension = false;
    } else if (byte == ';') {
        answer->in_extension = true;
    } else if (byte != '\r' && byte != ' ' && !answer->in_extension) {
        int digit = hexadecimal_digit(byte);
        if (digit < 0 || answer->chunk_left > (size_t)1 << 40) answer->fault = "bad chunk size";
        else answer->chunk_left = answer->chunk_left * 16 + (size_t)digit;
    }
}

// Takes what one read brought; returns how much of it was used. Less than `count` only at the end or at a fault.
static size_t answer_feed(struct answer *answer, const char *bytes, size_t count, uint64_t now,
                          const struct answer_sink *sink) {
    size_t used = 0;
    while (used < count && answer->state != ANSWER_ENDED && !answer->fault) {
        switch (answer->state) {
        case READING_HEAD:
            used += answer_feed_head(answer, bytes + used, count - used);
            break;
        case READING_CHUNK_SIZE:
            answer_feed_chunk_size(answer, bytes[used++]);
            break;
        case READING_CHUNK: {
            size_t taken = count - used < answer->chunk_left ? count - used : answer->chunk_left;
            answer_body(answer, bytes + used, taken, now, sink);
            used += taken;
            answer->chunk_left -= taken;
            if (!answer->chunk_left) answer->state = READING_CHUNK_END;
            break;
        }
        case READING_CHUNK_END:
            if (bytes[used++] == '\n') answer->state = READING_CHUNK_SIZE;
            break;
        case READING_TRAILER:  // no contender sends trailer fields: the next line is empty
            if (bytes[used++] == '\n') answer->state = ANSWER_ENDED;
            break;
        case ANSWER_ENDED:
            break;
        }
    }
    return used;
}

// Why the answer is wrong, or NULL when it is right.
static const char *answer_complaint(const struct answer *answer, long expected_tokens) {
    if (answer->fault) return answer->fault;
    if (answer->state == READING_HEAD) return "closed before an answer";
    if (answer->repeated) return "a token came twice or out of order";
    if (answer->tokens < expected_tokens) return "tokens are missing";
    if (answer->tokens > expected_tokens) return "too many tokens";
    if (!answer->has_terminal) return "no terminal frame";
    if (answer->has_late_text) return "text after the terminal frame";
    if (answer->final_tokens != expected_tokens) return "fullText differs from the text sent";
    if (answer->state != ANSWER_ENDED) return "closed before the end of the body";
    return NULL;
}

#endif
