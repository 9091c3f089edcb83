//go:build !js

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPayloadIsJSONOfAboutTheSizeThatWasAskedFor(t *testing.T) {
	api := startUpstream()
	defer api.Close()
	for _, size := range []int{1 << 10, 1 << 20, 10 << 20} {
		resp, err := http.Get(fmt.Sprintf("%s/json?size=%d&nonce=n1", api.URL, size))
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.NoError(t, resp.Body.Close())
		require.InDelta(t, size, len(body), 2*float64(len(record)))
		var elements []map[string]any
		require.NoError(t, json.Unmarshal(body, &elements))
		require.Equal(t, "n1", elements[0]["nonce"])
		require.NotZero(t, api.at("n1").left)
	}
}

func TestQuantilesAreOfTheNearestRank(t *testing.T) {
	s := sample{5, 1, 4, 2, 3}
	require.Equal(t, 3.0, s.median())
	require.Equal(t, 5.0, s.quantile(0.95))
	require.Equal(t, 1.0, s.quantile(0))
	require.True(t, math.IsNaN(sample{}.median()))
}

func TestAFigureSaysWhetherItsTargetIsMet(t *testing.T) {
	least := target{bound: 0.8, ratio: true, atLeast: true}
	for _, c := range []struct {
		name      string
		figure    figure
		met, none bool
	}{
		{"at most so much", figure{ours: sample{100}, target: atMost(100)}, true, false},
		{"more than that", figure{ours: sample{101}, target: atMost(100)}, false, false},
		{"times floor", figure{ours: sample{8}, floor: sample{4}, target: timesFloor(2)}, true, false},
		{"too many times floor", figure{ours: sample{9}, floor: sample{4}, target: timesFloor(2)}, false, false},
		{"at least a share of floor", figure{ours: sample{4}, floor: sample{5}, target: least}, true, false},
		{"less than that share", figure{ours: sample{3}, floor: sample{5}, target: least}, false, false},
		{"no target", figure{ours: sample{3}}, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			met, none := c.figure.met()
			require.Equal(t, [2]bool{c.met, c.none}, [2]bool{met, none})
		})
	}
}

func TestTasksAreThoseOfTheBusiestPage(t *testing.T) {
	found, err := readTasks(raw(`
		{"name":"thread_name","ph":"M","pid":1,"tid":1,"args":{"name":"CrRendererMain"}}
		{"name":"thread_name","ph":"M","pid":2,"tid":2,"args":{"name":"CrRendererMain"}}
		{"name":"thread_name","ph":"M","pid":2,"tid":3,"args":{"name":"DedicatedWorker thread"}}
		{"name":"RunTask","ph":"X","pid":1,"tid":1,"ts":0,"dur":1000}
		{"name":"RunTask","ph":"X","pid":2,"tid":3,"ts":0,"dur":90000}
		{"name":"ThreadControllerImpl::RunTask","ph":"X","pid":2,"tid":2,"ts":1000,"dur":30000,"tdur":20000}
		{"name":"RunTask","ph":"X","pid":2,"tid":2,"ts":1000,"dur":29000}
		{"name":"EventDispatch","ph":"X","pid":2,"tid":2,"ts":2000,"dur":10000,"args":{"data":{"type":"keydown"}}}
		{"name":"Layout","ph":"X","pid":2,"tid":2,"ts":3000,"dur":4000}
		{"name":"RunTask","ph":"X","pid":2,"tid":2,"ts":40000,"dur":5000}
		{"name":"Commit","ph":"X","pid":2,"tid":2,"ts":41000,"dur":1000}`))
	require.NoError(t, err)
	require.Len(t, found, 2)
	require.InDelta(t, 35, found.work(), 1e-9)
	require.InDelta(t, 4, found.within("Layout"), 1e-9)
	require.Equal(t, sample{35}, found.fromKeysToFrames())
	require.Equal(t, "in a trace 30 ms, 20 of them on a processor: EventDispatch keydown 6, Layout 4", found.longest())
}

func raw(lines string) (events []json.RawMessage) {
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		events = append(events, json.RawMessage(strings.TrimSpace(line)))
	}
	return events
}
