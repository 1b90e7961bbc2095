#include <zlib.h>

/* deflateInit2 is a macro, which Swift does not see. */
static inline int beginGzip(z_streamp stream) {
    return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}
