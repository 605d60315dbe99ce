# Every target is a command of .ci/tasks.py; on a machine without make, call that with python.
PYTHON ?= $(shell command -v python3 || command -v python)

.PHONY: app test install lint check bench soak bundle

app test install lint check bench soak bundle:
	@$(PYTHON) .ci/tasks.py $@ $(ARGS)
