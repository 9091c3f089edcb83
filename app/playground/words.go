package playground

import (
	"strconv"
	"strings"
	"time"

	"roundtrip/app/exchange"
)

// This file holds the words of notices and dialogs that depend on state.

// LinkText is what a notice says of the request that was opened: a headline, and the rest.
func LinkText(n LinkNotice) (headline, rest string) {
	switch {
	case n.Error != "":
		return "This link was not opened.", n.Error
	case n.Recipe != nil:
		return n.Recipe.Title + ".", n.Recipe.Text
	case n.Source == "":
		return "New request.", ""
	case n.Sent:
		return "Opened from " + n.Source + ".", ""
	}
	return "Opened from " + n.Source + ".", "Nothing has been sent."
}

// HeldText asks which of the settings of a link may hold.
func HeldText(n int) string {
	if n == 1 {
		return "One setting of the link is off until you allow it:"
	}
	return strconv.Itoa(n) + " settings of the link are off until you allow them:"
}

// WantedText asks for the values that a request still needs, and says to whom they go.
func WantedText(n int, host string) string {
	text := "This request needs a value that the link left out"
	if n != 1 {
		text = "This request needs " + strconv.Itoa(n) + " values that the link left out"
	}
	switch {
	case host == "":
		return text + ":"
	case n == 1:
		return text + ". It is sent to " + host + "."
	}
	return text + ". They are sent to " + host + "."
}

// MayFillText names the placeholders that somebody typed.
func MayFillText(names []string) string {
	if len(names) == 1 {
		return "Sent as typed unless you fill it in: " + names[0]
	}
	return "Sent as typed unless you fill them in: " + strings.Join(names, ", ")
}

// LinkLength says how long a link is.
func LinkLength(s Share) string {
	return "Link of " + count(len(s.URL), "character") + ", " + group(int64(s.Length)) + " of them for the request"
}

// seconds writes a timeout for people.
func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + " s" }

// timeoutOption is where a timeout is chosen that may have a value of its own.
func timeoutOption(own time.Duration, label string) string {
	if own == 0 {
		return "Options > Timeout"
	}
	return "Options > " + label
}

// Neutral reports whether a failure is something that the person asked for, or a
// limit that they set, rather than something that went wrong.
func Neutral(k exchange.Kind) bool { return k == exchange.Cancelled || k == exchange.TimedOut }
