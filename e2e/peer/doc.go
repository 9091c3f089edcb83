// Package peer is whom connections lead to in tests: TLS servers with certificates of the test's own, proxies that want credentials, a
// wiretap between the relay and a server, and servers of others' making where they are installed.
//
//	root := peer.NewAuthority(t, "Root")
//	server := peer.StartTLS(t, &tls.Config{Certificates: []tls.Certificate{root.Issue(t, peer.Paper{})}}, peer.Describe)
//	server.URL // https://127.0.0.1:…, which nobody trusts who does not trust root.PEM()
package peer
