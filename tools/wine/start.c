/* start.exe PROGRAM WORDS…: runs a program as a terminal of Windows does, without the variable that wine took the
   language of Windows from, and ends as it ends. */
#include <windows.h>

int wmain(void) {
    wchar_t *line = GetCommandLineW();
    STARTUPINFOW how = {sizeof how};
    PROCESS_INFORMATION started;
    DWORD code = 99;

    /* behind the first word, which may stand in quotes */
    if (*line == L'"')
        for (line++; *line && *line != L'"'; line++)
            ;
    while (*line && *line != L' ')
        line++;
    while (*line == L' ')
        line++;
    SetEnvironmentVariableW(L"LC_ALL", NULL);
    how.dwFlags = STARTF_USESTDHANDLES;
    how.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    how.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    how.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &how, &started))
        return (int)GetLastError();
    WaitForSingleObject(started.hProcess, INFINITE);
    GetExitCodeProcess(started.hProcess, &code);
    return (int)code;
}
