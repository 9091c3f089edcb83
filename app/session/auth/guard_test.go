package auth

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"hash"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// guard is a server that lets in who answers its challenge, worked out from the formulas of RFC 7616, section 3.4,
// without anything of what it tests.
type guard struct {
	algorithm, qop, domain string
	realm, first, opaque   string // "" are values of its own
	userhash               bool
	user, password         string
	uses                   int  // of a nonce before it is stale; 0 is any number, below 0 none
	renews                 bool // names the next nonce in Authentication-Info

	nonce, prime string // the nonce that it takes, and that of the last challenge
	taken        int
	made         int
	answers      []map[string]string // of those who were let in
}

var authParam = regexp.MustCompile(`([a-z*]+)=(?:"((?:[^"\\]|\\.)*)"|([^", ]+))`)

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	sent, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Digest ")
	if !ok {
		g.ask(w, false, "no answer")
		return
	}
	p := map[string]string{}
	for _, m := range authParam.FindAllStringSubmatch(sent, -1) {
		p[m[1]] = strings.NewReplacer(`\\`, `\`, `\"`, `"`).Replace(m[2]) + m[3]
	}
	if why := g.wrong(p, r, string(body)); why != "" {
		g.ask(w, false, why)
		return
	}
	if g.uses != 0 && g.taken >= g.uses {
		g.ask(w, true, "stale")
		return
	}
	g.taken++
	g.answers = append(g.answers, p)
	if g.renews {
		g.newNonce()
		w.Header().Set("Authentication-Info", `qop=auth, nextnonce="`+g.nonce+`"`)
	}
	io.WriteString(w, "welcome "+string(body))
}

func (g *guard) restart() { g.newNonce() }

func (g *guard) newNonce() {
	g.made++
	g.taken = 0
	g.nonce = fmt.Sprintf("nonce+%d/==", g.made)
}

func (g *guard) realmName() string {
	if g.realm != "" {
		return g.realm
	}
	return `a "realm"`
}

func (g *guard) ask(w http.ResponseWriter, stale bool, why string) {
	g.newNonce()
	if g.first != "" {
		g.nonce = g.first
	}
	g.prime = g.nonce
	asked := fmt.Sprintf(`Digest realm=%q, nonce="%s"`, g.realmName(), g.nonce)
	for _, p := range []struct{ name, value string }{{"qop", g.qop}, {"domain", g.domain}, {"opaque", g.opaque}} {
		if p.value != "" {
			asked += fmt.Sprintf(`, %s="%s"`, p.name, p.value)
		}
	}
	if g.algorithm != "" {
		asked += ", algorithm=" + g.algorithm
	}
	if stale {
		asked += ", stale=TRUE"
	}
	if g.userhash {
		asked += ", userhash=true"
	}
	w.Header().Set("WWW-Authenticate", asked+", charset=UTF-8")
	w.WriteHeader(http.StatusUnauthorized)
	io.WriteString(w, why)
}

// wrong says what is wrong with an answer, or "".
func (g *guard) wrong(p map[string]string, r *http.Request, body string) string {
	makers := map[string]func() hash.Hash{"": md5.New, "MD5": md5.New, "SHA-256": sha256.New, "SHA-512-256": sha512.New512_256, "SHA-512": sha512.New}
	name, session := strings.CutSuffix(strings.ToUpper(g.algorithm), "-SESS")
	H := func(parts ...string) string {
		h := makers[name]()
		io.WriteString(h, strings.Join(parts, ":"))
		return fmt.Sprintf("%x", h.Sum(nil))
	}
	user := p["username"]
	if encoded, ok := strings.CutPrefix(p["username*"], "UTF-8''"); ok {
		user, _ = url.PathUnescape(encoded)
	}
	wantUser := g.user
	if g.userhash {
		wantUser = H(g.user, g.realmName())
	}
	switch {
	case user != wantUser:
		return "wrong user"
	case p["realm"] != g.realmName() || p["nonce"] != g.nonce || p["opaque"] != g.opaque || p["algorithm"] != g.algorithm:
		return "wrong echo"
	case p["uri"] != r.RequestURI:
		return "wrong uri"
	case (p["userhash"] == "true") != g.userhash:
		return "wrong userhash"
	}
	a1 := H(g.user, g.realmName(), g.password)
	if session {
		a1 = H(a1, g.prime, p["cnonce"])
	}
	a2 := H(r.Method, r.RequestURI)
	if p["qop"] == "auth-int" {
		a2 = H(r.Method, r.RequestURI, H(body))
	}
	want := H(a1, g.nonce, a2)
	if g.qop != "" {
		if !strings.Contains(g.qop, p["qop"]) || p["qop"] == "" || p["cnonce"] == "" {
			return "wrong qop"
		}
		if p["nc"] != fmt.Sprintf("%08x", g.taken+1) && g.uses >= 0 {
			return "wrong nc"
		}
		want = H(a1, g.nonce, p["nc"], p["cnonce"], p["qop"], a2)
	}
	if p["response"] != want {
		return "wrong response"
	}
	return ""
}
