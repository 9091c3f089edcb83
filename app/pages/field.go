package pages

import (
	"bytes"
	"encoding/json"
	"mime"
	"strings"

	"github.com/tidwall/gjson"
	"github.com/tidwall/sjson"
)

// fields is the body of a request, in a field of which the next page is asked for: JSON, where a field is a path of gjson's, or a form.
// Whatever else is in it stays as it was typed, byte for byte.
type fields struct {
	body []byte
	form bool
}

func readFields(mediaType string, body []byte) (fields, error) {
	media, _, _ := mime.ParseMediaType(mediaType)
	switch {
	case media == "application/x-www-form-urlencoded":
		return fields{body, true}, nil
	case media != "application/json" && !strings.HasSuffix(media, "+json"):
		return fields{}, wrong("The next page is asked for in the body, which must be JSON or a form.")
	}
	if err := checkJSON(body); err != nil {
		return fields{}, wrong("The next page is asked for in the body, which is not JSON as it stands.")
	}
	if first := bytes.TrimLeft(body, " \t\r\n"); len(first) == 0 || first[0] != '{' && first[0] != '[' {
		return fields{}, wrong("The next page is asked for in a field of the body, which is neither an object nor an array.")
	}
	return fields{body: body}, nil
}

// get gives a field's value, "" where there is none or null.
func (f fields) get(path string) string {
	if f.form {
		value, _ := parameter("?"+string(f.body), path)
		return value
	}
	return gjson.GetBytes(f.body, path).String()
}

// set puts a text into a field, or a number where one is meant and no text stands there.
func (f fields) set(path, value string, number bool) ([]byte, error) {
	if f.form {
		return []byte(strings.TrimPrefix(setParameter("?"+string(f.body), path, value), "?")), nil
	}
	before := gjson.GetBytes(f.body, path)
	raw := []byte(value)
	if !number || before.Type == gjson.String {
		raw = quoted(value)
	}
	if before.Raw == string(raw) {
		return f.body, nil
	}
	body, err := sjson.SetRawBytes(f.body, path, raw)
	if err != nil || !gjson.ValidBytes(body) || gjson.GetBytes(body, path).Raw != string(raw) {
		return nil, wrong("Nothing can be put at " + short(path) + " in the body: type a path such as cursor or page.after.")
	}
	return body, nil
}

// quoted writes a text as JSON. Unlike json.Marshal it leaves <, > and & alone, which are not special in JSON.
func quoted(text string) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text) // fails for no string
	return bytes.TrimRight(b.Bytes(), "\n")
}
