// Reads many streamed answers at once, checks every one of them, and says what they cost the server.
//
//   cc -O2 -o load-generator load-generator.c
//   load-generator --url http://127.0.0.1:8080/chat/stream --streams 1000 --concurrency 1000 --tokens 100 --pid 4711
//
//   --url         a server of this machine               --dialect      chat (the default) or openai: see answer.h
//   --streams     how many answers                       --concurrency  how many at once
//   --ramp-ms     time over which connections open       --seconds      after which no further question is asked
//   --pid         the server whose cost is measured      --nonce        makes the questions unlike those of other runs
//   --tokens --first-ms --gap-ms --jitter-ms --batch     the plan of every answer: see mock-model-server.c
//
// The model behind the server is mock-model-server: each question is a `mock:` plan, and each is unlike all others
// (n=…), because a server may let equal questions share one answer. Prints one JSON object.
// Exit status: 0 every answer was right; 1 some were not; 2 wrong arguments.
//
// One thread, one epoll; every connection asks one question after the other on one kept-alive connection.
// Loopback only, at most 300 s, 10,000 connections, 1,000,000 answers.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "measure/answer.h"
#include "measure/histogram.h"
#include "measure/process-usage.h"

enum {
    READ_SPACE = 256 << 10,
    REQUEST_SPACE = 2048,
    COMPLAINT_KINDS = 8,  // further kinds are counted, but not named
};

static const uint64_t second_ns = 1000000000u;

struct options {
    char host[64], path[256];
    int port;
    enum dialect dialect;
    long streams, tokens, batch;
    int concurrency;
    double first_ms, gap_ms, jitter_ms, ramp_ms, seconds;
    pid_t server;
    const char *nonce;
};

struct connection {
    int socket;  // -1: none
    bool is_connecting, is_busy, is_reused, has_first_token;
    uint64_t asked_ns;
    long number;  // of its question; no two are alike
    struct answer answer;
};

static struct options options = {
    .dialect = DIALECT_CHAT, .streams = 1, .tokens = 20, .batch = 32, .concurrency = 1, .seconds = 60, .nonce = "0",
};
static struct connection *connections;
static int poll_set;
static uint64_t deadline_ns;

static struct {
    long asked, right, wrong, open, most_open;
    unsigned long long tokens;
    struct histogram first_token, lag, duration;
    struct { const char *text; long count; } complaints[COMPLAINT_KINDS];
} result;

// ---- Arguments

static double number_between(const char *text, double least, double most) {
    char *end;
    double value = strtod(text, &end);
    if (end != text && !*end && value >= least && value <= most) return value;
    fprintf(stderr, "load-generator: %s is not a number between %g and %g\n", text, least, most);
    exit(2);
}

static void parse_url(const char *url) {
    int path_start = 0;
    if (sscanf(url, "http://%63[0-9.]:%d%n", options.host, &options.port, &path_start) != 2 ||
        strncmp(options.host, "127.", 4) != 0 || options.port < 1 || options.port > 65535 ||
        snprintf(options.path, sizeof options.path, "%s", url + path_start) >= (int)sizeof options.path) {
        fprintf(stderr, "load-generator: --url must be http://127.0.0.1:PORT/PATH\n");
        exit(2);
    }
}

static void parse_arguments(int count, char **arguments) {
    static const struct option known[] = {
        {"url", 1, 0, 'u'},      {"dialect", 1, 0, 'd'}, {"streams", 1, 0, 's'},  {"concurrency", 1, 0, 'c'},
        {"tokens", 1, 0, 't'},   {"batch", 1, 0, 'b'},   {"first-ms", 1, 0, 'f'}, {"gap-ms", 1, 0, 'g'},
        {"jitter-ms", 1, 0, 'j'}, {"ramp-ms", 1, 0, 'r'}, {"seconds", 1, 0, 'x'},  {"pid", 1, 0, 'p'},
        {"nonce", 1, 0, 'n'},    {0, 0, 0, 0},
    };
    for (int name; (name = getopt_long(count, arguments, "", known, NULL)) != -1;) {
        switch (name) {
        case 'u': parse_url(optarg); break;
        case 'd': options.dialect = strcmp(optarg, "openai") == 0 ? DIALECT_OPENAI : DIALECT_CHAT; break;
        case 's': options.streams = (long)number_between(optarg, 1, 1000000); break;
        case 'c': options.concurrency = (int)number_between(optarg, 1, 10000); break;
        case 't': options.tokens = (long)number_between(optarg, 1, 1000000); break;
        case 'b': options.batch = (long)number_between(optarg, 1, 64); break;
        case 'f': options.first_ms = number_between(optarg, 0, 60000); break;
        case 'g': options.gap_ms = number_between(optarg, 0, 60000); break;
        case 'j': options.jitter_ms = number_between(optarg, 0, 60000); break;
        case 'r': options.ramp_ms = number_between(optarg, 0, 60000); break;
        case 'x': options.seconds = number_between(optarg, 1, 300); break;
        case 'p': options.server = (pid_t)number_between(optarg, 1, 1 << 22); break;
        case 'n': options.nonce = optarg; break;
        default: exit(2);
        }
    }
    if (!options.port) {
        fprintf(stderr, "load-generator: --url is missing\n");
        exit(2);
    }
    if (options.streams < options.concurrency) options.concurrency = (int)options.streams;
}

