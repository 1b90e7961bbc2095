/* Re-parses an answer with cmark-gfm at every so many tokens of four bytes, and renders it to HTML.
   usage: cmark-peer FILE EVERY */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double processor_time(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static size_t render(const char *text, size_t length) {
    static const char *names[] = {"table", "strikethrough", "autolink", "tasklist"};
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (int i = 0; i < 4; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
    cmark_parser_feed(parser, text, length);
    cmark_node *document = cmark_parser_finish(parser);
    char *html = cmark_render_html(document, CMARK_OPT_DEFAULT, cmark_parser_get_syntax_extensions(parser));
    size_t result = strlen(html);
    free(html);
    cmark_node_free(document);
    cmark_parser_free(parser);
    return result;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    FILE *file = fopen(argv[1], "rb");
    if (!file) return 1;
    char *text = malloc(1 << 24);
    size_t length = fread(text, 1, 1 << 24, file), step = 4 * strtoul(argv[2], NULL, 10), sum = 0;
    cmark_gfm_core_extensions_ensure_registered();
    double start = processor_time();
    if (step == 0) step = length;
    for (size_t end = step; end < length + step; end += step) sum += render(text, end < length ? end : length);
    printf("%.6f\n", processor_time() - start);
    return sum == 0;
}
