//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
)

// relayed measures httpwasm.Tunnel in a worker, through a relay, beside a native client that goes straight to the same server, which
// stands for floor.
func relayed(b *bench) ([]figure, error) {
	command := exec.CommandContext(b.ctx, "go", "run", "roundtrip/httpwasm/internal/relaybench", "-json", "-rounds", strconv.Itoa(b.runs))
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("httpwasm/internal/relaybench: %w", err)
	}
	var found map[string]sample
	if err := json.Unmarshal(out, &found); err != nil {
		return nil, fmt.Errorf("httpwasm/internal/relaybench printed %q: %w", out, err)
	}
	var figures []figure
	for _, way := range []struct {
		key, name string
		least     float64
	}{{"http", "HTTP", 60}, {"https", "HTTPS, HTTP/1.1", 30}, {"https2", "HTTPS, HTTP/2", 25}} {
		native := found["1 kB "+way.key+" native"]
		figures = append(figures,
			figure{name: "1 kB through a relay, kept alive, " + way.name, unit: "ms", ours: found["1 kB "+way.key+" relay"], floor: native,
				target: atMost(native.median() + 2)},
			figure{name: "100 MB down through a relay, " + way.name, unit: "MB/s", ours: found["down "+way.key+" relay"], floor: found["down "+way.key+" native"],
				target: target{bound: way.least, atLeast: true}},
			figure{name: "100 MB up through a relay, " + way.name, unit: "MB/s", ours: found["up "+way.key+" relay"], floor: found["up "+way.key+" native"]})
	}
	return append(figures,
		figure{name: "processor time of the relay for 1 GB down", unit: "s", ours: found["relay CPU s/GB down"]},
		figure{name: "memory of the relay for an idle connection", unit: "kB", ours: found["relay kB per idle connection"], target: atMost(100)},
		figure{name: "longest task of the page meanwhile, 0 where none took 50 ms", unit: "ms", ours: found["longest task of the page, ms"], target: atMost(50)},
	), nil
}
