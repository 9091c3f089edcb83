//go:build !js

package e2e

import "testing"

func TestLimitsOfTheRelayAreSaidWithTheirFlags(t *testing.T) {
	s, _ := relayed(t, "-relay-bytes", "100kB", "-relay-burst", "2", "-relay-rate", "0.001")
	failure := s.failsByRelay(server.URL+"/no-cors/bytes?n=1000000", "200 OK, then Ended by the relay").
		WaitText("This connection carried more than the 100kB that the relay allows.")
	failure.CSS("summary").Click()
	failure.WaitText("by starting it with -relay-bytes 200kB.")

	s.getByRelay(server.URL+"/no-cors"+echo(t), "200 OK")
	s.failsByRelay(server.Other+"/no-cors"+echo(t), "Refused by the relay").WaitText("by starting it with -relay-rate 0.002.")
}
