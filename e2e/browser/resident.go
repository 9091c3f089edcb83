//go:build !js

package browser

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/systeminfo"
	"github.com/chromedp/chromedp"
)

// Resident is how many bytes of the largest renderer are in memory now.
func (b *Browser) Resident() (int64, error) { return Resident(b.ctx, "VmRSS") }

// Resident is a size of the largest renderer of the browser of a context, in bytes: VmHWM is the highest so far, VmRSS that of now (proc(5)).
func Resident(ctx context.Context, field string) (most int64, err error) {
	ids, err := Renderers(ctx)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", id))
		if err != nil {
			continue // it has ended
		}
		_, rest, _ := strings.Cut(string(status), field+":")
		if words := strings.Fields(rest); len(words) > 0 {
			kilobytes, _ := strconv.ParseInt(words[0], 10, 64)
			most = max(most, kilobytes<<10)
		}
	}
	if most == 0 {
		return 0, fmt.Errorf("no renderer tells its %s", field)
	}
	return most, nil
}

// Renderers are the process ids of a browser's renderers.
func Renderers(ctx context.Context) ([]int64, error) {
	processes, err := systeminfo.GetProcessInfo().Do(cdp.WithExecutor(ctx, chromedp.FromContext(ctx).Browser))
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, p := range processes {
		if p.Type == "renderer" {
			ids = append(ids, p.ID)
		}
	}
	return ids, nil
}
