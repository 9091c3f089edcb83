package main

import (
	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/engine/bridge"
	"roundtrip/app/exchange"
	"roundtrip/app/playground"
	"roundtrip/components"
)

func main() {
	components.CollectRarely()
	bridge.Events(func(events []exchange.Event) {
		list := make([]playground.Msg, len(events))
		for i, e := range events {
			list[i] = playground.EngineEvent{Event: e}
		}
		components.Post(list...)
	})
	bridge.States(func(state string, loaded, total int64) {
		s := playground.EngineState{Ready: state == "ready", Loaded: loaded, Total: total}
		if state == "failed" {
			s.Failed = "its program could not be loaded or stopped"
		}
		components.Post(playground.EngineChanged{State: s})
	})
	components.Yield() // starting Go was a task of the page's; drawing begins in the next, so that neither is felt
	components.Route(func(v exchange.Via) components.Engine { return bridge.Client{Line: bridge.Worker(), Via: v} })
	app.RunWhenOnBrowser()
}
