// An OpenAI-compatible model server that streams time stamps instead of words, so fast that it is never the bottleneck.
//
//   cc -O2 -o mock-model-server mock-model-server.c
//   mock-model-server PORT          listens on 127.0.0.1 only, until SIGTERM
//
// POST …/chat/completions   streams the answer that the question asks for. The last `mock:` in the body counts, so a
//                           question may be embedded in any prompt:
//     mock:tokens=200,first_ms=0,gap_ms=20,jitter=5,batch=32,n=17
//     tokens     how many tokens                         first_ms  delay of the first one behind the response head
//     gap_ms     time between tokens; 0: at full speed   jitter    each gap differs by up to so many ms, either way
//     batch      at full speed, tokens per write         n         anything that makes the question unlike others
// GET …/models              one model, mock-gpt
// GET /stats                {"open":…,"started":…,"finished":…,"aborted":…,"connections":…}
//
// One thread, one epoll, a heap of timers. A reader that stops reading holds back its own stream only.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "measure/stamp.h"
#include "mock/answer-plan.h"
#include "mock/timers.h"

enum {
    REQUEST_LIMIT = 4 << 20,    // a longer request closes its connection
    PENDING_LIMIT = 64 << 10,   // with so much unsent, a stream makes no further tokens
    EVENT_SPACE = 512,          // room for one event with its HTTP chunk framing
};

struct connection {
    struct timer timer;  // of the next token; first, so that a timer's address is its connection's
    int socket;
    char *request;
    size_t request_length, request_capacity;
    char *pending;  // bytes the socket did not take
    size_t pending_start, pending_end, pending_capacity;
    bool waits_for_space;

    bool is_streaming;
    struct answer_plan plan;
    long tokens_left;
    uint64_t number, last_stamp;
    char token_event[EVENT_SPACE];  // an event framed for the wire; only the stamp in it changes
    size_t token_event_length;
};

static struct {
    long open, connections;
    unsigned long long started, finished, aborted;
} statistics;

static int poll_set;

// ---- Connections: functions that return false mean "close it"

static void connection_close(struct connection *connection) {
    if (connection->is_streaming) {
        statistics.open--;
        statistics.aborted++;
    }
    statistics.connections--;
    timer_stop(&connection->timer);
    close(connection->socket);
    free(connection->request);
    free(connection->pending);
    free(connection);
}

static size_t connection_unsent(const struct connection *connection) {
    return connection->pending_end - connection->pending_start;
}

static void connection_watch(struct connection *connection, bool for_space) {
    if (connection->waits_for_space == for_space) return;
    connection->waits_for_space = for_space;
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | (for_space ? EPOLLOUT : 0), .data.ptr = connection};
    epoll_ctl(poll_set, EPOLL_CTL_MOD, connection->socket, &event);
}

static void connection_keep_unsent(struct connection *connection, const char *bytes, size_t count) {
    if (connection->pending_end + count > connection->pending_capacity) {
        size_t unsent = connection_unsent(connection);
        memmove(connection->pending, connection->pending + connection->pending_start, unsent);
        connection->pending_start = 0;
        connection->pending_end = unsent;
        if (unsent + count > connection->pending_capacity) {
            connection->pending_capacity = (unsent + count) * 2;
            connection->pending = realloc(connection->pending, connection->pending_capacity);
            if (!connection->pending) abort();
        }
    }
    memcpy(connection->pending + connection->pending_end, bytes, count);
    connection->pending_end += count;
    connection_watch(connection, true);
}

static bool connection_send(struct connection *connection, const char *bytes, size_t count) {
    ssize_t sent = 0;
    if (!connection_unsent(connection)) {
        sent = send(connection->socket, bytes, count, MSG_NOSIGNAL);
        if (sent < 0 && errno != EAGAIN) return false;
        if (sent < 0) sent = 0;
    }
    if ((size_t)sent < count) connection_keep_unsent(connection, bytes + sent, count - (size_t)sent);
    return true;
}

static bool connection_flush(struct connection *connection) {
    while (connection_unsent(connection)) {
        ssize_t sent = send(connection->socket, connection->pending + connection->pending_start,
                            connection_unsent(connection), MSG_NOSIGNAL);
        if (sent < 0) return errno == EAGAIN;
        connection->pending_start += (size_t)sent;
    }
    connection->pending_start = connection->pending_end = 0;
    connection_watch(connection, false);
    return true;
}

// ---- Answers

// Appends one event as one HTTP chunk, as model servers send them.
__attribute__((format(printf, 2, 3)))
static size_t append_event(char *out, const char *format, ...) {
    char event[EVENT_SPACE - 16];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(event, sizeof event, format, arguments);
    va_end(arguments);
    return (size_t)sprintf(out, "%x\r\n%s\r\n", (unsigned)length, event);
}

#define EVENT_HEAD                                                                                               \
    "data: {\"id\":\"chatcmpl-mock%010llu\",\"object\":\"chat.completion.chunk\",\"created\":1750000000,"        \
    "\"model\":\"mock-gpt\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_0123456789\",\"choices\":["

