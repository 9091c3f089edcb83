package cookie

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Format is a kind of file that holds cookies.
type Format string

// The formats. JSON keeps everything; cookies.txt is for other programs, such as curl -b and Python's MozillaCookieJar.
const (
	JSON     Format = "json"
	Netscape Format = "netscape"
)

// Export writes every cookie into a file. Its values are secrets.
func (j *Jar) Export(format Format) ([]byte, error) {
	cookies := j.All()
	switch format {
	case Netscape:
		return writeNetscape(cookies), nil
	case JSON:
		if cookies == nil {
			cookies = []Cookie{}
		}
		data, err := json.MarshalIndent(cookies, "", "  ")
		return append(data, '\n'), err
	}
	return nil, fmt.Errorf("there is no file format %q for cookies", format)
}

// Import reads a file of cookies into the jar, beside those that are there, and counts them. It tells JSON from
// cookies.txt by itself; [Cookie.UnmarshalJSON] says which JSON it takes. Cookies that it refuses are named by their
// place in the file. An error is a file that cannot be read at all, and leaves the jar as it was.
func (j *Jar) Import(data []byte, now time.Time) (added int, refused []Refused, err error) {
	entries, err := readFile(bytes.TrimPrefix(data, []byte("\ufeff")))
	if err != nil {
		return 0, nil, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.dropExpired(now)
	for _, e := range entries {
		why := e.why
		if why == "" {
			why = j.take(e.cookie, now)
		}
		if why == "" {
			added++
		} else {
			refused = append(refused, Refused{Field: e.place, Name: e.cookie.Name, Reason: why})
		}
	}
	return added, refused, nil
}

// entry is one cookie of a file, or what is wrong with it.
type entry struct {
	place  string
	cookie Cookie
	why    string
}

func readFile(data []byte) ([]entry, error) {
	if inner := bytes.TrimSpace(data); len(inner) > 0 && (inner[0] == '[' || inner[0] == '{') {
		return readJSON(inner)
	}
	var entries []entry
	plausible := false
	number := 0
	for line := range strings.SplitSeq(string(data), "\n") {
		number++
		plausible = plausible || strings.Contains(line, "\t") || strings.HasPrefix(line, "#")
		c, ok, why := parseNetscape(line)
		if ok || why != "" {
			entries = append(entries, entry{fmt.Sprintf("line %d", number), c, why})
		}
	}
	if !plausible {
		return nil, errors.New("this is neither a cookies.txt, whose columns are separated by tabs, nor JSON: choose another file")
	}
	return entries, nil
}

func readJSON(data []byte) ([]entry, error) {
	list, err := splitJSON(data)
	if err != nil {
		return nil, fmt.Errorf("this JSON is no list of cookies: %w", err)
	}
	entries := make([]entry, len(list))
	for i, raw := range list {
		e := entry{place: place(i)}
		if err := json.Unmarshal(raw, &e.cookie); err != nil {
			e.why = "It cannot be read: " + err.Error() + "."
		}
		entries[i] = e
	}
	return entries, nil
}

// place names the cookie at an index of a list.
func place(i int) string { return fmt.Sprintf("cookie %d", i+1) }
