package peer

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"testing"
)

// Proxy lets through who knows its password, and remembers what it was asked. HTTPProxy and SOCKSProxy listen for one; others serve its
// connections by HTTP or SOCKS.
type Proxy struct {
	Address        string // where it listens
	User, Password string // "" lets everybody through
	Refuse         int    // answers everybody with this status of HTTP, or this reply of SOCKS
	OwnName        string // of 127.0.0.1, which only the proxy knows

	mu    sync.Mutex
	asked []string
}

// HTTPProxy is a proxy that connects by CONNECT (RFC 9110, section 9.3.6) where it gets these credentials.
func HTTPProxy(t testing.TB, user, password string) *Proxy {
	t.Helper()
	p := &Proxy{User: user, Password: password}
	p.Address = Listen(t, p.HTTP)
	return p
}

// SOCKSProxy is a proxy of RFC 1928 that wants a user name and a password (RFC 1929).
func SOCKSProxy(t testing.TB, user, password string) *Proxy {
	t.Helper()
	p := &Proxy{User: user, Password: password}
	p.Address = Listen(t, p.SOCKS)
	return p
}

// Asked is what it was asked so far: "CONNECT host:port as user:password", or "GET http://host:port/path" where no credentials came along.
func (p *Proxy) Asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.asked)
}

func (p *Proxy) note(what, user, password string) {
	if user != "" || password != "" {
		what += " as " + user + ":" + password
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, what)
}

func (p *Proxy) knows(user, password string) bool {
	return p.User == "" || user == p.User && password == p.Password
}

func (p *Proxy) dial(address string) (net.Conn, error) {
	if host, port, err := net.SplitHostPort(address); err == nil && host == p.OwnName {
		address = net.JoinHostPort("127.0.0.1", port)
	}
	return net.Dial("tcp", address)
}

// HTTP serves a connection by HTTP: requests in absolute form, and CONNECT.
func (p *Proxy) HTTP(c net.Conn) {
	in := bufio.NewReader(c)
	for {
		ask, err := http.ReadRequest(in)
		if err != nil {
			return
		}
		// The header is read as BasicAuth reads it, from the name that it has between clients and proxies.
		user, password, _ := (&http.Request{Header: http.Header{"Authorization": ask.Header["Proxy-Authorization"]}}).BasicAuth()
		p.note(ask.Method+" "+ask.RequestURI, user, password)
		switch {
		case !p.knows(user, password):
			refuse(c, http.StatusProxyAuthRequired, "Proxy-Authenticate: Basic realm=\"test\"\r\n")
		case p.Refuse != 0:
			refuse(c, p.Refuse, "")
		default:
			far, err := p.dial(ask.URL.Host)
			if err != nil {
				refuse(c, http.StatusBadGateway, "")
				return
			}
			if ask.Method == http.MethodConnect {
				_, _ = io.WriteString(c, "HTTP/1.1 200 Connection established\r\n\r\n")
				join(c, in, far)
				return
			}
			handOn(ask, c, far)
		}
	}
}

func refuse(c net.Conn, status int, header string) {
	_, _ = fmt.Fprintf(c, "HTTP/1.1 %d %s\r\n%sContent-Length: 0\r\n\r\n", status, http.StatusText(status), header)
}

// handOn carries one request and its answer.
func handOn(ask *http.Request, near, far net.Conn) {
	defer far.Close()
	ask.Header.Del("Proxy-Authorization")
	_ = ask.Write(far)
	if answer, err := http.ReadResponse(bufio.NewReader(far), ask); err == nil {
		_ = answer.Write(near)
	}
}

// SOCKS serves a connection by SOCKS 5.
func (p *Proxy) SOCKS(c net.Conn) {
	var broken error
	read := func(n int) []byte {
		b := make([]byte, n)
		if broken == nil {
			_, broken = io.ReadFull(c, b)
		}
		return b
	}
	method := byte(0)
	if p.User != "" {
		method = 2 // by password
	}
	if methods := read(int(read(2)[1])); !slices.Contains(methods, method) {
		_, _ = c.Write([]byte{5, 0xff})
		return
	}
	_, _ = c.Write([]byte{5, method})
	var user, password string
	if p.User != "" {
		user = string(read(int(read(2)[1])))
		password = string(read(int(read(1)[0])))
		if !p.knows(user, password) {
			p.note("CONNECT nowhere", user, password)
			_, _ = c.Write([]byte{1, 1})
			return
		}
		_, _ = c.Write([]byte{1, 0})
	}
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
	p.note("CONNECT "+address, user, password)
	reply := byte(p.Refuse)
	var far net.Conn
	if reply == 0 {
		var err error
		if far, err = p.dial(address); err != nil {
			reply = 5 // refused
		}
	}
	_, _ = c.Write([]byte{5, reply, 0, 1, 0, 0, 0, 0, 0, 0})
	if reply == 0 {
		join(c, c, far)
	}
}
