package auth

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// object is a JSON object whose members keep their order and their values as they were typed.
type object []member

type member struct {
	name  string
	value json.RawMessage
}

// readObject reads a JSON object; no text is an empty one.
func readObject(text string) (object, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	d := json.NewDecoder(strings.NewReader(text))
	if t, err := d.Token(); err != nil {
		return nil, reason(err)
	} else if t != json.Delim('{') {
		return nil, errors.New("it does not begin with {")
	}
	var o object
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, reason(err)
		}
		m := member{}
		m.name, _ = name.(string) // the decoder allows nothing else here
		if err := d.Decode(&m.value); err != nil {
			return nil, reason(err)
		}
		o = append(o, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, reason(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("more follows after its end")
	}
	return o, nil
}

func reason(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("it ends too soon")
	}
	return err
}

func (o object) get(name string) (json.RawMessage, bool) {
	for _, m := range o {
		if m.name == name {
			return m.value, true
		}
	}
	return nil, false
}

// with sets a member: in its place where it is there, else at the end.
func (o object) with(name string, value []byte) object {
	for i := range o {
		if o[i].name == name {
			o[i].value = value
			return o
		}
	}
	return append(o, member{name, value})
}

// bytes writes the object without white space.
func (o object) bytes() []byte {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.Encode(m.name)        // a string always has a JSON form
		b.Truncate(b.Len() - 1) // the line break behind it
		b.WriteByte(':')
		json.Compact(&b, m.value) // it was read as JSON
	}
	b.WriteByte('}')
	return b.Bytes()
}
