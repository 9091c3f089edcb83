//go:build !js

package peer

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
)

// Proxy lets through who knows its password, and remembers what it was asked.
type Proxy struct {
	Address        string
	user, password string

	mu    sync.Mutex
	asked []string
}

// HTTPProxy is a proxy that connects by CONNECT (RFC 9110, section 9.3.6) where it gets these credentials.
func HTTPProxy(t testing.TB, user, password string) *Proxy {
	t.Helper()
	p := &Proxy{user: user, password: password}
	p.Address = Listen(t, p.serveHTTP)
	return p
}

// SOCKSProxy is a proxy of RFC 1928 that wants a user name and a password (RFC 1929).
func SOCKSProxy(t testing.TB, user, password string) *Proxy {
	t.Helper()
	p := &Proxy{user: user, password: password}
	p.Address = Listen(t, p.serveSOCKS)
	return p
}

// Asked is what it was asked so far: "CONNECT host:port as user:password".
func (p *Proxy) Asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.asked)
}

func (p *Proxy) note(address, credentials string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, "CONNECT "+address+" as "+credentials)
}

func (p *Proxy) serveHTTP(c net.Conn) {
	in := bufio.NewReader(c)
	ask, err := http.ReadRequest(in)
	if err != nil || ask.Method != http.MethodConnect {
		return
	}
	// The header is read as BasicAuth reads it, from the name that it has between clients and proxies.
	user, password, _ := (&http.Request{Header: http.Header{"Authorization": ask.Header["Proxy-Authorization"]}}).BasicAuth()
	p.note(ask.Host, user+":"+password)
	if user != p.user || password != p.password {
		_, _ = io.WriteString(c, "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n")
		return
	}
	far, err := net.Dial("tcp", ask.Host)
	if err != nil {
		_, _ = io.WriteString(c, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
		return
	}
	_, _ = io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
	join(c, in, far)
}

func (p *Proxy) serveSOCKS(c net.Conn) {
	var broken error
	read := func(n int) []byte {
		b := make([]byte, n)
		if broken == nil {
			_, broken = io.ReadFull(c, b)
		}
		return b
	}
	const byPassword = 2
	if methods := read(int(read(2)[1])); !slices.Contains(methods, byPassword) {
		_, _ = c.Write([]byte{5, 0xff})
		return
	}
	_, _ = c.Write([]byte{5, byPassword})
	user := string(read(int(read(2)[1])))
	password := string(read(int(read(1)[0])))
	if user != p.user || password != p.password {
		p.note("nowhere", user+":"+password)
		_, _ = c.Write([]byte{1, 1})
		return
	}
	_, _ = c.Write([]byte{1, 0})
	host := ""
	switch read(4)[3] {
	case 1:
		host = net.IP(read(4)).String()
	case 3:
		host = string(read(int(read(1)[0])))
	case 4:
		host = net.IP(read(16)).String()
	}
	address := net.JoinHostPort(host, strconv.Itoa(int(binary.BigEndian.Uint16(read(2)))))
	if broken != nil {
		return
	}
	p.note(address, user+":"+password)
	far, err := net.Dial("tcp", address)
	if err != nil {
		_, _ = c.Write([]byte{5, 5, 0, 1, 0, 0, 0, 0, 0, 0})
		return
	}
	_, _ = c.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	join(c, c, far)
}
