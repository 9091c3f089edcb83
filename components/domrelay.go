package components

import (
	"encoding/json"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
)

// What is remembered of relays lies in the browser's own storage, on this machine.

// relayKey is the name under which it lies there.
const relayKey = "roundtrip.relay"

// keptRelay is what was remembered. Where storage is blocked, or holds something else, that is nothing.
func keptRelay() (kept playground.KeptRelay) {
	_ = try(func() {
		if text := app.Window().Get("localStorage").Call("getItem", relayKey); text.Truthy() {
			_ = json.Unmarshal([]byte(text.String()), &kept) // what is no JSON is not ours
		}
	})
	return kept
}

func keepRelay(kept playground.KeptRelay) error {
	text, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	return try(func() { app.Window().Get("localStorage").Call("setItem", relayKey, string(text)) })
}

// onRelayKept listens to what another tab remembers. A tab that went on with what it knew would write that over it.
func onRelayKept(f func(playground.KeptRelay)) (remove func()) {
	return onEvent(app.Window(), "storage", func(e app.Event) {
		if key := e.Get("key"); key.IsNull() || key.String() == relayKey { // null: everything was cleared
			f(keptRelay())
		}
	})
}

// relayAddress is where the page's own host has a relay, or "". The page says so itself.
func relayAddress() string { return besidePage("relay") }

// besidePage is the address of a folder that the page says its host has, under a name in its data; "" where it says nothing.
func besidePage(name string) string {
	folder := document().Get("documentElement").Get("dataset").Get(name)
	if !folder.Truthy() {
		return ""
	}
	return app.Window().Get("URL").New(folder, document().Get("baseURI")).Get("href").String()
}
