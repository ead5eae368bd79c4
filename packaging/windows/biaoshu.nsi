; The installer for Windows: for one user, into their own folder, with no rights asked for. tools/package.py calls it with
;   VERSION and NUMBERS (four numbers), SIZE (in kB), ICON, TARGET (the file to make), FILES (a list of what to lay out,
;   in one order, so that the same folder makes the same installer) and, where there is a certificate, SIGN (a command
;   that signs the uninstaller inside; the installer is signed by who calls this)
; It is silent with /S, takes another folder by /D=, and ends with 0, or with 32 where the program is open.

Unicode true
!if /FileExists "${NSISDIR}/Stubs/lzma_solid-amd64-unicode"
  ; where there is one of the program's own kind; Windows' own makensis has only the older, which serves as well
  Target amd64-unicode
!endif
SetCompressor /SOLID lzma
SetCompressorDictSize 64
; neither the day nor the machine goes along
SetDateSave off
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
AllowSkipFiles off

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh

!define WINDOW "biaoshu-window.exe"
!define TERMINAL "biaoshu.exe"
!define TYPE "Biaoshu.Store"
!define CLASSES "Software\Classes"
!define LISTED "Software\Microsoft\Windows\CurrentVersion\Uninstall\Biaoshu"
!define ENTRY "$SMPROGRAMS\Biaoshu 标数.lnk"
; Windows' number for a file that another process has open
!define IN_USE 32

Name "Biaoshu 标数"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\Biaoshu"
InstallDirRegKey HKCU "${LISTED}" "InstallLocation"
BrandingText "Biaoshu ${VERSION}"
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(STORES_STAY)"
!define MUI_UNFINISHPAGE_NOAUTOCLOSE
!define MUI_FINISHPAGE_TEXT "$(INSTALLED)"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; the first is for every language that is not the second
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

LangString IS_OPEN ${LANG_ENGLISH} "Biaoshu is open. Close its windows, then choose Retry; nothing has been changed."
LangString IS_OPEN ${LANG_SIMPCHINESE} "标数正在运行。请关闭它的窗口，再点“重试”；目前没有改动任何文件。"
LangString TOO_OLD ${LANG_ENGLISH} "Biaoshu needs 64-bit Windows 10 or newer."
LangString TOO_OLD ${LANG_SIMPCHINESE} "标数需要 64 位的 Windows 10 或更新的版本。"
LangString STORE ${LANG_ENGLISH} "Biaoshu store"
LangString STORE ${LANG_SIMPCHINESE} "标数标注库"
LangString INSTALLED ${LANG_ENGLISH} "Biaoshu ${VERSION} is installed. It is in the start menu, and a store (.biaoshu) opens by a double click."
LangString INSTALLED ${LANG_SIMPCHINESE} "标数 ${VERSION} 已安装。可从开始菜单打开，双击标注库（.biaoshu）也会打开。"
LangString STORES_STAY ${LANG_ENGLISH} "The program is removed. Your stores and settings stay where they are."
LangString STORES_STAY ${LANG_SIMPCHINESE} "将移除程序。您的标注库和设置都会保留在原处。"

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
!macro Properties language title what
  VIAddVersionKey /LANG=${language} "ProductName" "${title}"
  VIAddVersionKey /LANG=${language} "FileDescription" "${what}"
  VIAddVersionKey /LANG=${language} "CompanyName" "The Biaoshu developers"
  VIAddVersionKey /LANG=${language} "LegalCopyright" "MIT licence"
  VIAddVersionKey /LANG=${language} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "ProductVersion" "${VERSION}"
!macroend
!insertmacro Properties ${LANG_ENGLISH} "Biaoshu" "Biaoshu's installer"
!insertmacro Properties ${LANG_SIMPCHINESE} "标数" "标数安装程序"

; Leave in $R0 whether one of the programs runs: Windows lets nobody write to the file of a program that does.
!macro Look file
  ${If} ${FileExists} "${file}"
    ClearErrors
    FileOpen $R1 "${file}" a
    ${If} ${Errors}
      StrCpy $R0 1
    ${Else}
      FileClose $R1
    ${EndIf}
  ${EndIf}
!macroend

; Go on when neither program runs; end with a sentence otherwise. What ends just now is waited for, three seconds.
!macro WaitUntilClosed
  ${Do}
    StrCpy $R2 0
    ${Do}
      StrCpy $R0 0
      !insertmacro Look "$INSTDIR\${WINDOW}"
      !insertmacro Look "$INSTDIR\${TERMINAL}"
      ${If} $R0 == 0
      ${OrIf} $R2 >= 10
        ${Break}
      ${EndIf}
      Sleep 300
      IntOp $R2 $R2 + 1
    ${Loop}
    ${If} $R0 == 0
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IS_OPEN)" /SD IDCANCEL IDCANCEL`
      SetErrorLevel ${IN_USE}
      Quit
    ${EndIf}
  ${Loop}
!macroend

; Tell Explorer that what opens which file has changed.
!macro TellExplorer
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
FunctionEnd

Section
  !insertmacro WaitUntilClosed
  ; what an older version had and this one has not must not be loaded by it; nothing of the user's lies in there
  RMDir /r "$INSTDIR\_internal"
  !include "${FILES}"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "${ENTRY}" "$INSTDIR\${WINDOW}"

  WriteRegStr HKCU "${CLASSES}\${TYPE}" "" "$(STORE)"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\${TYPE}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${CLASSES}\.biaoshu" "" "${TYPE}"
  WriteRegStr HKCU "${CLASSES}\.biaoshu\OpenWithProgids" "${TYPE}" ""
  !insertmacro TellExplorer

  WriteRegStr HKCU "${LISTED}" "DisplayName" "Biaoshu 标数"
  WriteRegStr HKCU "${LISTED}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${LISTED}" "DisplayIcon" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${LISTED}" "Publisher" "The Biaoshu developers"
  WriteRegStr HKCU "${LISTED}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${LISTED}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${LISTED}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${LISTED}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${LISTED}" "NoModify" 1
  WriteRegDWORD HKCU "${LISTED}" "NoRepair" 1
SectionEnd

Section Uninstall
  !insertmacro WaitUntilClosed
  ; only what was laid out: a file somebody put into the folder stays, and the folder with it
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\${TERMINAL}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "${ENTRY}"
  DeleteRegKey HKCU "${CLASSES}\${TYPE}"
  DeleteRegValue HKCU "${CLASSES}\.biaoshu\OpenWithProgids" "${TYPE}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.biaoshu\OpenWithProgids"
  ; another program may have taken the type over since
  ReadRegStr $R0 HKCU "${CLASSES}\.biaoshu" ""
  ${If} $R0 == "${TYPE}"
    DeleteRegValue HKCU "${CLASSES}\.biaoshu" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\.biaoshu"
  DeleteRegKey HKCU "${LISTED}"
  !insertmacro TellExplorer
SectionEnd
