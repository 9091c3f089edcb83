// Package peer is whom the relay's connections lead to in tests: TLS servers with certificates of the test's own, proxies that want
// credentials, and a wiretap between the relay and a server.
//
//	root := peer.NewAuthority(t, "Root")
//	server := peer.StartTLS(t, &tls.Config{Certificates: []tls.Certificate{root.Issue(t, peer.Paper{})}}, peer.Describe)
//	server.URL // https://127.0.0.1:…, which nobody trusts who does not trust root.PEM()
package peer
