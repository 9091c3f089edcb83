// Package web serves the built site: precompressed, cacheable and under a strict policy.
//
// The files themselves are made by [roundtrip/web/build]. In a browser the site consists of two programs: boot.js
// starts app.wasm on the page and engine.wasm in a Web Worker (worker.js), and tunnel.wasm in another once a relay is
// used. go-app's own handler, loader and service
// worker are not used: its loader wraps the response and so loses the browser's code cache, and its worker answers
// every request of the page, the playground's included, from a cache. boot.js provides the few globals that go-app
// asks for.
//
//	site, err := web.NewSite(os.DirFS("web/site"))
//	if err != nil {
//		return err
//	}
//	http.Handle("/", site)
package web
