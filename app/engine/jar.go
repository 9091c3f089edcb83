package engine

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
	"roundtrip/app/session/cookie"
)

// jar is the session's cookie jar, with what it was before the last change that a person made.
type jar struct {
	cookie.Jar

	mu     sync.Mutex
	before []cookie.Cookie
	undo   bool
}

// Jar gives the session's cookie jar, for the ways that see cookies: a browser's fetch is none of them.
func (e *Engine) Jar() *cookie.Jar { return &e.jar.Jar }

// Cookies does something with the jar, and says how it then stands for a request.
func (e *Engine) Cookies(r request.Request, a exchange.JarAsk) exchange.Jar {
	j := &e.jar
	j.mu.Lock()
	defer j.mu.Unlock()
	now := time.Now()
	var answer exchange.Jar
	before := j.All()
	switch a.Act {
	case exchange.JarSet:
		e.setCookie(&answer, a, now)
	case exchange.JarDelete:
		if c, ok := j.find(a.ID); ok && j.Delete(c) {
			answer.Said = "The cookie " + strconv.Quote(text(c.Name)) + " was deleted."
		}
	case exchange.JarClear:
		answer.Said = counted(j.Clear(""), "deleted")
	case exchange.JarUndo:
		if j.undo {
			j.Restore(j.before, now)
			j.undo = false
			answer.Said = "The last change was undone."
		}
	case exchange.JarImport:
		j.importFile(&answer, a.Text, now)
	case exchange.JarExport:
		j.export(&answer, cookie.Format(a.Text))
	}
	if a.Act != exchange.JarUndo && !slices.Equal(before, j.All()) {
		j.before, j.undo = before, true
	}
	answer.Undo = j.undo
	e.explain(&answer, r, a.Filter, now)
	return answer
}

// setCookie takes a Set-Cookie field as a server at a URL would send it.
func (e *Engine) setCookie(answer *exchange.Jar, a exchange.JarAsk, now time.Time) {
	j := &e.jar
	_, from, bad := e.own.place.Target(request.Request{URL: a.URL})
	if bad != nil {
		answer.Problem, answer.At = bad.Detail, exchange.JarAtURL
		return
	}
	line := strings.TrimSpace(a.Text)
	if name, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(name, "Set-Cookie") {
		line = value // it was copied with its name
	}
	whole := j.All()
	if c, ok := j.find(a.ID); ok {
		j.Delete(c)
	}
	kept := j.All()
	if refused := j.Receive(from, http.Header{"Set-Cookie": {line}}, now); len(refused) > 0 {
		j.Restore(whole, now) // the one that was to be replaced
		answer.Problem, answer.At = "The cookie was not set. "+refused[0].Reason, exchange.JarAtLine
		return
	}
	switch all := j.All(); {
	case len(all) < len(kept), len(kept) < len(whole) && slices.Equal(all, kept):
		answer.Said = "The line says that the cookie is over: it was deleted."
	case slices.Equal(all, kept):
		answer.Said = "The line says that the cookie is over: nothing was set."
	default:
		answer.Said = "The cookie was set."
	}
}

func (j *jar) importFile(answer *exchange.Jar, file string, now time.Time) {
	if strings.TrimSpace(file) == "" {
		answer.Problem, answer.At = "Paste the text of a cookies.txt or of JSON first, or choose a file.", exchange.JarAtFile
		return
	}
	added, refused, err := j.Import([]byte(file), now)
	if err != nil {
		answer.Problem, answer.At = sentence(err.Error()), exchange.JarAtFile
		return
	}
	answer.Said = counted(added, "imported")
	for _, r := range refused {
		place := r.Field // "line 4" or "cookie 2"
		if r.Name != "" {
			place += ", " + strconv.Quote(text(r.Name))
		}
		answer.Refused = append(answer.Refused, place+": "+r.Reason)
	}
	if len(refused) > 0 {
		answer.Problem, answer.At = counted(len(refused), "not taken"), exchange.JarAtFile
	}
}

