package playground

import (
	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// Explanation tells a person what happened to a request that failed, why, and
// what to do next.
type Explanation struct {
	Title  string   // what happened, in one short sentence
	Why    []string // the causes that are possible, the likelier first; the first line alone says it
	Next   []string // what to do
	How    []string // how it is known, for people who want it
	Detail string   // what the browser said, for people who want it
	Retry  bool     // sending again may help

	Exception string // of Python's requests for the same, "" where it has none
}

// LookingForCause is said while it is being found out what blocked a call.
const LookingForCause = "Looking for the cause …"

// headline is what is spoken of a failure: what happened, and one line of why.
func (e Explanation) headline() string {
	if len(e.Why) == 0 {
		return e.Title
	}
	return e.Title + ". " + e.Why[0]
}

// Explain explains a failure. Origin is that of the page.
func Explain(f exchange.Failure, r request.Request, origin string) Explanation {
	e := Explanation{Detail: f.Detail}
	host := f.Host
	if host == "" {
		host = "the server"
	}
	after := Milliseconds(f.After)
	connect, read := r.Options.Timeouts()
	switch f.Kind {
	case exchange.Cancelled:
		e.Title = "Cancelled"
		e.Why = []string{"You cancelled the request after " + after + "."}
		if f.Got > 0 {
			e.Why = append(e.Why, Bytes(f.Got)+" of the body had come.")
		}
		e.Why = append(e.Why, "The server may still have acted on the request.")
		e.Retry = true
	case exchange.TimedOut:
		e.Title = "Timed out"
		e.Why = []string{"Everything together took longer than the total timeout, " + seconds(r.Options.Total) + ", with redirects, retries and their waits."}
		if f.Got > 0 {
			e.Why = append(e.Why, Bytes(f.Got)+" of the body had come.")
		}
		e.Next = []string{"Increase Options > Total timeout or clear it, then send again."}
		e.Retry = true
	case exchange.ConnectTime:
		e.Title = "Timed out connecting"
		e.Why = []string{"No connection to " + host + " within the connect timeout, " + seconds(connect) + "."}
		e.Next = []string{"Check the host and the port, or increase " + timeoutOption(r.Options.Connect, "Connect timeout") + "."}
		e.Retry = true
	case exchange.ReadTime:
		e.Title = "Timed out reading"
		e.Why = []string{"No data from " + host + " within the read timeout, " + seconds(read) + "."}
		if f.Got > 0 {
			e.Why = append(e.Why, Bytes(f.Got)+" of the body had come.")
		}
		e.Next = []string{"Send again, or increase " + timeoutOption(r.Options.Read, "Read timeout") + "."}
		e.Retry = true
	case exchange.Redirects:
		e.Title = "Too many redirects"
		e.Why = []string{f.Detail}
		e.Next = []string{"Traffic lists every one of them. Allow more: Options, Redirects, At most."}
	case exchange.Retries:
		e.Title = "Retries used up"
		e.Why = []string{f.Detail}
		e.Next = []string{"Traffic lists every attempt. Allow more, or let the last answer count: Options, Retries."}
		e.Retry = true
	case exchange.BadStatus:
		e.Title = f.Detail
		e.Why = []string{"Options say that a status of 400 or more is a failure."}
		e.Next = []string{"The answer below may say why. To take such statuses as answers: Options, Failures."}
		e.Detail = ""
	case exchange.Unreachable:
		e.Title = "Unreachable"
		e.Why = []string{"There was no connection to " + host + ": the name does not resolve, or nobody listens at the port."}
		e.Next = []string{"Check the host and the port in the URL."}
		e.Retry = true
	case exchange.TLS:
		e.Title = "No secure connection"
		e.Why = []string{"TLS with " + host + " failed."}
		e.Next = []string{"Check the certificate of the server, and that it speaks https at this port."}
	case exchange.Proxy, exchange.Relay, exchange.NotHTTP:
		e = between(f, host)
	case exchange.Offline:
		e.Title = "You are offline"
		e.Why = []string{"The browser says that it has no network."}
		e.Next = []string{"Connect, then send again. Servers on this machine can still be reached when you try."}
		e.Retry = true
	case exchange.MixedContent:
		e.Title = "Blocked: http from an https page"
		e.Why = []string{"This page was loaded over https, and browsers refuse to call " + host + " over plain http from it.", onlyBrowsers}
		e.Next = []string{
			"Use https:// in the URL if the server offers it.",
			"Or open Roundtrip over http, as on your own machine: a page from http://127.0.0.1 may call http servers.",
		}
	case exchange.Blocked:
		if d := f.Diagnosis; d != nil && d.Known != nil {
			known := *d.Known
			known.Host, known.After = f.Host, f.After
			e = Explain(known, r, origin)
			e.How = []string{"Browsers do not tell pages the cause. Found by sending the same request through the relay."}
			e.Retry = true
			break
		}
		e = blocked(f, origin)
	case exchange.Redirected:
		e.Title = "Redirected"
		if f.Detail != "" {
			e.Why = []string{f.Detail}
			e.Next = []string{"Choose Options, Redirects, Stop at the first to see the redirect itself."}
			e.Detail = ""
			break
		}
		e.Why = []string{host + " answered with a redirect, and Options say not to follow it.", "Browsers do not let a page see where it leads."}
		e.Next = []string{"Choose Options, Redirects, Follow to see where it ends."}
	case exchange.BrokenBody:
		e.Title = "The body broke off"
		e.Why = []string{"The connection to " + host + " ended after " + Bytes(f.Got) + " of the body, before its end."}
		e.Next = []string{"What came is shown. Send again; if it breaks at the same place, the server's Content-Length or its framing is wrong."}
		e.Retry = true
	case exchange.Disk:
		e.Title = "The disk took no more"
		e.Why = []string{f.Detail, Bytes(f.Got) + " of the body had been written."}
		e.Next = []string{"Make room on the disk, or ask for a part of the body with a Range header. What was written can be saved."}
		e.Detail = ""
		e.Retry = true
	case exchange.BadInput:
		e.Title = "Not sent"
		e.Why = []string{f.Detail}
		e.Detail = ""
	default:
		e.Title = "Roundtrip failed"
		e.Why = []string{"This is a fault of Roundtrip, not of your request: " + f.Detail}
		e.Next = []string{"Reload the page; the request stays in the address bar."}
		e.Retry = true
	}
	if f.Cause != "" {
		e = exactly(e, f)
	}
	if f.Page > 0 {
		pageFailed(&e, f, r)
	}
	e.Exception = f.Exception()
	if inner := f.Wraps(); inner != "" {
		e.Exception += ", which wraps urllib3’s " + inner
	}
	return e
}
