/* icuuc.dll: Windows 10 has one, wine 8 has not. Qt asks it for converters of encodings and does without where it has none. */
#define EXPORTED __declspec(dllexport)

enum { NO_SUCH_THING = 16 };

EXPORTED void *ucnv_open(const char *name, int *status) {
    if (status)
        *status = NO_SUCH_THING;
    return 0;
}

EXPORTED const char *ucnv_getName(void *converter, int *status) {
    if (status)
        *status = NO_SUCH_THING;
    return "";
}

EXPORTED signed char ucnv_getMaxCharSize(void *converter) { return 4; }
EXPORTED const char *ucnv_getStandardName(const char *name, const char *standard, int *status) { return 0; }
EXPORTED const char *ucnv_getAvailableName(int number) { return 0; }
EXPORTED int ucnv_countAvailable(void) { return 0; }
EXPORTED int ucnv_toUCountPending(void *converter, int *status) { return 0; }

/* never called without a converter */
EXPORTED void ucnv_close(void *converter) {}
EXPORTED void ucnv_reset(void *converter) {}
EXPORTED void ucnv_toUnicode(void) {}
EXPORTED void ucnv_fromUnicode(void) {}
EXPORTED void ucnv_cbToUWriteUChars(void) {}
EXPORTED void ucnv_cbFromUWriteUChars(void) {}
EXPORTED void ucnv_getToUCallBack(void) {}
EXPORTED void ucnv_getFromUCallBack(void) {}
EXPORTED void ucnv_setToUCallBack(void) {}
EXPORTED void ucnv_setFromUCallBack(void) {}
EXPORTED void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORTED void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
