package engine

import (
	"fmt"
	"io"
	"strings"
	"time"

	"roundtrip/app/request"
	"roundtrip/app/webhook"
	"roundtrip/app/webhook/signature"
)

// maxWebhook bounds the body of a webhook, in bytes: it is held in memory as a whole. Senders stay far below.
const maxWebhook = 32 << 20

// maxNear bounds the bodies that are hashed once for each small difference that may have made a signature wrong, in bytes.
const maxNear = 1 << 20

// Webhook signs or verifies a body: that of a request, or that of a response that is still here.
func (e *Engine) Webhook(r request.Request, a webhook.Ask) webhook.Answer {
	body, problem := e.webhookBody(r, a.Response)
	if problem != "" {
		return webhook.Answer{Problem: problem}
	}
	answer := webhook.Answer{Size: int64(len(body))}
	now := a.At
	if now.IsZero() {
		now = time.Now()
	}
	if a.Sign {
		headers, signed, err := signature.Sign(a.Preset, a.Secret, body, now)
		if err != nil {
			answer.Problem = err.Error()
			return answer
		}
		for _, h := range headers {
			answer.Headers = append(answer.Headers, webhook.Header{Name: h[0], Value: h[1]})
		}
		answer.Signed = show(signed)
		return answer
	}
	header, problem := headerLines(a.Headers)
	if problem != "" {
		answer.Problem = problem
		return answer
	}
	v := signature.Verify(a.Preset, a.Secret, header, body, now)
	switch {
	case v.Problem == webhook.Unusable:
		answer.Problem = v.Text
		return answer
	case v.Problem == webhook.Differs && len(body) <= maxNear:
		answer.Near = signature.Near(a.Preset, a.Secret, header, body, now)
	}
	answer.Verdict, answer.Signed = &v, show(v.Signed)
	return answer
}

// webhookBody gives the bytes, or says in a sentence why they cannot be had.
func (e *Engine) webhookBody(r request.Request, response int) ([]byte, string) {
	var from io.Reader
	var size int64
	if response != 0 {
		store, _, _, err := e.Body(response)
		if err != nil {
			return nil, "The response is not here any more. Send the request again."
		}
		from, size = io.NewSectionReader(store, 0, store.Len()), store.Len()
	} else {
		if r.Body.Kind == request.Multipart {
			return nil, "A multipart body gets a new boundary each time that it is sent, so no signature made now would hold. Choose Auth, HMAC, which signs as it sends."
		}
		reader, n, bad := e.own.session.BodyOf(r)
		if bad != nil {
			return nil, bad.Detail
		}
		if reader == nil {
			return nil, ""
		}
		defer reader.Close()
		from, size = reader, n
	}
	if size > maxWebhook {
		return nil, fmt.Sprintf("The body has %d MB, and %d MB is the most that is hashed here.", size>>20, maxWebhook>>20)
	}
	body, err := io.ReadAll(from)
	if err != nil {
		return nil, "The body cannot be read: " + err.Error() + ". If it is a file, choose it again."
	}
	return body, ""
}

// headerLines reads headers that stand one a line. Of a name that stands there twice the values are joined (RFC 9110, section 5.3).
func headerLines(lines string) (header func(name string) string, problem string) {
	values := map[string]string{}
	for line := range strings.Lines(lines) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		name, value = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(value)
		if !ok || name == "" {
			return nil, "The line " + fmt.Sprintf("%.60q", strings.TrimSpace(line)) + " is no header. Write it as Name: value."
		}
		if before, twice := values[name]; twice {
			value = before + ", " + value
		}
		values[name] = value
	}
	return func(name string) string { return values[strings.ToLower(name)] }, ""
}
