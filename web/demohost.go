package web

import (
	"bufio"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// fromElsewhere reports whether a browser asks on behalf of another site, or of nobody: a link in a mail. Programs that are no browsers, and
// what our own page sends, come from here. Over plain http, browsers send no Sec-Fetch-Site but to this machine, and no Origin with pictures and
// links: there the Referer tells, which our own page sends. What this demo sent back under its prefix speaks for nobody. No page can
// take on the User-Agent of a program without saying its Origin (Fetch standard, CORS-safelisted request-header).
func fromElsewhere(r *http.Request, prefix string) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" {
		return site != "same-origin"
	}
	said := r.Header.Get("Origin")
	if said == "" {
		if !strings.HasPrefix(r.UserAgent(), "Mozilla/") {
			return false
		}
		said = r.Referer()
	}
	u, err := url.Parse(said)
	return err != nil || u.Host != r.Host || strings.HasPrefix(u.Path, prefix+"/")
}

// maxDemoCookies bounds, in bytes, what cookies a browser may have for the demo: with too many, no server answers any more.
const maxDemoCookies = 4 << 10

// ofThisHost keeps cookies and redirects from those who ask from elsewhere: a host that leads anywhere lends its name to whoever
// links to it, and cookies that anybody sets lock people out. The cookies that the browser has for this host are not told there either.
// All others get cookies for the demo alone.
func ofThisHost(prefix string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		elsewhere := fromElsewhere(r, prefix)
		room := maxDemoCookies - len(r.Header.Get("Cookie"))
		if elsewhere {
			r = r.Clone(r.Context())
			r.Header.Del("Cookie")
		}
		next.ServeHTTP(&hostWriter{ResponseWriter: w, prefix: prefix, elsewhere: elsewhere, room: room}, r)
	})
}

type hostWriter struct {
	http.ResponseWriter
	prefix    string
	elsewhere bool
	room      int
	refused   bool
}

func (w *hostWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *hostWriter) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() }

func (w *hostWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(w.ResponseWriter).Hijack()
}

func (w *hostWriter) WriteHeader(status int) {
	h := w.Header()
	cookies := h.Values("Set-Cookie")
	h.Del("Set-Cookie")
	if !w.elsewhere {
		for _, cookie := range cookies {
			if own := w.own(cookie); len(own) <= w.room {
				w.room -= len(own)
				h.Add("Set-Cookie", own)
			}
		}
		w.ResponseWriter.WriteHeader(status)
		return
	}
	if h.Get("Location") == "" {
		w.ResponseWriter.WriteHeader(status)
		return
	}
	w.refused = true
	h.Del("Location")
	http.Error(w.ResponseWriter, "The demo API redirects, and sets cookies, only for the page of its own host and for programs that are no browsers.", http.StatusForbidden)
}

// own confines a cookie to the demo.
func (w *hostWriter) own(cookie string) string {
	c, err := http.ParseSetCookie(cookie)
	if err != nil {
		return ""
	}
	c.Domain = ""
	if c.Path != "" && !strings.HasPrefix(c.Path, w.prefix+"/") {
		c.Path = w.prefix + "/"
	}
	return c.String()
}

func (w *hostWriter) Write(b []byte) (int, error) {
	if w.refused {
		return len(b), nil
	}
	return w.ResponseWriter.Write(b)
}
