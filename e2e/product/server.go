//go:build !js

package product

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// Server is a running bin/roundtrip.
type Server struct {
	URL  string // with a slash at the end
	Demo string // of the demo API, without one

	cmd *exec.Cmd
}

// Root is the repository's root, seen from a package of tests in e2e.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no go.mod above the working directory")
		}
		dir = filepath.Dir(dir)
	}
}

// Start runs the server that make build left, with the demo API, on a free port, and with more flags.
func Start(flags ...string) (*Server, error) {
	root, err := Root()
	if err != nil {
		return nil, err
	}
	binary := filepath.Join(root, "bin", "roundtrip")
	if _, err := os.Stat(binary); err != nil {
		return nil, fmt.Errorf("%w: run make build first", err)
	}
	cmd := exec.Command(binary, append([]string{"-addr", "127.0.0.1:0", "-demo"}, flags...)...)
	cmd.Stderr = os.Stderr
	endsWithParent(cmd)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &Server{cmd: cmd}
	lines := bufio.NewScanner(out)
	for s.Demo == "" && lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "Roundtrip is at "); ok {
			s.URL = url
		}
		if url, ok := strings.CutPrefix(lines.Text(), "The demo API is at "); ok {
			s.Demo = strings.TrimSuffix(url, "/")
		}
	}
	if s.URL == "" || s.Demo == "" {
		return nil, errors.Join(fmt.Errorf("bin/roundtrip did not say where it is"), s.Stop())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	return s, nil
}

// Stop ends the server and waits until it has ended.
func (s *Server) Stop() error {
	err := s.cmd.Process.Signal(syscall.SIGTERM)
	var exit *exec.ExitError
	if waitErr := s.cmd.Wait(); waitErr != nil && !errors.As(waitErr, &exit) {
		err = errors.Join(err, waitErr)
	}
	return err
}
