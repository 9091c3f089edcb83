package cookie

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// netscapeHead begins a cookies.txt; Python's MozillaCookieJar insists on its first line.
const netscapeHead = "# Netscape HTTP Cookie File\n# Domain, with subdomains, path, Secure, expiry, name, value\n\n"

// writeNetscape writes cookies.txt (curl.se/docs/http-cookies.html): a line for each cookie, seven columns, tabs between
// them. SameSite, Partitioned and the times are not in it. A tab in a cookie has no spelling there: such a cookie is
// named in a comment and left out.
//
// A session cookie has the expiry 0, as curl and browsers' extensions write it. MozillaCookieJar takes that for expired
// and does not send the cookie; the empty column that it writes itself is an error to curl.
func writeNetscape(cookies []Cookie) []byte {
	var b strings.Builder
	b.WriteString(netscapeHead)
	for _, c := range cookies {
		if strings.ContainsRune(c.Name+c.Value+c.Path, '\t') {
			fmt.Fprintf(&b, "# left out, because it holds a tab: the cookie %q of %s\n", c.Name, c.Domain)
			continue
		}
		if c.HttpOnly {
			b.WriteString(httpOnlyMark)
		}
		domain := c.Domain
		if !c.HostOnly {
			domain = "." + domain
		}
		var expires int64 // 0 for a session cookie
		if !c.Expires.IsZero() {
			expires = c.Expires.Add(time.Second - 1).Unix() // in whole seconds, not before its time
		}
		columns := []string{domain, flag(!c.HostOnly), c.Path, flag(c.Secure), strconv.FormatInt(expires, 10), c.Name, c.Value}
		b.WriteString(strings.Join(columns, "\t") + "\n")
	}
	return []byte(b.String())
}

// httpOnlyMark stands before the domain of an HttpOnly cookie, and looks like a comment to programs that do not know it.
const httpOnlyMark = "#HttpOnly_"

func flag(set bool) string {
	if set {
		return "TRUE"
	}
	return "FALSE"
}

// parseNetscape reads a line of cookies.txt. It says in a sentence what is wrong with it, or gives ok false for a line
// that holds no cookie.
func parseNetscape(line string) (c Cookie, ok bool, why string) {
	line = strings.TrimSuffix(line, "\r")
	rest, httpOnly := strings.CutPrefix(line, httpOnlyMark)
	if !httpOnly && (strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "") {
		return Cookie{}, false, ""
	}
	columns := strings.SplitN(rest, "\t", 7)
	if len(columns) == 6 {
		columns = append(columns, "") // an empty value, whose tab an editor has cut off
	}
	if len(columns) != 7 {
		return Cookie{}, false, fmt.Sprintf("It has %d of 7 columns. They are separated by tabs, not by spaces.", len(columns))
	}
	c = Cookie{Domain: columns[0], Path: columns[2], Name: columns[5], Value: columns[6], HttpOnly: httpOnly}
	subdomains, okDomain := parseFlag(columns[1])
	secure, okSecure := parseFlag(columns[3])
	if !okDomain || !okSecure {
		return c, false, "Its second and fourth columns are TRUE or FALSE."
	}
	c.HostOnly, c.Secure = !subdomains, secure
	var err error
	if c.Expires, err = parseUnix(columns[4]); err != nil {
		return c, false, "Its fifth column is a time in seconds since 1970, or 0 for a session cookie, not " + strconv.Quote(columns[4]) + "."
	}
	return c, true, ""
}

func parseFlag(text string) (set, ok bool) {
	set = strings.EqualFold(text, "TRUE")
	return set, set || strings.EqualFold(text, "FALSE")
}

// parseUnix reads seconds; nothing at all is what MozillaCookieJar writes for a session cookie.
func parseUnix(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseFloat(text, 64)
	return unixTime(seconds), err
}
