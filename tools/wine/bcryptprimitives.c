/* bcryptprimitives.dll: Windows 10 has one, wine 8 has not. Rust's standard library takes random numbers from it. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID data, ULONG size);

__declspec(dllexport) BOOL WINAPI ProcessPrng(BYTE *data, SIZE_T size) {
    return SystemFunction036(data, (ULONG)size);
}
