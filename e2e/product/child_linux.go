package product

import (
	"os/exec"
	"syscall"
)

// endsWithParent lets a program end when the tests do, however they end.
func endsWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGTERM}
}