// ---- One question and its answer

static size_t write_request(char *out, long number) {
    char plan[256], body[512];
    snprintf(plan, sizeof plan, "mock:tokens=%ld,first_ms=%g,gap_ms=%g,jitter=%g,batch=%ld,n=%.32s-%ld",
             options.tokens, options.first_ms, options.gap_ms, options.jitter_ms, options.batch, options.nonce, number);
    if (options.dialect == DIALECT_CHAT)  // a plan has no byte that a query must escape
        return (size_t)snprintf(out, REQUEST_SPACE,
                                "GET %s?q=%s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\n\r\n",
                                options.path, plan, options.host, options.port);
    int length = snprintf(body, sizeof body,
                          "{\"model\":\"mock-gpt\",\"stream\":true,"
                          "\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}",
                          plan);
    return (size_t)snprintf(out, REQUEST_SPACE,
                            "POST %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\n"
                            "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
                            options.path, options.host, options.port, length, body);
}

static void note_complaint(const char *text) {
    for (int i = 0; i < COMPLAINT_KINDS; i++) {
        if (result.complaints[i].text && strcmp(result.complaints[i].text, text) != 0) continue;
        result.complaints[i].text = text;
        result.complaints[i].count++;
        return;
    }
}

static void connection_close(struct connection *connection) {
    if (connection->socket >= 0) close(connection->socket);
    connection->socket = -1;
    connection->is_connecting = false;
}

static void answer_is_over(struct connection *connection, const char *complaint) {
    if (!connection->is_busy) return;
    connection->is_busy = false;
    result.open--;
    if (complaint) {
        result.wrong++;
        note_complaint(complaint);
    } else {
        result.right++;
        histogram_add(&result.duration, monotonic_ns() - connection->asked_ns);
    }
    if (complaint || !connection->answer.keeps_alive) connection_close(connection);
}

static void receive_token(void *context, uint64_t written_ns, uint64_t read_ns) {
    struct connection *connection = context;
    result.tokens++;
    histogram_add(&result.lag, read_ns - written_ns);
    if (connection->has_first_token) return;
    connection->has_first_token = true;
    histogram_add(&result.first_token, read_ns - connection->asked_ns);
}

static void watch(struct connection *connection, int operation, uint32_t events) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    epoll_ctl(poll_set, operation, connection->socket, &event);
}

static void send_question(struct connection *connection) {
    char request[REQUEST_SPACE];
    size_t length = write_request(request, connection->number);
    ssize_t sent = send(connection->socket, request, length, MSG_NOSIGNAL);
    if (sent != (ssize_t)length) answer_is_over(connection, "the question could not be sent");
}

static void begin_connecting(struct connection *connection) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options.port)};
    address.sin_addr.s_addr = inet_addr(options.host);
    connection->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int on = 1;
    setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connection->is_reused = false;
    connection->is_connecting = true;
    if (connection->socket < 0 ||
        (connect(connection->socket, (struct sockaddr *)&address, sizeof address) && errno != EINPROGRESS))
        answer_is_over(connection, "no connection");
    else watch(connection, EPOLL_CTL_ADD, EPOLLOUT);
}

static void ask(struct connection *connection) {
    if (result.asked >= options.streams || monotonic_ns() > deadline_ns) return;
    connection->number = result.asked++;
    if (++result.open > result.most_open) result.most_open = result.open;
    answer_reset(&connection->answer);
    connection->is_busy = true;
    connection->has_first_token = false;
    connection->asked_ns = monotonic_ns();
    connection->is_reused = connection->socket >= 0;
    if (connection->is_reused) send_question(connection);
    else begin_connecting(connection);
}

static void connection_opened(struct connection *connection) {
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(connection->socket, SOL_SOCKET, SO_ERROR, &error, &length);
    if (error) {
        answer_is_over(connection, "no connection");
        return;
    }
    connection->is_connecting = false;
    watch(connection, EPOLL_CTL_MOD, EPOLLIN);
    send_question(connection);
}

// A server may close an idle connection just when a question is on its way; that question is asked once more.
static void connection_closed(struct connection *connection) {
    struct answer *answer = &connection->answer;
    bool is_stale = connection->is_reused && answer->state == READING_HEAD && !answer->line_length;
    if (!connection->is_busy) {
        connection_close(connection);
    } else if (is_stale) {
        connection_close(connection);
        begin_connecting(connection);
    } else {
        const char *complaint = answer_complaint(answer, options.tokens);
        answer_is_over(connection, complaint ? complaint : "closed");
    }
}

