// A worker program that answers echo, fetch and panic, takes memory and is busy when it is told to, and hands over what it was told, by
// which it is known.
package main

import "syscall/js"

func main() {
	worker := js.Global().Get("roundtripWorker")
	told := ""
	busy := false
	var held []byte
	post := func(message map[string]any) {
		message["busy"] = busy
		worker.Call("post", message)
	}
	worker.Set("onmessage", js.FuncOf(func(_ js.Value, args []js.Value) any {
		message := args[0]
		id := message.Get("id")
		switch method := message.Get("method").String(); method {
		case "echo":
			post(map[string]any{"event": "echoed", "data": message.Get("params")})
			post(map[string]any{"id": id, "ok": map[string]any{
				"text": message.Get("params"), "files": message.Get("files").Length(),
			}})
		case "handover":
			post(map[string]any{"id": id, "ok": map[string]any{"json": "after " + told}})
		case "takeover":
			told = message.Get("params").String()
			post(map[string]any{"id": id, "ok": map[string]any{}})
		case "send", "forget", "ask", "peek", "grow", "busy", "rest":
			switch method {
			case "grow":
				held = make([]byte, 100<<20)
			case "busy", "rest":
				busy = method == "busy"
			case "peek":
			default:
				told += method
			}
			post(map[string]any{"id": id, "ok": map[string]any{"told": told, "held": len(held)}})
		case "fetch":
			done := js.FuncOf(func(_ js.Value, args []js.Value) any {
				post(map[string]any{"id": id, "ok": map[string]any{"status": args[0].Get("status")}})
				return nil
			})
			js.Global().Call("fetch", message.Get("params")).Call("then", done)
		case "panic":
			panic("the engine was told to")
		default:
			post(map[string]any{"id": id, "error": map[string]any{"message": "no method " + method}})
		}
		return nil
	}))
	worker.Call("ready")
	select {}
}
