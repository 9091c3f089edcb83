package oauth2

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// Error is why there is no token: what a person can correct, or what the server said.
type Error struct {
	Sentence string // what happened and what to do, for people

	// What the server said (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8628, section 3.5). Empty where it said nothing of the kind.
	Code        string
	Description string
}

func (e *Error) Error() string { return e.Sentence }

// refusal is what a server said, with advice.
func refusal(code, description string) *Error {
	code, description = plain(code), plain(description)
	sentence := "The server refused: " + code
	if description != "" {
		sentence += ", " + strings.TrimRight(description, ". ")
	}
	sentence += "."
	if more := advice[code]; more != "" {
		sentence += " " + more
	}
	return &Error{Sentence: sentence, Code: code, Description: description}
}

var advice = map[string]string{
	"invalid_request":           "Check the fields of the grant: the server misses one, or does not take one.",
	"invalid_client":            "Check the client ID and secret, and whether the server wants them in the header or in the body.",
	"invalid_grant":             "The code, the password or the refresh token is wrong, used or expired: get a new token.",
	"unauthorized_client":       "The server does not let this client use this grant: choose another, or change the client's settings there.",
	"unsupported_grant_type":    "Choose another grant: the server does not have this one.",
	"unsupported_response_type": "Choose another grant: the server does not give codes to this client.",
	"invalid_scope":             "Check the scope: names that the server knows, separated by spaces.",
	"access_denied":             "Start again to be asked once more.",
	"expired_token":             "Start again, and confirm the new code sooner.",
	"server_error":              "Try again later.",
	"temporarily_unavailable":   "Try again later.",
}

// maxSaid bounds how much of a server's words is shown, in characters.
const maxSaid = 300

// plain makes one short line of what a server said.
func plain(text string) string {
	words := strings.FieldsFunc(text, func(c rune) bool { return !unicode.IsPrint(c) || c == ' ' })
	line := []rune(strings.Join(words, " "))
	if len(line) > maxSaid {
		return string(line[:maxSaid]) + "…"
	}
	return string(line)
}

// answerError is an answer that grants nothing.
type answerError struct {
	status            int
	location          string
	code, description string
}

func (e *answerError) Error() string { return fmt.Sprintf("status %d %s", e.status, e.code) }

// sendError is an error of the transport.
type sendError struct{ err error }

func (e *sendError) Error() string { return e.err.Error() }
func (e *sendError) Unwrap() error { return e.err }

var errUnreadable = errors.New("the answer cannot be read")

// explain says what an error means. Errors of the transport stay in it, for whoever knows the transport.
func explain(at endpoint, err error) error {
	var answered *answerError
	if errors.As(err, &answered) {
		if answered.code != "" {
			return refusal(answered.code, answered.description)
		}
		switch status := answered.status; {
		case status == 0: // the browser does not show redirects
			return &Error{Sentence: fmt.Sprintf("The %s redirects. Type the URL that it redirects to.", at)}
		case status >= 300 && status <= 399:
			return &Error{Sentence: fmt.Sprintf("The %s redirects to %.200q. Type that URL, if you trust it.", at, answered.location)}
		default:
			return &Error{Sentence: fmt.Sprintf("The %s answered %d, and not in the words of OAuth 2. Check the URL.", at, status)}
		}
	}
	var sending *sendError
	if errors.As(err, &sending) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("ask the %s: %w", at, err)
	}
	return &Error{Sentence: fmt.Sprintf("The %s did not answer in JSON as OAuth 2 has it. Check the URL.", at)}
}
