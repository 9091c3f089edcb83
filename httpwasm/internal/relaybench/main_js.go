package main

import (
	"context"
	"encoding/json"
	"syscall/js"
)

func main() {
	all := clients{}
	js.Global().Set("runTask", js.FuncOf(func(_ js.Value, args []js.Value) any {
		text := args[0].String()
		var executor js.Func
		executor = js.FuncOf(func(_ js.Value, settle []js.Value) any {
			go func() {
				var t task
				json.Unmarshal([]byte(text), &t)
				times, err := all.run(context.Background(), t)
				if err != nil {
					settle[1].Invoke(err.Error())
					return
				}
				out, _ := json.Marshal(times)
				settle[0].Invoke(string(out))
			}()
			return nil
		})
		defer executor.Release()
		return js.Global().Get("Promise").New(executor)
	}))
	js.Global().Call("ready")
	select {}
}
