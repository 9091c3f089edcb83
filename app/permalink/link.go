package permalink

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"roundtrip/app/request"
)

// Link is what a fragment or a file describes.
type Link struct {
	Request request.Request
	Source  Source

	// Notices say, in sentences for people, what a handwritten link asked for that
	// could not be taken.
	Notices []string
}

// Wanted names the values that the request needs before it can be sent as meant.
func (l Link) Wanted() []string { return l.Request.Wanted() }

// Typed names the placeholders that somebody typed as a part of a text, such as {{pod}}: values may be put in for them, or they may be meant as
// they stand. What a link left out is none of them, and nor is a secret that a link written by hand asks for.
func (l Link) Typed() []string {
	needed := secretHoles(l.Request)
	if l.Source != ByHand {
		needed = append(needed, l.Request.Holes...)
	}
	return slices.DeleteFunc(l.Request.Templates(), func(name string) bool { return slices.Contains(needed, name) })
}

// Source says where a request came from.
type Source int

// The sources of a request.
const (
	FromLink Source = iota // a link that Encode made
	ByHand                 // a link that somebody wrote by hand
	FromFile               // a file that Kept.File made
)

// The reasons why a link or a file cannot be opened, or not be made. Errors of this
// package wrap one of them; test with [errors.Is].
var (
	// ErrNotLink: the fragment is no link at all, and nothing is to be said about it.
	ErrNotLink = errors.New("not a link to a request")
	// ErrDamaged: something in the link was altered.
	ErrDamaged = errors.New("the link is damaged: copy it again")
	// ErrRecased: its letters are all capitals now, or all small, which cannot be undone. It is an ErrDamaged.
	ErrRecased = fmt.Errorf("its letters are all capitals or all small: %w", ErrDamaged)
	// ErrTruncated: the end of the link is missing.
	ErrTruncated = errors.New("the link is incomplete: its end is missing, copy it again")
	// ErrTooLarge: the link or file holds more than this program opens.
	ErrTooLarge = errors.New("too large to open")
	// ErrNewer: a newer release of this program made the link or file.
	ErrNewer = errors.New("made by a newer version: reload to get it")
	// ErrNotFile: the file is not a request that was saved by this program.
	ErrNotFile = errors.New("not a saved request")
	// ErrTooLargeForLink: the request is too large for a link.
	ErrTooLargeForLink = errors.New("too large for a link: share a file instead")
)

const (
	// MaxComfortable is the length of a fragment, in bytes, above which a screen
	// offers a file instead: chat programs and mail cut longer links.
	MaxComfortable = 8 << 10
	// MaxText is how much text, in bytes, a request may hold to be put into a link.
	MaxText = 256 << 10
	// MaxDecoded is how much text, in bytes, is read from a link.
	MaxDecoded = 1 << 20
	// maxRows bounds the rows of all lists of a link together.
	maxRows = 2_000
)

// Decode reads the fragment of a URL, with or without its "#". Errors wrap
// [ErrNotLink], [ErrDamaged], [ErrTruncated], [ErrTooLarge] or [ErrNewer].
func Decode(fragment string) (Link, error) {
	if len(fragment) > 3*maxFragment {
		return Link{}, ErrTooLarge
	}
	fragment = mend(fragment)
	if query, ok := strings.CutPrefix(fragment, "?"); ok {
		return decodeByHand(query)
	}
	switch version, data := splitVersion(fragment); version {
	case "":
		return Link{}, ErrNotLink
	case "1":
		return decodePacked(data, 1)
	case "2":
		return decodePacked(data, 2)
	}
	return Link{}, ErrNewer
}

// splitVersion cuts "v12.data" into "12" and "data". The version is empty where
// there is none.
func splitVersion(fragment string) (version, data string) {
	head, data, ok := strings.Cut(fragment, ".")
	digits, v := cutEncoded(head, "v")
	if !ok || !v || digits == "" || digits[0] == '0' || strings.Trim(digits, "0123456789") != "" {
		return "", ""
	}
	return digits, data
}

// unpackMended reads the data of a link that may have been wrapped, or have something behind it.
func unpackMended(data string) (text string, err error) {
	if len(data) > maxFragment {
		return "", ErrTooLarge
	}
	list := stretches(data)
	if len(list) == 0 {
		return "", ErrTruncated
	}
	text, err = unpack(list[0])
	if errors.Is(err, ErrTruncated) && len(list) > 1 {
		joined := strings.Join(list, "")
		if whole, e := unpack(joined[:min(len(joined), lengthOf(joined))]); e == nil {
			return whole, nil
		}
	}
	if errors.Is(err, ErrDamaged) && wasRecased(list[0]) || errors.Is(err, ErrTruncated) && wasRecased(list[0]) {
		err = ErrRecased
	}
	return text, err
}

func decodePacked(data string, version int) (Link, error) {
	text, err := unpackMended(data)
	if err != nil {
		return Link{}, err
	}
	r, err := readRequest(text, version)
	if err != nil {
		return Link{}, err
	}
	return Link{Request: r, Source: FromLink}, nil
}
