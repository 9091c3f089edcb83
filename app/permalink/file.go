package permalink

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"roundtrip/app/request"
)

// MaxFile is the size, in bytes, of the largest file that is opened.
const MaxFile = 16 << 20

// fileVersion is the newest version of files that can be read. A file has the version of a link with the same records.
const fileVersion = 2

// document is the JSON of a file: a sealed request, and apart from it the
// secrets that were shared on purpose.
type document struct {
	Roundtrip int `json:"roundtrip"`
	request.Request
	Timeout  string            `json:"timeout,omitempty"`  // instead of nanoseconds in the options
	Settings map[string]string `json:"settings,omitempty"` // those of format 2, of secrets their holes
	Secrets  map[string]string `json:"secrets,omitempty"`  // by the names of their holes
}

// File writes what [Kept.Link] puts into a link as indented JSON, for requests that
// are too long for one. Bytes that are not UTF-8, which JSON cannot hold, become U+FFFD.
func (k Kept) File(secrets map[string]string) ([]byte, error) {
	if tooManyRows(k.sealed.URL) || rows(k.sealed) > maxRows {
		return nil, fmt.Errorf("more than %d rows: %w", maxRows, ErrTooLarge)
	}
	if err := check(k.sealed); err != nil {
		return nil, err
	}
	sealed := withOddSecrets(k.sealed, secrets)
	_, version := writeRequest(sealed, nil)
	doc := document{Roundtrip: version, Request: sealed, Settings: map[string]string{}}
	for s, value := range added(sealed) {
		doc.Settings[s.Name] = value
		if secret, ok := s.Secret(&doc.Request); ok {
			*secret = request.Secret{}
		} else {
			s.Set(&doc.Request, "")
		}
	}
	if slices.Equal(doc.Params, toldByURL(doc.URL)) {
		doc.Params = nil
	}
	doc.Params = slices.Clone(doc.Params)
	for i, f := range doc.Params {
		doc.Params[i] = request.SpellParam(f)
	}
	if doc.Options.Timeout != 0 {
		doc.Timeout = doc.Options.Timeout.String()
		doc.Options.Timeout = 0
	}
	for _, hole := range sealed.Holes {
		if value := secrets[hole]; value != "" {
			if doc.Secrets == nil {
				doc.Secrets = map[string]string{}
			}
			doc.Secrets[hole] = value
		}
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	if out.Len() > MaxFile {
		return nil, fmt.Errorf("the request makes a file of %s, more than the %s that can be opened again: %w", size(int64(out.Len())), size(MaxFile), ErrTooLarge)
	}
	return out.Bytes(), nil
}

// DecodeFile reads what [Kept.File] wrote. Members that are not known are
// ignored, so that a file may carry notes. Errors wrap [ErrNotFile], [ErrTooLarge] or [ErrNewer].
func DecodeFile(data []byte) (Link, error) {
	if len(data) > MaxFile {
		return Link{}, ErrTooLarge
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	var version struct {
		Roundtrip json.Number `json:"roundtrip"`
	}
	if err := json.Unmarshal(data, &version); err != nil {
		return Link{}, fmt.Errorf("%w: %w", ErrNotFile, err)
	}
	switch n, err := version.Roundtrip.Int64(); {
	case err != nil || n < 1:
		return Link{}, fmt.Errorf("%w: it has no version in \"roundtrip\"", ErrNotFile)
	case n > fileVersion:
		return Link{}, ErrNewer
	}
	var doc document
	if err := json.Unmarshal(data, &doc); err != nil {
		return Link{}, fmt.Errorf("%w: %w", ErrNotFile, err)
	}
	r := doc.Request
	if tooManyRows(r.URL) || rows(r) > maxRows {
		return Link{}, ErrTooLarge
	}
	if doc.Timeout != "" {
		timeout, err := time.ParseDuration(doc.Timeout)
		if err != nil {
			return Link{}, fmt.Errorf("%w: timeout %q is not a duration such as 10s", ErrNotFile, doc.Timeout)
		}
		r.Options.Timeout = timeout
	}
	for name, value := range doc.Settings {
		if err := set(&r, name, value); err != nil {
			return Link{}, err
		}
	}
	if r.Params == nil {
		r.SetURL(r.URL)
	}
	for i, f := range doc.Params {
		r.Params[i] = request.UnspellParam(f)
	}
	r, err := finish(r, doc.Secrets)
	if err != nil {
		return Link{}, err
	}
	return Link{Request: r, Source: FromFile}, nil
}
