//go:build !js

// Command roundtrip hosts the playground: the built site and, when asked to, a demo API to play with.
//
//	roundtrip -addr 127.0.0.1:8080 -demo
package main

import (
	"context"
	"embed"
	"flag"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"roundtrip/web"
)

//go:embed all:web/site
var bundle embed.FS

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`host:port` to listen on; port 0 picks a free one")
	demo := flag.Bool("demo", false, "serve go-httpbin, an API to try requests on, under /demo/")
	version := flag.Bool("version", false, "print the version and exit")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: roundtrip [-addr host:port] [-demo] [-version]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintf(os.Stderr, "roundtrip: unexpected argument %q\n", flag.Arg(0))
		flag.Usage()
		os.Exit(2)
	}
	if *version {
		fmt.Println(versionLine())
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *addr, *demo); err != nil {
		fmt.Fprintln(os.Stderr, "roundtrip:", err)
		os.Exit(1)
	}
}

// run serves until the context ends.
func run(ctx context.Context, addr string, demo bool) error {
	files, err := fs.Sub(bundle, "web/site")
	if err != nil {
		return err
	}
	handler, err := newHandler(files, demo)
	if err != nil {
		return err
	}
	listener, err := web.Listen(addr)
	if err != nil {
		return err
	}
	fmt.Println("Roundtrip is at", web.Address(listener))
	if demo {
		fmt.Println("The demo API is at", web.Address(listener)+"demo/")
	}
	return web.Serve(ctx, listener, handler)
}

// newHandler mounts the rooms of the server.
func newHandler(files fs.FS, demo bool) (http.Handler, error) {
	page := web.Page
	if demo {
		page = web.DemoPage
	}
	site, err := web.NewSite(files, page)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", site)
	if demo {
		mux.Handle("/demo/", web.Demo("/demo"))
	}
	return mux, nil
}

func versionLine() string {
	version, revision := "(devel)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = " " + s.Value
			}
		}
	}
	return fmt.Sprintf("roundtrip %s%s %s %s/%s", version, revision, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
