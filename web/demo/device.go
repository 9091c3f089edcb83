package demo

import (
	"crypto/rand"
	"crypto/subtle"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// pollInterval is how long a device waits between two questions (RFC 8628, section 3.5), and pollGrace how much sooner
// than that one may arrive, because networks are uneven.
const (
	pollInterval = time.Second
	pollGrace    = 250 * time.Millisecond
	slowDown     = 5 * time.Second           // what a question that comes too soon adds
	maxPoll      = pollInterval + 2*slowDown // so that a device can catch up when someone else asked with its code
)

// device is a device that waits for a person to decide.
type device struct {
	client, scope string
	secret        string // the second part of the device code
	expires       time.Time
	interval      time.Duration
	polled        time.Time
	decision      string // "allow", "deny", or "" for none yet
}

// A device code is the user code, a dot, and a secret.

// device is the device authorization endpoint (RFC 8628, section 3.1).
func (s *authorizationServer) device(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	life, fail := lifetime(r, deviceLife)
	var client, scope string
	if fail == nil {
		fail = readForm(r)
	}
	if fail == nil {
		client, fail = authenticateClient(r)
	}
	if fail == nil {
		scope, fail = grantedScope(r.PostForm.Get("scope"))
	}
	if fail != nil {
		fail.write(w, r)
		return
	}
	user, secret := newUserCode(), rand.Text()
	s.devices.put(user, device{client: client, scope: scope, secret: secret, expires: time.Now().Add(life), interval: pollInterval})
	place := s.issuer(r) + "/device/verify"
	answer(w, http.StatusOK, map[string]any{
		"device_code":               user + "." + secret,
		"user_code":                 user,
		"verification_uri":          place,
		"verification_uri_complete": place + "?user_code=" + url.QueryEscape(user),
		"expires_in":                int(life.Seconds()),
		"interval":                  int(pollInterval.Seconds()),
	})
}

// newUserCode is easy to type: no vowels, that it spells nothing, and nothing that looks like another (section 6.1).
func newUserCode() string {
	const letters = "BCDFGHJKLMNPQRSTVWXZ"
	code := make([]byte, 0, 9)
	var b [1]byte
	for len(code) < 9 {
		if len(code) == 4 {
			code = append(code, '-')
		}
		rand.Read(b[:])
		if int(b[0]) < 256/len(letters)*len(letters) { // the rest would make the first letters likelier
			code = append(code, letters[int(b[0])%len(letters)])
		}
	}
	return string(code)
}

// typedUserCode is a user code as a person types it: in any case, with or without the hyphen.
func typedUserCode(text string) string {
	text = strings.NewReplacer("-", "", " ", "").Replace(strings.ToUpper(text))
	if len(text) != 8 {
		return ""
	}
	return text[:4] + "-" + text[4:]
}

// verify is where the person decides.
func (s *authorizationServer) verify(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		show(w, http.StatusOK, page{
			Title: "Allow a device?", Ask: true, WantCode: true, UserCode: r.FormValue("user_code"),
			Text: "Type the code that the device shows. You are " + User + ".",
		})
		return
	}
	code, decision := typedUserCode(r.PostFormValue("user_code")), r.PostFormValue("decision")
	if decision != "allow" {
		decision = "deny"
	}
	known := false
	s.devices.edit(code, func(d *device, found bool) (keep bool) {
		known = found && d.decision == "" && time.Now().Before(d.expires)
		if known {
			d.decision = decision
		}
		return found
	})
	switch {
	case !known:
		show(w, http.StatusBadRequest, page{Title: "No device waits for this code", Text: "It may have expired. Go back and compare it with what the device shows."})
	case decision == "allow":
		show(w, http.StatusOK, page{Title: "Allowed", Text: "The device goes on by itself. You can close this page."})
	default:
		show(w, http.StatusOK, page{Title: "Denied", Text: "The device is told. You can close this page."})
	}
}

// fromDevice answers a device that asks whether the person has decided (section 3.5).
func (s *authorizationServer) fromDevice(r *http.Request, client string) (granted grant, fail *oauthError) {
	code := r.PostForm.Get("device_code")
	user, secret, _ := strings.Cut(code, ".")
	s.devices.edit(user, func(d *device, found bool) (keep bool) {
		if !found || d.client != client || subtle.ConstantTimeCompare([]byte(secret), []byte(d.secret)) != 1 {
			fail = badRequest("invalid_grant", "The device code is unknown, used, or another client's.")
			return found
		}
		now := time.Now()
		soon := now.Sub(d.polled) < d.interval-pollGrace
		d.polled = now
		switch {
		case !now.Before(d.expires):
			fail = badRequest("expired_token", "The device code expired: start again.")
			return false
		case soon:
			d.interval = min(d.interval+slowDown, maxPoll)
			fail = badRequest("slow_down", "Wait "+d.interval.String()+" between two questions from now on.")
			return true
		case d.decision == "":
			fail = badRequest("authorization_pending", "The person has not decided yet.")
			return true
		case d.decision == "deny":
			fail = badRequest("access_denied", "The person said no.")
			return false
		}
		granted = grant{client: client, subject: User, scope: d.scope}
		return false
	})
	if fail == nil {
		granted.refresh = s.newFamily(familyOf(code), granted)
	}
	return granted, fail
}
