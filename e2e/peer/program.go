package peer

import (
	"bytes"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Program is a server of others' making, which is run where it is installed.
type Program struct {
	Name  string
	Needs []string // a command that says by its exit whether it is installed
	File  string   // what it reads
	Start []string // in the file's folder; it must stay one process
	Env   []string // for both commands, beside the test's own
}

// Run starts the program with this in its file, waits until it answers at every address, and stops it when the test ends. Where it is
// not installed, the test is skipped.
func (p Program) Run(t testing.TB, file string, addresses ...string) {
	t.Helper()
	if out, err := p.command(p.Needs).CombinedOutput(); err != nil {
		t.Skipf("%s is not installed here: %v %s", p.Name, err, out)
	}
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, p.File), []byte(file), 0o600))
	server := p.command(p.Start)
	server.Dir = dir
	var said bytes.Buffer
	server.Stdout, server.Stderr = &said, &said
	require.NoError(t, server.Start())
	ended := make(chan struct{})
	go func() {
		_ = server.Wait() // it is killed
		close(ended)
	}()
	t.Cleanup(func() {
		_ = server.Process.Kill()
		<-ended
		if t.Failed() {
			t.Logf("%s said:\n%s", p.Name, said.String())
		}
	})
	late := time.After(time.Minute)
	for _, address := range addresses {
		for !answers(address) {
			select {
			case <-ended:
				require.FailNow(t, p.Name+" has ended", file)
			case <-late:
				require.FailNow(t, p.Name+" does not answer at "+address, file)
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
}

func (p Program) command(args []string) *exec.Cmd {
	c := exec.Command(args[0], args[1:]...)
	c.Env = append(os.Environ(), p.Env...)
	return c
}

func answers(address string) bool {
	c, err := net.Dial("tcp", address)
	if err == nil {
		c.Close()
	}
	return err == nil
}

// Free is an address at which nobody listens, for programs that have to be told theirs. Its port is below those that systems give out by
// themselves: one of those could be another's by the time that the program asks for it.
func Free(t testing.TB) string {
	t.Helper()
	for range 100 {
		l, err := net.Listen("tcp", "127.0.0.1:"+strconv.Itoa(11_000+rand.IntN(18_000)))
		if err == nil {
			defer l.Close()
			return l.Addr().String()
		}
	}
	require.FailNow(t, "no port is free between 11000 and 29000")
	return ""
}
