package engine

import (
	"encoding/json"
	"fmt"

	"roundtrip/app/body"
	"roundtrip/app/engine/bridge"
	"roundtrip/app/exchange"
)

// Rows answers bridge.MethodRows.
type Rows struct{ body.Window }

// Text answers bridge.MethodText.
type Text string

// Blob answers bridge.MethodBlob.
type Blob struct {
	Store      *body.Store
	File       DiskFile // in the store's place, for a body that was saved to the disk
	Name, Type string
}

// Serve answers one call. The answer is nil, a [Rows], a [Text] or a [Blob], or a
// value to be sent as JSON.
func (e *Engine) Serve(method string, params []byte) (any, error) {
	if method == bridge.MethodTakeover {
		return nil, e.inherit(params)
	}
	var c bridge.Call
	if err := json.Unmarshal(params, &c); err != nil {
		return nil, fmt.Errorf("%s: read the parameters: %w", method, err)
	}
	if c.Via.Relayed() && e.Relay == nil {
		return nil, fmt.Errorf("%s: there is no way through a relay here", method)
	}
	switch method {
	case bridge.MethodSend:
		if c.Request == nil {
			return nil, fmt.Errorf("send: there is no request")
		}
		e.Send(c.ID, c.Request.Request, c.Via)
		return nil, nil
	case bridge.MethodMany:
		if c.Request == nil || c.Many == nil {
			return nil, fmt.Errorf("many: there is no request")
		}
		e.Many(c.ID, c.Request.Request, c.Via, *c.Many)
		return nil, nil
	case bridge.MethodResults:
		if c.Results == nil {
			return nil, fmt.Errorf("results: nothing is asked")
		}
		return e.Results(c.ID, *c.Results)
	case bridge.MethodOpen:
		return nil, e.Open(c.ID, c.Run, c.From)
	case bridge.MethodCancel:
		e.Cancel(c.ID)
		return nil, nil
	case bridge.MethodForget:
		e.Forget(c.ID)
		return nil, nil
	case bridge.MethodRead:
		return nil, e.Read(c.ID, c.Mode)
	case bridge.MethodPrepare:
		if c.Request == nil {
			return nil, fmt.Errorf("prepare: there is no request")
		}
		return e.Foresee(c.Request.Request, c.Via), nil
	case bridge.MethodWire:
		if c.Request == nil {
			return nil, fmt.Errorf("wire: there is no request")
		}
		return e.Wire(c.Request.Request, c.Via, c.Mode), nil
	case bridge.MethodClear:
		e.clearCaches()
		return nil, nil
	case bridge.MethodCookies:
		if c.Request == nil || c.Jar == nil {
			return nil, fmt.Errorf("cookies: there is no request or nothing asked")
		}
		return e.Cookies(c.Request.Request, *c.Jar), nil
	case bridge.MethodWebhook:
		if c.Request == nil || c.Webhook == nil {
			return nil, fmt.Errorf("webhook: there is no request or nothing asked")
		}
		return e.Webhook(c.Request.Request, *c.Webhook), nil
	case bridge.MethodEndToken:
		e.tokens.newest()
		return nil, nil
	case bridge.MethodBegin, bridge.MethodDevice, bridge.MethodToken:
		if c.Request == nil {
			return nil, fmt.Errorf("%s: there is no request", method)
		}
		switch method {
		case bridge.MethodBegin:
			return e.Begin(c.Request.Request, c.Callback), nil
		case bridge.MethodDevice:
			return e.Device(c.Request.Request, c.Via), nil
		}
		return e.Token(c), nil
	case bridge.MethodDiagnose:
		if c.Request == nil {
			return nil, fmt.Errorf("diagnose: there is no request")
		}
		return e.Diagnose(c.Request.Request, c.Via), nil
	case bridge.MethodRelay:
		return e.AskRelay(c.Asked), nil
	case bridge.MethodHandover:
		return e.estate(), nil
	case bridge.MethodCheck:
		return bridge.Checked{Problem: shown(body.CheckJSON(c.Text))}, nil
	case bridge.MethodFormat:
		text, problem := body.FormatJSON(c.Text)
		return bridge.Checked{Text: text, Problem: shown(problem)}, nil
	case bridge.MethodTraffic:
		return e.Traffic(c.ID, c.From)
	case bridge.MethodRows:
		w, err := e.Rows(c.ID, c.Mode, c.From, c.Count)
		return Rows{w}, err
	case bridge.MethodText:
		text, err := e.Text(c.ID)
		return Text(text), err
	case bridge.MethodBlob:
		if file, name, media := e.OnDisk(c.ID); file != nil {
			return Blob{File: file, Name: name, Type: media}, nil
		}
		store, name, media, err := e.Body(c.ID)
		return Blob{Store: store, Name: name, Type: media}, err
	}
	return nil, fmt.Errorf("the engine has no method %q", method)
}

func shown(p *body.Problem) *exchange.Problem {
	if p == nil {
		return nil
	}
	return &exchange.Problem{Line: p.Line, Column: p.Column, Shown: p.Shown, Row: p.Row, At: p.At, Message: p.Message}
}
