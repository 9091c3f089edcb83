//go:build !js

package relay

import "log/slog"

// log writes all that the log says of a connection. Host and port are missing where none was asked for in a way that could be read.
func (c *connection) log(log *slog.Logger, outcome string) {
	var asked []any
	if c.port != 0 {
		asked = []any{"host", c.host, "port", c.port}
	}
	log.With(asked...).Info("relay", "in", c.in.Load(), "out", c.out.Load(), "outcome", outcome)
}
