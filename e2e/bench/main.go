//go:build !js

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"roundtrip/e2e/product"
)

// bench is what all groups of figures share.
type bench struct {
	ctx       context.Context
	runs      int
	floor     app
	roundtrip app
	api       *upstream
	traces    string // folder for traces, or ""
}

// groups are the figures that are measured together, in the order in which they are printed.
var groups = []struct {
	name    string
	means   string
	measure func(*bench) ([]figure, error)
}{
	{"start", "cold and warm starts, and what they fetch", start},
	{"answer", "the first answer from a cold start", answer},
	{"line", "a start and a first answer at 10 Mbit/s and 40 ms", slowLine},
	{"typing", "from a key to the frame that shows it", typing},
	{"small", "1 kB of JSON from Send to the screen", small},
	{"large", "10 MB of JSON from Send to the screen", large},
	{"drip", "a body that drips for 3 s", dripping},
	{"many", "1,000 requests, 8 at a time, against raw fetch in a worker", many},
	{"download", "50 MB through httpwasm.Transport", download},
	{"relay", "requests through a relay, against a native client", relayed},
	{"relaypage", "100 MB through a relay, in the product", relayedPage},
	{"saved", "memory while 2 GB go to the disk, by the browser and through a relay", saved},
}

func main() {
	runs := flag.Int("runs", 5, "how often each figure is taken; the median counts")
	quick := flag.Bool("quick", false, "one run of each, to see that it works")
	only := flag.String("only", "", "measure these groups alone: their names with commas between them")
	list := flag.Bool("list", false, "list the groups and exit")
	traces := flag.String("traces", "", "keep the traces of what limits a start in this `folder`, for chrome://tracing or DevTools")
	flag.Parse()
	if *list {
		for _, g := range groups {
			fmt.Printf("%-9s %s\n", g.name, g.means)
		}
		return
	}
	if *quick {
		*runs = 1
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *runs, *only, *traces)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, runs int, only, traces string) error {
	chosen, err := choose(only)
	if err != nil {
		return err
	}
	site, err := product.Start("-relay")
	if err != nil {
		return err
	}
	defer func() { _ = site.Stop() }()
	api, floor := startUpstream(), floorSite()
	defer api.Close()
	defer floor.Close()
	b := &bench{ctx: ctx, runs: runs, floor: floorAt(floor.URL + "/"), roundtrip: roundtripAt(site.URL), api: api, traces: traces}

	var figures []figure
	var failed []error
	for _, g := range groups {
		if !slices.Contains(chosen, g.name) || ctx.Err() != nil {
			continue
		}
		began := time.Now()
		found, err := g.measure(b)
		if err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", g.name, err))
		}
		figures = append(figures, found...)
		fmt.Fprintf(os.Stderr, "%s: %.0f s\n", g.name, time.Since(began).Seconds())
	}
	fmt.Printf("\nMedians (smallest–largest) of %d; floor is a bare page that only fetches. %s\n\n", runs, machine())
	table(os.Stdout, figures)
	return errors.Join(append(failed, ctx.Err())...)
}

func choose(only string) (names []string, err error) {
	for _, g := range groups {
		names = append(names, g.name)
	}
	if only == "" {
		return names, nil
	}
	chosen := strings.Split(only, ",")
	for _, name := range chosen {
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("no group %q: there are %s", name, strings.Join(names, ", "))
		}
	}
	return chosen, nil
}

// inTurn calls f for both apps as often as there are runs. The one that begins changes from run to run.
func (b *bench) inTurn(f func(a app, run int) error) error {
	apps := []app{b.floor, b.roundtrip}
	for run := range b.runs {
		for _, a := range apps {
			if err := f(a, run); err != nil {
				return fmt.Errorf("%s, run %d: %w", a.Name, run+1, err)
			}
		}
		slices.Reverse(apps)
	}
	return nil
}
