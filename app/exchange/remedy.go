package exchange

// RelayRemedy says what changes a refusal of a relay, by the flag that it names; "" where nothing is known to.
func RelayRemedy(flag string) string {
	switch flag {
	case "":
		return ""
	case "-relay-token-file":
		return "Type an access token under Tools, Relay. Whoever runs the relay gives them out."
	case "-relay-deny":
		return "Whoever runs the relay has ruled that out with -relay-deny, and can allow it there."
	}
	return "Whoever runs the relay can allow it, by starting it with " + flag + "."
}
