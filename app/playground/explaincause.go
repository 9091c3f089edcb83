package playground

import "roundtrip/app/exchange"

// between explains what went wrong between here and the server, or with what answered.
func between(f exchange.Failure, host string) Explanation {
	e := Explanation{Why: []string{f.Detail}}
	switch f.Kind {
	case exchange.Proxy:
		e.Title = "The proxy did not let it through"
		e.Next = []string{"Check the proxy under Options, Proxy, or leave it out for this host: Options, Not through the proxy."}
		e.Retry = true
	case exchange.Relay:
		known, ok := relayCauses[f.Cause]
		if !ok {
			known.title, known.next = "Refused by the relay", "Tools, Relay, Check says what the relay allows. Or choose Browser beside Send."
		}
		e.Title, e.Retry = known.title, true
		if remedy := exchange.RelayRemedy(f.Flag); remedy != "" {
			e.Next = append(e.Next, remedy)
		}
		e.Next = append(e.Next, known.next)
	case exchange.NotHTTP:
		e.Title = "The answer is not HTTP"
		e.Next = []string{"Check the port in the URL: something else than a web server answers at " + host + "."}
	}
	return e
}

// relayCauses say what happened where it is not the relay's policy that refused.
var relayCauses = map[exchange.Cause]struct{ title, next string }{
	exchange.NoRelay:      {"No relay", "Check the relay's address, and that it runs: Tools, Relay, Check. Or choose Browser beside Send."},
	exchange.NoTunnel:     {"No connection to the relay", "Send again in a moment. If it stays so, tell whoever runs the relay. Or choose Browser beside Send."},
	exchange.NoPermission: {"No permission for the local network", "Allow it, then send again. Or choose a relay elsewhere: Tools, Relay."},
	exchange.RelayLost:    {"The connection to the relay broke", "Send again. If it happens again, the relay, or the network between it and this page, is in trouble."},
	exchange.EndedByRelay: {"Ended by the relay", "Send again for a new connection."},
}

// causes say for each cause what happened, and what to do.
var causes = map[exchange.Cause]struct{ title, next string }{
	exchange.NoSuchHost:        {"There is no such host", "Check how the host is spelt in the URL."},
	exchange.Refused:           {"Connection refused", "Check the port in the URL, and that the server runs."},
	exchange.Reset:             {"Connection reset", "Send again. If it happens again, a firewall or the server itself breaks such connections off."},
	exchange.NoRoute:           {"No way to the server", "Check that the address belongs to a network that can be reached from here."},
	exchange.NoAnswer:          {"No answer", "Check the host and the port. A firewall may drop what is sent there."},
	exchange.Closed:            {"Closed without an answer", "Check the port and whether it speaks http:// or https://, then send again."},
	exchange.Expired:           {"The certificate has expired", "Its owner has to renew it."},
	exchange.NotYetValid:       {"The certificate is not valid yet", "Check the clock of this machine; else its owner has to replace it."},
	exchange.WrongName:         {"The certificate is for another host", "Check the host in the URL, or name the one that it is for: Options, Server name."},
	exchange.SelfSigned:        {"The certificate is self-signed", "If you know it to be right, add it: Options, Trust these too."},
	exchange.UnknownAuthority:  {"The certificate is not from a trusted authority", "If you know the authority, add its certificate: Options, Trust these too."},
	exchange.BadCertificate:    {"The certificate is not good", "Its owner has to replace it."},
	exchange.ClientCertificate: {"The server wants a client certificate", "Add one, with its private key: Options, Client certificate."},
	exchange.BadVersion:        {"No common version of TLS", "Allow an older one, if you must: Options, Oldest TLS version."},
	exchange.NotTLS:            {"The server does not speak TLS", "Write http:// in the URL if it speaks HTTP without TLS at this port."},
	exchange.NoHTTP2:           {"The server does not speak HTTP/2", "Let the server choose: Options, HTTP version, Automatic."},
	exchange.ProxyCredentials:  {"The proxy wants to know you", "Type user name and password under Options, Proxy."},
	exchange.BadCoding:         {"The body cannot be decoded", "Send the header Accept-Encoding: identity to get it without a coding."},
}

// exactly says what is known more exactly than the kind of a failure. What the proxy and the middle of a body have to do with it stays.
func exactly(e Explanation, f exchange.Failure) Explanation {
	known, ok := causes[f.Cause]
	if !ok || f.Kind == exchange.BrokenBody && f.Cause != exchange.BadCoding || f.Kind == exchange.Proxy && f.Cause != exchange.ProxyCredentials {
		return e
	}
	e.Title, e.Why, e.Detail = known.title, []string{f.Detail}, ""
	e.Next = []string{known.next}
	return e
}
