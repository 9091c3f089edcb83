package httpwasm_test

import (
	"fmt"

	"roundtrip/httpwasm"
)

func ExampleForbiddenHeader() {
	for _, name := range []string{"Cookie", "Sec-Fetch-Mode", "Authorization"} {
		reason, forbidden := httpwasm.ForbiddenHeader(name, "x")
		fmt.Println(name, forbidden, reason)
	}
	// Output:
	// Cookie true browsers set Cookie themselves
	// Sec-Fetch-Mode true headers that start with Sec- are the browser's own
	// Authorization false
}
