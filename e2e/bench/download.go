//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
)

// download measures 50 MB read to the end in a worker: by JavaScript's fetch, which stands for floor, by httpwasm.Transport
// and by net/http's own transport.
func download(b *bench) ([]figure, error) {
	command := exec.CommandContext(b.ctx, "go", "run", "roundtrip/httpwasm/internal/bench", "-json", "-bytes", "50000000", "-rounds", strconv.Itoa(3*b.runs))
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("httpwasm/internal/bench: %w", err)
	}
	var times map[string]sample
	if err := json.Unmarshal(out, &times); err != nil {
		return nil, fmt.Errorf("httpwasm/internal/bench printed %q: %w", out, err)
	}
	speeds := func(way string) (speeds sample) {
		for _, ms := range times[way] {
			speeds = append(speeds, 50_000/ms)
		}
		return speeds
	}
	fetch := speeds("fetch")
	least := target{bound: 0.8, ratio: true, atLeast: true}
	return []figure{
		{name: "50 MB through httpwasm.Transport, io.Copy", unit: "MB/s", ours: speeds("httpwasm"), floor: fetch, target: least},
		{name: "50 MB through httpwasm.Transport, Read", unit: "MB/s", ours: speeds("httpwasmRead"), floor: fetch},
		{name: "50 MB through net/http's own transport", unit: "MB/s", ours: speeds("nethttp"), floor: fetch,
			limits: fmt.Sprintf("httpwasm.Transport is %.2f× as fast", speeds("httpwasm").median()/speeds("nethttp").median())},
	}, nil
}