// Every stamp has the same length, so formatting is paid once a stream.
static void prepare_token_event(struct connection *connection) {
    connection->token_event_length =
        append_event(connection->token_event,
                     EVENT_HEAD "{\"index\":0,\"delta\":{\"content\":\"%*s\"},\"logprobs\":null,"
                                "\"finish_reason\":null}]}\n\n",
                     (unsigned long long)connection->number, STAMP_LENGTH, "");
}

static size_t append_token(struct connection *connection, char *out) {
    static const char before_stamp[] = "\"content\":\"";
    uint64_t now = monotonic_ns();
    if (now <= connection->last_stamp) now = connection->last_stamp + 1;
    connection->last_stamp = now;
    connection->tokens_left--;
    memcpy(out, connection->token_event, connection->token_event_length);
    char *content = memmem(out, connection->token_event_length, before_stamp, sizeof before_stamp - 1);
    stamp_write(content + sizeof before_stamp - 1, now);
    return connection->token_event_length;
}

static size_t append_end(struct connection *connection, char *out) {
    unsigned long long number = connection->number;
    size_t length = append_event(
        out, EVENT_HEAD "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}\n\n", number);
    long tokens = connection->plan.tokens;
    if (connection->plan.wants_usage)
        length += append_event(out + length, EVENT_HEAD "],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":%ld,"
                                                        "\"total_tokens\":%ld}}\n\n", number, tokens, tokens + 9);
    return length + (size_t)sprintf(out + length, "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
}

// A token that was late does not shorten the next gap, unless it was late by a whole one.
static uint64_t next_due(const struct connection *connection) {
    uint64_t due = connection->timer.due_ns + plan_gap_ns(&connection->plan), now = monotonic_ns();
    return due < now ? now : due;
}

// The timer of a stream rang: one token, or one batch at full speed.
static bool stream_advance(struct connection *connection) {
    static char out[(BATCH_LIMIT + 4) * EVENT_SPACE];
    if (connection_unsent(connection) > PENDING_LIMIT) return true;  // goes on when the socket has room again
    long batch = connection->plan.gap_ns ? 1 : connection->plan.batch;
    size_t length = 0;
    while (batch-- > 0 && connection->tokens_left > 0) length += append_token(connection, out + length);
    if (connection->tokens_left > 0) {
        timer_start(&connection->timer, next_due(connection));
    } else {
        length += append_end(connection, out + length);
        connection->is_streaming = false;
        statistics.open--;
        statistics.finished++;
    }
    return connection_send(connection, out, length);
}

static bool stream_begin(struct connection *connection, const char *body, size_t count) {
    connection->plan = plan_from_body(body, count);
    connection->tokens_left = connection->plan.tokens;
    connection->number = statistics.started++;
    connection->is_streaming = true;
    statistics.open++;
    prepare_token_event(connection);
    char out[512 + EVENT_SPACE];
    unsigned long long number = connection->number;
    const char *head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
                       "Cache-Control: no-cache\r\nTransfer-Encoding: chunked\r\n"
                       "Connection: keep-alive\r\nx-request-id: req_mock\r\n\r\n";
    size_t length = (size_t)(stpcpy(out, head) - out);
    length += append_event(out + length, EVENT_HEAD "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
                                                    "\"logprobs\":null,\"finish_reason\":null}]}\n\n", number);
    timer_start(&connection->timer, monotonic_ns() + connection->plan.first_ns);
    return connection_send(connection, out, length);
}

static bool reply_json(struct connection *connection, const char *status, const char *json) {
    char out[1024];
    const char *format = "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s";
    int length = snprintf(out, sizeof out, format, status, strlen(json), json);
    return connection_send(connection, out, (size_t)length);
}

// ---- Requests

// Joins the chunks of a complete chunked body in place. Returns its length with framing; 0: incomplete.
static size_t join_chunks(char *body, size_t count, size_t *joined) {
    size_t used = 0;
    *joined = 0;
    for (;;) {
        char *newline = memmem(body + used, count - used, "\r\n", 2);
        if (!newline) return 0;
        size_t size = strtoul(body + used, NULL, 16), start = (size_t)(newline - body) + 2;
        if (size > REQUEST_LIMIT || start + size + 2 > count) return 0;
        used = start + size + 2;
        if (!size) return used;
        memmove(body + *joined, body + start, size);
        *joined += size;
    }
}

static bool answer_request(struct connection *connection, const char *target, size_t length, const char *body,
                           size_t body_length) {
    if (memmem(target, length, "/chat/completions", 17)) return stream_begin(connection, body, body_length);
    if (memmem(target, length, "/stats", 6)) {
        char json[256];
        snprintf(json, sizeof json,
                 "{\"open\":%ld,\"started\":%llu,\"finished\":%llu,\"aborted\":%llu,\"connections\":%ld}\n",
                 statistics.open, statistics.started, statistics.finished, statistics.aborted, statistics.connections);
        return reply_json(connection, "200 OK", json);
    }
    static const char models[] =
        "{\"object\":\"list\",\"data\":[{\"id\":\"mock-gpt\",\"object\":\"model\",\"owned_by\":\"mock\"}]}";
    static const char unknown[] = "{\"error\":{\"message\":\"not found\",\"type\":\"invalid_request_error\"}}";
    if (memmem(target, length, "/models", 7)) return reply_json(connection, "200 OK", models);
    return reply_json(connection, "404 Not Found", unknown);
}

// Answers the request at the start of the buffer, if it is complete; one at a time on a connection.
static bool connection_serve(struct connection *connection) {
    while (!connection->is_streaming && connection->request_length) {
        char *head = connection->request;
        char *head_end = memmem(head, connection->request_length, "\r\n\r\n", 4);
        if (!head_end) return true;
        *head_end = 0;  // the head is now a string
        size_t head_length = (size_t)(head_end - head) + 4;
        char *body = head + head_length;
        size_t available = connection->request_length - head_length, body_length = 0, body_used = 0;
        char *length_field = strcasestr(head, "\r\ncontent-length:");
        bool is_complete = true;
        if (strcasestr(head, "\r\ntransfer-encoding: chunked")) {
            // Joining moves bytes, so it must happen only once: look for the end before.
            bool has_end = available >= 5 && memcmp(body + available - 5, "0\r\n\r\n", 5) == 0;
            body_used = has_end ? join_chunks(body, available, &body_length) : 0;
            is_complete = body_used > 0;
        } else if (length_field) {
            body_used = body_length = strtoul(length_field + 17, NULL, 10);
            if (body_length > REQUEST_LIMIT) return false;
            is_complete = available >= body_length;
        }
        if (!is_complete) {
            *head_end = '\r';
            return true;
        }
        const char *target = strchr(head, ' ');
        if (!target) return false;
        if (!answer_request(connection, target + 1, strcspn(target + 1, " ?\r"), body, body_length)) return false;
        size_t used = head_length + body_used;
        connection->request_length -= used;
        memmove(connection->request, connection->request + used, connection->request_length);
    }
    return true;
}

static bool connection_read(struct connection *connection) {
    for (;;) {
        if (connection->request_length + 1024 > connection->request_capacity) {
            if (connection->request_capacity >= REQUEST_LIMIT) return false;
            connection->request_capacity = connection->request_capacity ? connection->request_capacity * 2 : 2048;
            connection->request = realloc(connection->request, connection->request_capacity);
            if (!connection->request) abort();
        }
        size_t room = connection->request_capacity - connection->request_length;
        ssize_t count = recv(connection->socket, connection->request + connection->request_length, room, 0);
        if (count == 0) return false;
        if (count < 0) return errno == EAGAIN;
        connection->request_length += (size_t)count;
        if ((size_t)count < room) return connection_serve(connection);
    }
}

// ---- The loop

static void accept_all(int listener) {
    for (;;) {
        int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0) return;
        int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct connection *connection = calloc(1, sizeof *connection);
        if (!connection) abort();
        connection->socket = socket;
        connection->timer.index = -1;
        statistics.connections++;
        struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP, .data.ptr = connection};
        epoll_ctl(poll_set, EPOLL_CTL_ADD, socket, &event);
    }
}

