package permalink_test

import (
	"fmt"

	"roundtrip/app/permalink"
	"roundtrip/app/request"
)

func Example() {
	r := request.New()
	r.SetURL("https://api.example.com/v1/items?page=2")
	r.Auth = request.Auth{Kind: request.Bearer, Token: request.NewSecret("hunter2")}

	fragment, err := permalink.Keep(r).Link(nil)
	if err != nil {
		panic(err)
	}
	link, err := permalink.Decode(fragment)
	if err != nil {
		panic(err)
	}
	fmt.Println(link.Request.Method, link.Request.URL)
	fmt.Println("wanted:", link.Wanted())
	// Output:
	// GET https://api.example.com/v1/items?page=2
	// wanted: [token]
}
