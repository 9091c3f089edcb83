//go:build !js

package relay

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/coder/websocket"

	"roundtrip/httpwasm/relay/wire"
)

// Handler is a relay. It answers connect, a WebSocket; policy, which says what it allows; and roots, certificates
// that its operator adds.
type Handler struct {
	config  Config
	limits  *limits
	refuses chan struct{} // places for those that are refused in words
	times   times
	mux     *http.ServeMux
	dial    func(ctx context.Context, to host, port uint16) (net.Conn, wire.Opened, error)

	ctx     context.Context
	stop    context.CancelCauseFunc
	mu      sync.Mutex // of what follows
	closed  bool
	running sync.WaitGroup
}

const maxRefuses = 64 // at once; beyond that it is a status without words

// New makes a relay. Mount it with [http.StripPrefix], and close it after its server.
func New(config Config) (*Handler, error) {
	if err := config.check(); err != nil {
		return nil, err
	}
	h := &Handler{config: config, refuses: make(chan struct{}, maxRefuses), times: usual, mux: http.NewServeMux()}
	h.limits = newLimits(&h.config)
	h.dial = h.config.dial
	h.ctx, h.stop = context.WithCancelCause(context.Background())
	h.mux.HandleFunc("GET /connect", h.connect)
	h.mux.HandleFunc("GET /policy", h.policy)
	h.mux.HandleFunc("OPTIONS /policy", preflight)
	h.mux.HandleFunc("GET /roots", h.roots)
	h.mux.HandleFunc("OPTIONS /roots", preflight)
	return h, nil
}

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.mux.ServeHTTP(w, r) }

// Close refuses what is new, ends all connections and waits for them. The server's own Shutdown does not: WebSockets are not its any more.
func (h *Handler) Close() {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	h.stop(errClosing)
	h.running.Wait()
}

// begin reports whether the relay is still open. Close waits for what has begun.
func (h *Handler) begin() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.closed {
		h.running.Add(1)
	}
	return !h.closed
}

func (h *Handler) connect(w http.ResponseWriter, r *http.Request) {
	if refusal := h.config.checkAsker(r); refusal != nil {
		http.Error(w, describe(refusal), http.StatusForbidden)
		return
	}
	if !offers(r, wire.Subprotocol) {
		http.Error(w, "This relay speaks the WebSocket subprotocol "+wire.Subprotocol+".", http.StatusBadRequest)
		return
	}
	if !h.begin() {
		h.refuse(w, r, asRefusal(errClosing))
		return
	}
	defer h.running.Done()
	ctx, evict := context.WithCancelCause(h.ctx)
	defer evict(nil)
	place, refusal := h.limits.enter(h.config.clientOf(r), evict)
	if refusal != nil {
		h.refuse(w, r, refusal)
		return
	}
	defer place.leave()
	m := &meter{client: place.client}
	ws, err := accept(&meteredWriter{w, m}, r, m.pinged)
	if err != nil {
		return // it has been answered
	}
	h.serve(ctx, ws, place, m)
}

func offers(r *http.Request, protocol string) bool {
	for _, list := range r.Header.Values("Sec-WebSocket-Protocol") {
		if slices.ContainsFunc(strings.Split(list, ","), func(p string) bool { return strings.TrimSpace(p) == protocol }) {
			return true
		}
	}
	return false
}

// accept answers the handshake. pinged is asked whether a ping is to be answered.
func accept(w http.ResponseWriter, r *http.Request, pinged func(context.Context, []byte) bool) (*websocket.Conn, error) {
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{
		Subprotocols:       []string{wire.Subprotocol},
		InsecureSkipVerify: true, // checkAsker has judged the origin, more strictly
		CompressionMode:    websocket.CompressionDisabled,
		OnPingReceived:     pinged,
	})
	if err == nil {
		ws.SetReadLimit(wire.MaxText)
	}
	return ws, err
}

// refuse says why there is no place. A browser shows a page nothing of a handshake that fails, so the WebSocket is accepted for it.
func (h *Handler) refuse(w http.ResponseWriter, r *http.Request, refusal *wire.Refusal) {
	select {
	case h.refuses <- struct{}{}:
		defer func() { <-h.refuses }()
	default:
		w.Header().Set("Retry-After", "1")
		http.Error(w, describe(refusal), http.StatusServiceUnavailable)
		return
	}
	if ws, err := accept(w, r, nil); err == nil {
		sayRefusal(ws, refusal)
	}
}

// serve carries one connection from its Open to its end. The context is that of its wait.
func (h *Handler) serve(ctx context.Context, ws *websocket.Conn, place *place, m *meter) {
	open, err := h.awaitOpen(ctx, ws, m)
	c := newConnection(h.ctx, ws, open.Window, &h.config)
	c.meter = m
	if err == nil {
		err = h.connectTo(c, open, place)
	}
	if err == nil {
		c.watch(h.config.Idle, h.config.Life, h.times)
	} else {
		c.end(err)
	}
	outcome := c.finish()
	c.log(h.config.Log, outcome)
}

// awaitOpen reads the first message. The clock, others who wait and the end of the relay have their say while it waits.
func (h *Handler) awaitOpen(ctx context.Context, ws *websocket.Conn, m *meter) (wire.Open, error) {
	silent := badOpen(fmt.Sprintf("The tunnel did not say within %s where to connect to.", h.times.open))
	ctx, cancel := context.WithTimeoutCause(ctx, h.times.open, silent)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { sayRefusal(ws, asRefusal(context.Cause(ctx))) })
	var open wire.Open
	kind, text, err := ws.Read(context.Background())
	m.carried(len(text))
	switch {
	case !stop():
		return open, asRefusal(context.Cause(ctx))
	case m.exhausted():
		return open, errFlood
	case err != nil:
		return open, readEnding(err)
	case kind != websocket.MessageText:
		return open, badOpen("The first message is not text.")
	}
	if err := wire.Parse(text, &open); err != nil {
		return wire.Open{}, badOpen("The first message is " + err.Error() + ".")
	}
	return open, nil
}

// connectTo connects to what was asked for, says so, and lets the bytes flow.
func (h *Handler) connectTo(c *connection, open wire.Open, place *place) error {
	if !h.config.Tokens.accept(open.Token) {
		return denied(open.Token)
	}
	if refusal := place.admit(); refusal != nil {
		return refusal
	}
	to, err := parseHost(open.Host)
	switch {
	case err != nil:
		return badOpen("The host " + err.Error() + ".")
	case open.Port < 1 || open.Port > 65535:
		return badOpen(fmt.Sprintf("%d is not a port.", open.Port))
	case open.Window < wire.MinWindow || open.Window > wire.MaxWindow:
		return badOpen(fmt.Sprintf("The tunnel has room for %d bytes, which is not between %d and %d.", open.Window, wire.MinWindow, wire.MaxWindow))
	}
	c.host, c.port = to.String(), uint16(open.Port)
	if refusal := h.config.checkAsked(to, c.port); refusal != nil {
		return refusal
	}
	c.ws.SetReadLimit(wire.MaxData)
	c.start(c.receive)
	server, opened, err := h.dial(c.ctx, to, c.port)
	if err != nil {
		return refusalOf(err, to)
	}
	return c.flow(server, opened)
}
