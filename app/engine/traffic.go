package engine

import (
	"fmt"
	"sync"

	"roundtrip/app/body"
	"roundtrip/app/exchange"
)

// maxRecordings is of how many requests an exchange keeps what went over the wire, the newest: each may be a tenth of a megabyte.
const maxRecordings = 50

// recordings give what went over the wire for the requests of an exchange, by their numbers.
type recordings struct {
	mu    sync.Mutex
	byHop map[int]func() *exchange.Traffic
}

func (r *recordings) keep(hop int, whole func() *exchange.Traffic) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byHop == nil {
		r.byHop = map[int]func() *exchange.Traffic{}
	}
	r.byHop[hop] = whole
	delete(r.byHop, hop-maxRecordings)
}

// Traffic gives what went over the wire for one request of an exchange, byte for byte.
func (e *Engine) Traffic(id, hop int) (exchange.Recorded, error) {
	x, err := e.find(id)
	if err != nil {
		return exchange.Recorded{}, err
	}
	x.recordings.mu.Lock()
	whole := x.recordings.byHop[hop]
	x.recordings.mu.Unlock()
	if whole == nil {
		return exchange.Recorded{}, fmt.Errorf("the bytes of request %d are not kept any more: the last %d are", hop, maxRecordings)
	}
	t := whole()
	return exchange.Recorded{
		Sent: body.HexRows(t.Sent), SentShown: int64(len(t.Sent)), SentSize: t.SentSize,
		Received: body.HexRows(t.Received), ReceivedShown: int64(len(t.Received)), ReceivedSize: t.ReceivedSize,
	}, nil
}
