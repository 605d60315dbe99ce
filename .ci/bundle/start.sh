#!/bin/sh
# Installs the app beside this file, with no network, and opens it. --install-only stops before that.
cd "$(dirname "$0")" || exit 1
task=app
if [ "${1:-}" = "--install-only" ]; then
    task=install
    shift
fi
for python in python3 python3.11 python3.12 python3.13 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 7))' >/dev/null 2>&1; then
        exec "$python" .ci/tasks.py "$task" "$@"
    fi
done
echo "没有找到 Python。请先安装 Python 3.11，再运行 start.sh。" >&2
echo "No Python was found. Please install Python 3.11, then run start.sh again." >&2
exit 1
