package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// The sizes that both sides keep to.
const (
	MaxData    = 256 << 10 // bytes of one binary message
	MaxText    = 4 << 10   // bytes of one text message
	MinWindow  = 64 << 10
	MaxWindow  = 16 << 20
	FullWindow = 4 << 20 // what both offer where nothing speaks for less
)

// Control is a word between the bytes of a connection.
type Control struct {
	Ack   int64  `json:"ack,omitempty"`   // bytes that were taken out of the window since the last one
	EOF   bool   `json:"eof,omitempty"`   // no more bytes come from this side
	Error string `json:"error,omitempty"` // from the relay: why the connection broke, in words; nothing comes after it

	Refusal *Refusal `json:"refusal,omitempty"` // in place of Error: the relay ends the connection itself
}

// Parse reads a text message into v, an [*Open], [*Opened] or [*Control]. Fields that it does not know are of a later version, and skipped.
func Parse(text []byte, v any) error {
	if len(text) > MaxText {
		return fmt.Errorf("a message of %d bytes is longer than %d", len(text), MaxText)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("not a message of this protocol: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value in a message")
	}
	return nil
}
