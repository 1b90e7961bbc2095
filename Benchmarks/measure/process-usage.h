// What a server has cost so far: processor time and resident memory of a process and all its descendants.
#ifndef BENCHMARKS_PROCESS_USAGE_H
#define BENCHMARKS_PROCESS_USAGE_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { PROCESS_TREE_LIMIT = 64 };  // no contender has more processes; further ones are not counted

struct process_usage {
    double cpu_seconds;  // user and system time of every thread, those that have ended included
    double rss_kib;      // resident set size; pages shared between the processes count for each
};

// The kernel's CPU clock of a process has nanoseconds; utime and stime in /proc have only hundredths of a second,
// which is more than a whole burst costs. They are the fallback where the clock cannot be read.
static double process_cpu_seconds(pid_t pid) {
    clockid_t clock;
    struct timespec spent;
    if (clock_getcpuclockid(pid, &clock) == 0 && clock_gettime(clock, &spent) == 0)
        return (double)spent.tv_sec + (double)spent.tv_nsec / 1e9;

    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = 0;
    char *after_name = strrchr(text, ')');  // the name itself may hold blanks and brackets
    unsigned long user = 0, system = 0;
    if (after_name)
        sscanf(after_name + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

static double process_rss_kib(pid_t pid) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    long pages = 0;
    if (fscanf(file, "%*d %ld", &pages) != 1) pages = 0;
    fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1024;
}

// Appends the children of every thread of `pid`; returns the new number of processes.
static int process_append_children(pid_t pid, pid_t *processes, int count) {
    char folder[64], path[400];
    snprintf(folder, sizeof folder, "/proc/%d/task", (int)pid);
    DIR *threads = opendir(folder);
    if (!threads) return count;
    for (struct dirent *thread; (thread = readdir(threads));) {
        if (thread->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s/children", folder, thread->d_name);
        FILE *file = fopen(path, "r");
        if (!file) continue;
        int child;
        while (count < PROCESS_TREE_LIMIT && fscanf(file, "%d", &child) == 1) processes[count++] = child;
        fclose(file);
    }
    closedir(threads);
    return count;
}

// A process that has ended and was reaped no longer counts.
static struct process_usage process_tree_usage(pid_t root) {
    struct process_usage total = {0, 0};
    pid_t processes[PROCESS_TREE_LIMIT] = {root};
    int count = root > 0 ? 1 : 0;
    for (int i = 0; i < count; i++) {
        count = process_append_children(processes[i], processes, count);
        total.cpu_seconds += process_cpu_seconds(processes[i]);
        total.rss_kib += process_rss_kib(processes[i]);
    }
    return total;
}

#endif
