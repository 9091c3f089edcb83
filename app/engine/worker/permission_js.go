package main

import "syscall/js"

// permission asks the browser what the person has said. Older ones have one name for this machine and for the local network.
func permission(name string) string {
	permissions := js.Global().Get("navigator").Get("permissions")
	if !permissions.Truthy() {
		return ""
	}
	for _, name := range []string{name, "local-network-access"} {
		status, err := await(func() js.Value { return permissions.Call("query", map[string]any{"name": name}) })
		if err == nil {
			return status.Get("state").String()
		}
	}
	return ""
}
