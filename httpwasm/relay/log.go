//go:build !js

package relay

import (
	"log/slog"
	"time"
)

// record is all that the log says of a connection.
type record struct {
	host    string
	port    int
	in, out int64
	begin   time.Time
	outcome string
}

func (r record) write(log *slog.Logger) {
	log.Info("relay", "host", r.host, "port", r.port, "in", r.in, "out", r.out,
		"duration", time.Since(r.begin).Round(time.Millisecond), "outcome", r.outcome)
}
