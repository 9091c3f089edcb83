//go:build !js

package httpwasm

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay/wire"
)

func smallRelay(w http.ResponseWriter, r *http.Request) {
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{wire.Subprotocol}, InsecureSkipVerify: true})
	if err != nil {
		return
	}
	ctx := context.Background()
	defer ws.CloseNow()
	ws.SetReadLimit(wire.MaxData)
	_, text, err := ws.Read(ctx)
	if err != nil {
		return
	}
	var open wire.Open
	json.Unmarshal(text, &open)
	say := func(v any) { b, _ := json.Marshal(v); ws.Write(ctx, websocket.MessageText, b) }
	began := time.Now()
	far, err := net.Dial("tcp", net.JoinHostPort(open.Host, strconv.Itoa(open.Port)))
	if err != nil {
		say(wire.Opened{Refusal: &wire.Refusal{Kind: wire.Unreachable, Reason: err.Error()}})
		ws.Close(1000, "")
		return
	}
	defer far.Close()
	say(wire.Opened{Window: wire.FullWindow, Address: far.RemoteAddr().String(), Connect: float64(time.Since(began).Microseconds()) / 1000})
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	credit := open.Window
	done := make(chan bool, 2)
	broken := false
	go func() {
		defer func() { done <- true }()
		buf := make([]byte, wire.MaxData)
		for {
			mu.Lock()
			for credit == 0 && !broken {
				cond.Wait()
			}
			n := min(credit, int64(len(buf)))
			mu.Unlock()
			if broken {
				return
			}
			got, err := far.Read(buf[:n])
			mu.Lock()
			credit -= int64(got)
			mu.Unlock()
			if got > 0 {
				ws.Write(ctx, websocket.MessageBinary, buf[:got])
			}
			if err == io.EOF {
				say(wire.Control{EOF: true})
				return
			}
			if err != nil {
				say(wire.Control{Error: err.Error()})
				return
			}
		}
	}()
	go func() {
		eof := false
		for {
			kind, p, err := ws.Read(ctx)
			if err != nil {
				mu.Lock()
				broken = true
				cond.Broadcast()
				mu.Unlock()
				if !eof {
					far.Close()
					done <- true
				}
				return
			}
			if kind == websocket.MessageText {
				var c wire.Control
				json.Unmarshal(p, &c)
				mu.Lock()
				credit += c.Ack
				cond.Broadcast()
				mu.Unlock()
				if c.EOF {
					far.(*net.TCPConn).CloseWrite()
					eof = true
					done <- true
				}
				continue
			}
			far.Write(p)
			say(wire.Control{Ack: int64(len(p))})
		}
	}()
	<-done
	<-done
	ws.Close(1000, "")
}