static void connection_ready(struct connection *connection, uint32_t events) {
    bool is_alive = !(events & (EPOLLERR | EPOLLHUP | EPOLLRDHUP));
    if (is_alive && events & EPOLLIN) is_alive = connection_read(connection);
    if (is_alive && events & EPOLLOUT) {
        is_alive = connection_flush(connection);
        bool is_stalled = connection->is_streaming && connection->timer.index < 0 && !connection_unsent(connection);
        if (is_alive && is_stalled) timer_start(&connection->timer, monotonic_ns());
    }
    if (!is_alive) connection_close(connection);
}

static void ring_timers(void) {
    uint64_t now = monotonic_ns();
    for (struct timer *first; (first = timer_first()) && first->due_ns <= now;) {
        struct connection *connection = (struct connection *)first;
        timer_stop(&connection->timer);
        if (!stream_advance(connection) || !connection_serve(connection)) connection_close(connection);
    }
}

static int listen_on_loopback(int port) {
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) {
        perror("mock-model-server: listen");
        exit(1);
    }
    return listener;
}

int main(int argument_count, char **arguments) {
    int port = argument_count == 2 ? atoi(arguments[1]) : 0;
    if (port < 1 || port > 65535) {
        fprintf(stderr, "usage: mock-model-server PORT\n");
        return 2;
    }
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    prctl(PR_SET_TIMERSLACK, 1000);  // the usual 50 µs would blur first tokens

    int listener = listen_on_loopback(port);
    poll_set = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(poll_set, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        struct epoll_event events[512];
        struct timer *first = timer_first();
        struct timespec wait = {0, 0};
        if (first) {
            uint64_t now = monotonic_ns(), left = first->due_ns > now ? first->due_ns - now : 0;
            wait.tv_sec = (time_t)(left / 1000000000u);
            wait.tv_nsec = (long)(left % 1000000000u);
        }
        int count = epoll_pwait2(poll_set, events, 512, first ? &wait : NULL, NULL);
        for (int i = 0; i < count; i++) {
            if (events[i].data.ptr) connection_ready(events[i].data.ptr, events[i].events);
            else accept_all(listener);
        }
        ring_timers();
    }
}
