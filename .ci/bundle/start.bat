@echo off
rem Installs the app beside this file, with no network, and opens it.
rem --install-only stops before that.
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set "TASK=app"
if /i "%~1"=="--install-only" set "TASK=install"
set "PYTHON="
for %%P in (py python python3) do (
  if not defined PYTHON (
    %%P -c "import sys; sys.exit(sys.version_info < (3, 7))" >nul 2>nul && set "PYTHON=%%P"
  )
)
if not defined PYTHON goto missing
if "%TASK%"=="app" (%PYTHON% .ci\tasks.py app %*) else (%PYTHON% .ci\tasks.py install)
set "CODE=%errorlevel%"
if not "%CODE%"=="0" pause
exit /b %CODE%
:missing
echo No Python was found. Please install Python 3.11, then run start.bat again.
echo 没有找到 Python。请先安装 Python 3.11，再运行 start.bat。
pause
exit /b 1
