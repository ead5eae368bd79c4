/* python.exe: CPython's own does the same, but does not travel in any wheel. */
#include <windows.h>

typedef int (*Main)(int, wchar_t **);

int wmain(int count, wchar_t **words) {
    /* wine took the language of Windows from it; no Windows has such a variable */
    SetEnvironmentVariableW(L"LC_ALL", NULL);
    HMODULE library = LoadLibraryW(L"python311.dll");
    return library ? ((Main)GetProcAddress(library, "Py_Main"))(count, words) : 99;
}
