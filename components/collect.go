package components

import (
	"runtime"
	"runtime/debug"
	"time"
)

// collectAfter is when the garbage of the start is collected: by then the engine runs.
const collectAfter = 1500 * time.Millisecond

// CollectRarely has garbage collected for every 16 MB rather than for every 4: it holds
// up the page for some milliseconds.
func CollectRarely() { debug.SetGCPercent(400) }

// collectLater has the garbage of the start collected when the browser has nothing else
// to do. The first collection also has the browser compile the collector, which would
// otherwise hold up what a person has just asked for.
func collectLater() {
	time.AfterFunc(collectAfter, func() { whenIdle(runtime.GC) })
}
