package demo

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

// WebhookSecret signs the webhooks of every preset but standard, whose secret is written in base64 behind whsec_.
const (
	WebhookSecret         = "demo-secret"
	WebhookSecretStandard = "whsec_ZGVtby1zZWNyZXQtb2YtdGhlLXdlYmhvb2tz"
)

// webhooks takes signed calls as a receiver does, and shows how the sender signs.
type webhooks struct{ prefix string }

func (h webhooks) mount(mux *http.ServeMux) {
	mux.HandleFunc("POST /webhook/{preset}", h.receive)
	mux.HandleFunc("GET /webhook/{preset}/sample", h.sample)
}

// finding is what a receiver found out about a call.
type finding struct {
	Preset   string `json:"preset"`
	Valid    bool   `json:"valid"`
	Problem  string `json:"problem,omitempty"`
	Secret   string `json:"secret"`             // no secret here: it is the same for all
	Signed   string `json:"signed"`             // what is signed
	Expected string `json:"expected,omitempty"` // the signature that the call should have had
}

// receive says what it found: 200 where the signature holds, 403 where it does not.
func (h webhooks) receive(w http.ResponseWriter, r *http.Request) {
	preset, ok := presetOf(w, r)
	if !ok {
		return
	}
	body, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		refuse(w, http.StatusRequestEntityTooLarge, "The body is larger than 1 MiB.")
		return
	}
	if err != nil {
		refuse(w, http.StatusBadRequest, "The body broke off.")
		return
	}
	expected, problem := preset.verify(r.Header, body, time.Now())
	status := http.StatusOK
	if problem != "" {
		status = http.StatusForbidden
	}
	answer(w, status, finding{
		Preset: r.PathValue("preset"), Valid: problem == "", Problem: problem,
		Secret: preset.secret, Signed: preset.signed, Expected: expected,
	})
}

// sample is a call that receive takes, signed now.
func (h webhooks) sample(w http.ResponseWriter, r *http.Request) {
	preset, ok := presetOf(w, r)
	if !ok {
		return
	}
	name := r.PathValue("preset")
	body, _ := json.Marshal(map[string]any{"event": "item.created", "item": item{ID: 1, Name: "Item 1"}}) // texts and numbers do not fail
	headers := preset.sign(body, time.Now())
	headers["Content-Type"] = "application/json"
	w.Header().Set("Cache-Control", "no-store")
	answer(w, http.StatusOK, map[string]any{
		"method": "POST", "url": origin(r) + h.prefix + "/webhook/" + name,
		"headers": headers, "body": string(body), "secret": preset.secret, "signed": preset.signed,
	})
}

func presetOf(w http.ResponseWriter, r *http.Request) (preset, bool) {
	p, ok := presets[r.PathValue("preset")]
	if !ok {
		refuse(w, http.StatusNotFound, "The presets are github, stripe, slack and standard.")
	}
	return p, ok
}
