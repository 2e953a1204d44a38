@echo off
rem Starts Tokenyard: finds a JDK 25 or newer, builds if nothing is built yet or sources are newer, and runs.
setlocal EnableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "CLASSPATH_FILE=%ROOT%\app\target\runtime-classpath.txt"
set "LOG=%ROOT%\app\target\launcher-build.log"
set "JDK="

if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined JDK for /f "delims=" %%J in ('where java 2^>nul') do if not defined JDK for %%H in ("%%~dpJ..") do call :try "%%~fH"
for %%D in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%USERPROFILE%\.jdks") do (
    if not defined JDK if exist %%D for /d %%H in ("%%~D\*") do if not defined JDK call :try "%%~fH"
)
if not defined JDK (
    echo tokenyard: no JDK 25 or newer was found in JAVA_HOME, on the PATH or in the usual folders; install one, or set JAVA_HOME. 1>&2
    exit /b 1
)

set "BUILD="
if not exist "%CLASSPATH_FILE%" (
    set "BUILD=1"
) else (
    for /f "delims=" %%N in ('powershell -NoProfile -Command "$b=(Get-Item '%CLASSPATH_FILE%').LastWriteTime; if (Get-ChildItem -Recurse -File '%ROOT%\pom.xml','%ROOT%\sim-engine\src\main','%ROOT%\policies\src\main','%ROOT%\app\src\main','%ROOT%\sample-traces' ^| Where-Object LastWriteTime -gt $b ^| Select-Object -First 1) { 'newer' }"') do set "BUILD=1"
)
if defined BUILD call :build || exit /b 1

set /p CP=<"%CLASSPATH_FILE%"
rem The optimising compiler has only what is run most: with few cores it would else take one of them for most of a minute.
set "COMPILER=-XX:Tier4InvocationThreshold=80000 -XX:Tier4MinInvocationThreshold=10000 -XX:Tier4CompileThreshold=240000 -XX:Tier4BackEdgeThreshold=640000 -XX:Tier3DelayOn=0"
"%JDK%\bin\java" -XX:NewRatio=8 %COMPILER% %TOKENYARD_JAVA_OPTIONS% -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED -cp "%CP%" dev.tokenyard.app.Main %*
exit /b %ERRORLEVEL%

:try
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==" %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    for /f "tokens=1 delims=." %%M in ("%%~V") do if %%M GEQ 25 set "JDK=%~1"
)
exit /b 0

:build
echo tokenyard: building, which takes a minute the first time ... 1>&2
if not exist "%ROOT%\app\target" mkdir "%ROOT%\app\target"
pushd "%ROOT%"
call mvn -B -ntp -Plauncher -Dmaven.test.skip -Djacoco.skip -Dspotless.check.skip package > "%LOG%" 2>&1
set "RC=%ERRORLEVEL%"
popd
if not "%RC%"=="0" (
    findstr /b "[ERROR]" "%LOG%" 1>&2
    echo tokenyard: the build failed; the whole output is in %LOG%. 1>&2
    exit /b 1
)
set /p DEPENDENCIES=<"%ROOT%\app\target\dependency-classpath.txt"
>"%CLASSPATH_FILE%" echo %ROOT%\app\target\classes;%ROOT%\policies\target\classes;%ROOT%\sim-engine\target\classes;%DEPENDENCIES%
exit /b 0
