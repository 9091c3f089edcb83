//go:build !js

// Command roundtrip hosts the playground: the built site and, when asked to, a demo API to play with and a relay.
//
//	roundtrip -addr 127.0.0.1:8080 -demo -relay
package main

import (
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"syscall"

	"roundtrip/httpwasm/relay"
	"roundtrip/web"
)

//go:embed all:web/site
var bundle embed.FS

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`host:port` to listen on; port 0 picks a free one")
	demo := flag.Bool("demo", false, "serve go-httpbin, an API to try requests on, under /demo/")
	relayed := flag.Bool("relay", false, "serve a relay under /relay/, which opens connections for pages")
	relaying := relay.Defaults()
	relaying.Flags(flag.CommandLine)
	version := flag.Bool("version", false, "print the version and exit")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: roundtrip [-addr host:port] [-demo] [-relay …] [-version]")
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
	o := options{addr: *addr, demo: *demo}
	if *relayed {
		if err := relaying.TokensFromEnvironment(); err != nil {
			fmt.Fprintln(os.Stderr, "roundtrip:", err)
			os.Exit(2)
		}
		o.relay = &relaying
	}
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "roundtrip:", err)
		os.Exit(1)
	}
}

// options is what the command line says.
type options struct {
	addr  string
	demo  bool
	relay *relay.Config // nil where there is none
}

// run serves until the context ends.
func run(ctx context.Context, o options) error {
	files, err := fs.Sub(bundle, "web/site")
	if err != nil {
		return err
	}
	mux, err := newHandler(files, o)
	if err != nil {
		return err
	}
	listener, err := web.Listen(o.addr)
	if err != nil {
		return err
	}
	fmt.Println("Roundtrip is at", web.Address(listener))
	if o.demo {
		fmt.Println("The demo API is at", web.Address(listener)+"demo/")
	}
	if o.relay != nil {
		o.relay.Listening(listener.Addr())
		handler, err := relay.New(*o.relay)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		defer handler.Close()
		mux.Handle("/relay/", http.StripPrefix("/relay", handler))
		fmt.Printf("The relay is at %srelay/\n%s\n", web.Address(listener), o.relay)
	}
	return web.Serve(ctx, listener, mux)
}

// newHandler mounts the rooms of the server that need no listener.
func newHandler(files fs.FS, o options) (*http.ServeMux, error) {
	site, err := web.NewSite(files, web.PageWith(o.demo, o.relay != nil))
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/", site)
	if o.demo {
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