static void connection_readable(struct connection *connection) {
    static char bytes[READ_SPACE];
    ssize_t count = recv(connection->socket, bytes, sizeof bytes, 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0 || !connection->is_busy) {
        connection_closed(connection);
        return;
    }
    struct answer_sink sink = {options.dialect, receive_token, connection};
    size_t used = answer_feed(&connection->answer, bytes, (size_t)count, monotonic_ns(), &sink);
    if (connection->answer.fault || connection->answer.state == ANSWER_ENDED) {
        bool has_more = used < (size_t)count && !connection->answer.fault;
        answer_is_over(connection, has_more ? "bytes after the answer"
                                            : answer_complaint(&connection->answer, options.tokens));
    }
}

// ---- The loop

// Opens connections evenly over the ramp, at most 64 a turn so that reading goes on meanwhile.
static int open_more(int opened, uint64_t started_ns) {
    double share = options.ramp_ms > 0 ? (double)(monotonic_ns() - started_ns) / 1e6 / options.ramp_ms : 1;
    int wanted = share < 1 ? 1 + (int)(share * options.concurrency) : options.concurrency;
    if (wanted > options.concurrency) wanted = options.concurrency;
    for (int i = 0; i < 64 && opened < wanted; i++) ask(&connections[opened++]);
    return opened;
}

static void handle_event(const struct epoll_event *event) {
    struct connection *connection = event->data.ptr;
    if (connection->socket < 0) return;
    if (connection->is_connecting) connection_opened(connection);
    else connection_readable(connection);
    if (!connection->is_busy) ask(connection);
}

// Returns the highest resident memory seen while the answers were read.
static double run_load(uint64_t started_ns) {
    double peak_kib = 0;
    uint64_t next_sample_ns = started_ns, grace_ns = deadline_ns + 5 * second_ns;
    int opened = 0;
    while (opened < options.concurrency || result.open > 0) {
        struct epoll_event events[512];
        if (opened < options.concurrency) opened = open_more(opened, started_ns);
        int count = epoll_wait(poll_set, events, 512, opened < options.concurrency ? 1 : 50);
        for (int i = 0; i < count; i++) handle_event(&events[i]);
        uint64_t now = monotonic_ns();
        if (now > grace_ns) break;
        if (now < next_sample_ns) continue;
        next_sample_ns = now + second_ns / 4;
        double rss_kib = process_tree_usage(options.server).rss_kib;
        if (rss_kib > peak_kib) peak_kib = rss_kib;
    }
    for (int i = 0; i < options.concurrency; i++) answer_is_over(&connections[i], "not finished in time");
    return peak_kib;
}

static void print_quantiles(const char *name, const struct histogram *histogram) {
    printf("\"%s\":{\"p50\":%.4f,\"p90\":%.4f,\"p99\":%.4f,\"max\":%.4f},", name,
           histogram_quantile(histogram, 0.5) / 1e6, histogram_quantile(histogram, 0.9) / 1e6,
           histogram_quantile(histogram, 0.99) / 1e6, (double)histogram->maximum / 1e6);
}

static void print_result(double wall_seconds, double cpu_seconds, double rss_before_kib, double rss_peak_kib) {
    long wrong = result.wrong + options.streams - result.asked;
    printf("{\"asked\":%ld,\"right\":%ld,\"wrong\":%ld,\"most_open\":%ld,\"tokens\":%llu,\"wall_s\":%.4f,",
           result.asked, result.right, wrong, result.most_open, result.tokens, wall_seconds);
    print_quantiles("first_token_ms", &result.first_token);
    print_quantiles("lag_ms", &result.lag);
    print_quantiles("duration_ms", &result.duration);
    printf("\"server_cpu_s\":%.6f,\"rss_before_kib\":%.0f,\"rss_peak_kib\":%.0f,\"complaints\":{", cpu_seconds,
           rss_before_kib, rss_peak_kib);
    for (int i = 0; i < COMPLAINT_KINDS && result.complaints[i].text; i++)
        printf("%s\"%s\":%ld", i ? "," : "", result.complaints[i].text, result.complaints[i].count);
    printf("}}\n");
}

int main(int argument_count, char **arguments) {
    parse_arguments(argument_count, arguments);
    signal(SIGPIPE, SIG_IGN);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    poll_set = epoll_create1(EPOLL_CLOEXEC);
    connections = calloc((size_t)options.concurrency, sizeof *connections);
    if (!connections) return 2;
    for (int i = 0; i < options.concurrency; i++) connections[i].socket = -1;

    struct process_usage before = process_tree_usage(options.server);
    uint64_t started_ns = monotonic_ns();
    deadline_ns = started_ns + (uint64_t)(options.seconds * 1e9);
    double rss_peak_kib = run_load(started_ns);
    double wall_seconds = (double)(monotonic_ns() - started_ns) / 1e9;
    struct process_usage after = process_tree_usage(options.server);
    print_result(wall_seconds, after.cpu_seconds - before.cpu_seconds, before.rss_kib, rss_peak_kib);
    return result.right == options.streams ? 0 : 1;
}
