//go:build !js

package relay_test

import (
	"fmt"
	"net"
	"net/http"

	"roundtrip/httpwasm/relay"
)

// A relay for the pages of relay.example, in a server of its own.
func Example() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	config := relay.Defaults()
	config.Names = []string{"relay.example"}
	config.Listening(listener.Addr())
	handler, err := relay.New(config)
	if err != nil {
		panic(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/relay/", http.StripPrefix("/relay", handler))
	server := &http.Server{Handler: mux}
	go func() { _ = server.Serve(listener) }()

	response, err := http.Get("http://" + listener.Addr().String() + "/relay/policy")
	if err != nil {
		panic(err)
	}
	_ = response.Body.Close()
	fmt.Println(response.Status)
	_ = server.Close()
	handler.Close()
	// Output: 200 OK
}
