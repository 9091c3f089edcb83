//go:build !js

// Command relaybench measures [httpwasm.Tunnel] in a Web Worker against a native client that goes straight to the same server, in turn.
//
//	go run ./httpwasm/internal/relaybench [-bytes 100000000] [-rounds 5] [-json]
//	go run ./httpwasm/internal/relaybench -profile https2    where the time of a download goes, by function
//
// The relay and the far server are processes of their own, on loopback; the browser is a headless Chromium. It must be run from inside the module.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
)

func main() {
	size := flag.Int("bytes", 100_000_000, "bytes of a download")
	rounds := flag.Int("rounds", 5, "downloads of each kind, and tens of small requests")
	asJSON := flag.Bool("json", false, "print all figures as JSON")
	profile := flag.String("profile", "", "print where the time of a download goes: http, https or https2")
	role := flag.String("role", "", "be the relay or the far server, for the program itself")
	flag.Parse()
	var err error
	if *role != "" {
		err = serve(*role)
	} else {
		err = run(*size, *rounds, *asJSON, *profile)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "relaybench:", err)
		os.Exit(1)
	}
}

// result is every figure, by its name.
type result map[string][]float64

func (r result) add(name string, value float64) { r[name] = append(r[name], value) }

func (r result) median(name string) float64 {
	values := slices.Sorted(slices.Values(r[name]))
	if len(values) == 0 {
		return 0
	}
	return values[len(values)/2]
}

func run(size, rounds int, asJSON bool, profile string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	relay, err := start(ctx, "relay")
	if err != nil {
		return err
	}
	defer relay.stop()
	far, err := start(ctx, "far")
	if err != nil {
		return err
	}
	defer far.stop()
	b, err := open(ctx, relay, far)
	if err != nil {
		return err
	}
	defer b.close()
	if profile != "" {
		return b.profile(profile, size)
	}
	found, err := b.measure(size, rounds)
	if err != nil {
		return err
	}
	if asJSON {
		return json.NewEncoder(os.Stdout).Encode(found)
	}
	for _, name := range slices.Sorted(keys(found)) {
		values := slices.Sorted(slices.Values(found[name]))
		fmt.Printf("%-32s median %9.2f  (%.2f–%.2f) of %d\n", name, found.median(name), values[0], values[len(values)-1], len(values))
	}
	return nil
}

func keys(r result) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range r {
			if !yield(name) {
				return
			}
		}
	}
}