func (j *jar) export(answer *exchange.Jar, format cookie.Format) {
	data, err := j.Export(format)
	switch {
	case err != nil:
		answer.Problem, answer.At = sentence(err.Error()), exchange.JarAtFile
	case !utf8.Valid(data):
		answer.Problem, answer.At = "A cookie holds bytes that are not UTF-8, which this file cannot carry from here. Choose JSON.", exchange.JarAtFile
	default:
		answer.File = string(data)
	}
}

// explain says which cookies go with a request, and why the others do not.
func (e *Engine) explain(answer *exchange.Jar, r request.Request, filter string, now time.Time) {
	all := e.jar.All()
	answer.Total = len(all)
	var list []exchange.Cookie
	method, u, bad := e.own.place.Target(r)
	if bad != nil {
		answer.Unknown = bad.Detail
		for _, c := range all {
			list = append(list, shownCookie(c, ""))
		}
	} else {
		answer.Target = method + " " + u.Scheme + "://" + u.Host + u.EscapedPath() // a query may hold secrets, and means nothing to cookies
		_, sent, kept := e.jar.Explain(u, now)
		var typed []string
		for _, h := range request.Sent(r.Headers) {
			if strings.EqualFold(h.Name, "Cookie") {
				typed = append(typed, h.Value)
			}
		}
		header, sent, hidden := cookie.Merge(strings.Join(typed, "; "), sent)
		answer.Header, answer.Going = text(header), len(sent)
		for _, c := range sent {
			list = append(list, shownCookie(c, ""))
		}
		for _, k := range append(hidden, kept...) {
			list = append(list, shownCookie(k.Cookie, k.Reason))
		}
	}
	if filter = strings.ToLower(strings.TrimSpace(filter)); filter != "" {
		list = slices.DeleteFunc(list, func(c exchange.Cookie) bool {
			return !strings.Contains(strings.ToLower(c.Name), filter) && !strings.Contains(c.Domain, filter)
		})
	}
	answer.Found = len(list)
	answer.Cookies = list[:min(len(list), exchange.MaxCookies)]
}

func shownCookie(c cookie.Cookie, stays string) exchange.Cookie {
	shown := exchange.Cookie{
		ID: cookieID(c), Name: text(c.Name), Value: text(c.Value), Domain: c.Domain, HostOnly: c.HostOnly, Path: text(c.Path), Expires: c.Expires, Stays: stays,
	}
	for _, flag := range []struct {
		text string
		set  bool
	}{{"Secure", c.Secure}, {"HttpOnly", c.HttpOnly}, {"SameSite=" + string(c.SameSite), c.SameSite != ""}, {"Partitioned", c.Partitioned}} {
		if flag.set {
			shown.Flags = append(shown.Flags, flag.text)
		}
	}
	if line, from := c.Line(); utf8.ValidString(line) {
		shown.Line, shown.From = line, from
	}
	return shown
}

func (j *jar) find(id string) (cookie.Cookie, bool) {
	all := j.All()
	i := slices.IndexFunc(all, func(c cookie.Cookie) bool { return id != "" && cookieID(c) == id })
	if i < 0 {
		return cookie.Cookie{}, false
	}
	return all[i], true
}

// cookieID is made of what makes a cookie another one, in ASCII whatever its bytes are.
func cookieID(c cookie.Cookie) string {
	return strconv.QuoteToASCII(c.Domain) + strconv.FormatBool(c.HostOnly) + strconv.QuoteToASCII(c.Path) + strconv.QuoteToASCII(c.Name)
}

// text is bytes as text; what is not UTF-8 is seen to be none.
func text(s string) string { return strings.ToValidUTF8(s, "\ufffd") }

func counted(n int, done string) string {
	if n == 1 {
		return "1 cookie was " + done + "."
	}
	return strconv.Itoa(n) + " cookies were " + done + "."
}

// sentence makes a sentence of an error's text.
func sentence(text string) string {
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + "."
}
