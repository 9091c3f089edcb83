package playground

import "roundtrip/app/exchange"

// explainConnection explains what went wrong with a connection that Roundtrip made itself, through a relay. It says more than a
// browser does.
func explainConnection(e *Explanation, f exchange.Failure) {
	e.Why, e.Detail = []string{f.Detail}, ""
	switch f.Kind {
	case exchange.Relay:
		e.Title = "Refused by the relay"
		e.Next = []string{"Tools, Relay, Check says what the relay allows. Or choose Browser beside Send."}
		if f.Flag != "" {
			e.Next = append([]string{"Whoever runs the relay can allow it, by starting it with " + f.Flag + "."}, e.Next...)
		}
		e.Retry = true
	case exchange.Proxy:
		e.Title = "Stopped at the proxy"
		e.Next = []string{"Check the proxy and its credentials: Options, Proxy."}
		e.Retry = true
	case exchange.NotHTTP:
		e.Title = "Not HTTP"
		e.Next = []string{"Check the port in the URL, and whether it is https:// or http:// there."}
	case exchange.Unreachable:
		e.Title = "Unreachable"
		e.Next = []string{"Check the host and the port in the URL."}
		e.Retry = true
	case exchange.TLS:
		e.Title = "No secure connection"
		e.Next = []string{tlsAdvice(f.Cause)}
	}
}

func tlsAdvice(c exchange.Cause) string {
	switch c {
	case exchange.SelfSigned, exchange.UnknownAuthority:
		return "If you know this server, add the certificate of its authority: Options, Trusted authorities. To go on without verifying: Options, Verify."
	case exchange.Expired, exchange.NotYetValid, exchange.WrongName, exchange.BadCertificate:
		return "The server needs another certificate. To go on without verifying it: Options, Verify."
	case exchange.ClientCertificate:
		return "Give a certificate that the server accepts: Options, Client certificate."
	case exchange.NotTLS:
		return "Write http:// in the URL, or another port."
	}
	return "Check what the options say of TLS, and that the server speaks https at this port."
}
