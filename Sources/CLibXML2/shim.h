#include <libxml/xmlversion.h>
/* Debian's libxml2 exposes ICU's headers, which clash with those inside Swift's Foundation. Only the type of two
   pointers in xmlCharEncodingHandler depends on them, and no Swift code touches that struct. */
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>

/* xmlFree is a macro over a global function pointer, which Swift may not read: this calls it. */
static inline void freeXMLString(xmlChar *string) {
    xmlFree(string);
}
