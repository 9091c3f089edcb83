package cache

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
)

// A long random sequence against a resource that changes: no response may be older than the server allowed, and none may
// be from before a change that went through the same cache.
func TestNoResponseIsOlderThanItMayBe(t *testing.T) {
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) {
			dice := rand.New(rand.NewPCG(seed, 1))
			const life = 10
			version, tagged := 1, dice.IntN(2) == 0
			changed := map[int]time.Time{} // when a version was superseded
			change := func() {
				changed[version] = time.Now()
				version++
			}
			transport := &Transport{Store: &Store{Limit: 8000}, Next: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				tag := fmt.Sprintf(`"%d"`, version)
				switch {
				case r.Method == "PUT":
					change()
					return
				case tagged:
					w.Header().Set("ETag", tag)
				}
				w.Header().Set("Cache-Control", "max-age="+strconv.Itoa(life))
				if tagged && r.Header.Get("If-None-Match") == tag {
					w.WriteHeader(http.StatusNotModified)
					return
				}
				w.Header().Set("X-Version", strconv.Itoa(version))
				fmt.Fprintf(w, "version %d", version)
			}))}
			states := map[State]int{}
			for range 300 {
				time.Sleep(time.Duration(dice.IntN(4000)) * time.Millisecond)
				allowed := life * time.Second
				switch dice.IntN(8) {
				case 0:
					change() // by somebody else
					continue
				case 1:
					take(t, transport, ask(t, asTold, "PUT", "/", ""))
					changed = map[int]time.Time{} // nothing older may come from here on
					for v := range version {
						changed[v] = time.Time{}
					}
					continue
				case 2:
					take(t, transport, ask(t, asTold, "GET", "/"+strconv.Itoa(dice.IntN(20)), "")) // pushes others out
					continue
				case 3:
					take(t, transport, ask(t, asTold, "HEAD", "/", "Cache-Control: no-cache"))
					continue
				}
				lines := ""
				if dice.IntN(3) == 0 {
					within := dice.IntN(life)
					lines, allowed = fmt.Sprintf("Cache-Control: max-age=%d", within), time.Duration(within)*time.Second
				}
				resp, body := take(t, transport, ask(t, asTold, "GET", "/", lines))
				o := outcome(t, resp)
				states[o.State]++
				require.Equal(t, "version "+resp.Header.Get("X-Version"), body)
				got, err := strconv.Atoi(resp.Header.Get("X-Version"))
				require.NoError(t, err)
				if got != version {
					since, known := changed[got]
					require.True(t, known)
					require.LessOrEqual(t, time.Since(since), allowed, "%d in place of %d: %+v", got, version, o)
				}
				if o.State == Miss || o.State == Revalidated {
					require.Equal(t, version, got)
				}
			}
			require.Greater(t, states[Hit], 10)
			require.Greater(t, states[Miss], 10)
			require.Equal(t, tagged, states[Revalidated] > 0)
		})
	}
}
