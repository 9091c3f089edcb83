// Command small is the smallest program that sends a request: what it links is what the package costs.
package main

import (
	"io"
	"net/http"

	"roundtrip/httpwasm"
)

func main() {
	req, err := http.NewRequest(http.MethodGet, "https://a.example/", nil)
	if err != nil {
		panic(err)
	}
	resp, err := new(httpwasm.Transport).RoundTrip(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	println(len(data), err)
}
