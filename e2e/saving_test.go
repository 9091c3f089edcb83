//go:build !js

package e2e

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/e2e/browser"
	"roundtrip/e2e/hostile"
)

// saveToDisk chooses that the body is saved.
func (s screen) saveToDisk() {
	s.Helper()
	s.tab("Options").Role("checkbox", "Save the body to the disk").Click().WaitChecked(true)
}

func (s screen) transfer() browser.Locator { return s.response().CSS(".transfer:not([hidden])") }

func TestALargeBodyGoesToTheDiskAndNotIntoMemory(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.saveToDisk()
	s.Wait("globalThis.roundtrip.enginestate === 'ready'")
	before, engine := s.Memory(), s.WorkerMemory()
	const pieces, piece, size = 40, 5_300_000, 212_000_000
	data := hostile.Bytes(piece)
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "application/octet-stream", "Content-Length", fmt.Sprint(size), "Content-Disposition", `attachment; filename="large data.bin"`)
	sum := sha256.New()
	write := func(n int) {
		for range n {
			sum.Write(data)
			flow.Write(string(data))
		}
	}
	write(pieces / 2)
	s.transfer().WaitText("Saving large data.bin to the disk").WaitText("50 %").WaitText("106 MB of 212 MB").WaitMatch(`\d+ [kM]?B/s`)
	s.Wait("document.querySelector('progress.transfer-bar').position === 0.5")
	half := s.Memory()
	write(1)
	s.transfer().WaitText("111 MB of 212 MB").WaitMatch(`\d+ s left`)
	write(pieces/2 - 1)
	flow.End()
	s.answered("200 OK")
	s.transfer().WaitText("Saved large data.bin").WaitMatch(`212 MB in [0-9.]+ s · \d+ MB/s on average`)
	download := s.Download()
	require.Equal(t, "large data.bin", download.Name)
	require.Len(t, download.Data, size)
	require.Equal(t, sum.Sum(nil), sha256Of(download.Data))
	after := s.Memory()
	t.Logf("page and worker held %.1f MB before, %.1f MB at half of 212 MB, %.1f MB at the end", float64(before)/1e6, float64(half)/1e6, float64(after)/1e6)
	require.Less(t, s.WorkerMemory()-engine, 16_000_000)
	require.Less(t, half-before, 10_000_000)
	require.Less(t, after-before, 10_000_000)

	s.response().Role("button", "Save again").Click()
	require.True(t, bytes.Equal(download.Data, s.Download().Data))
}

func sha256Of(data []byte) []byte {
	sum := sha256.Sum256(data)
	return sum[:]
}

func TestADownloadToTheDiskIsCancelledAndWhatCameIsOffered(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.saveToDisk()
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "application/zip", "Content-Length", "2000000")
	flow.Write(string(hostile.Bytes(500_000)))
	s.transfer().WaitText("25 %")
	s.response().Role("button", "Cancel the download").Click()
	s.status().WaitText("200 OK, then Cancelled")
	require.NoError(t, flow.Gone(s.Within()))
	s.transfer().WaitText("Not all of").WaitText("500 kB of 2.0 MB came, 25 %")
	s.response().Role("button", "Save what came").Click()
	require.True(t, bytes.Equal(hostile.Bytes(500_000), s.Download().Data))
}

func TestADownloadWithoutALengthCountsBytes(t *testing.T) {
	s := start(t)
	flow := server.Flow(unique(t))
	s.saveToDisk()
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "application/zip")
	flow.Write(string(hostile.Bytes(500_000)))
	s.transfer().WaitText("500 kB")
	s.Wait("document.querySelector('progress.transfer-bar').position === -1")
	flow.End()
	s.answered("200 OK")
	require.Len(t, s.Download().Data, 500_000)
}

func TestADiskThatIsFullIsSaid(t *testing.T) {
	t.Parallel()
	origin := proxied(t).URL
	s := startAt(t, origin)
	flow := server.Flow(unique(t))
	s.saveToDisk()
	s.Wait("globalThis.roundtrip.enginestate === 'ready'")
	s.Quota(origin, 3_000_000)
	s.send(server.URL + "/flow/" + unique(t))
	flow.Head(200, "Content-Type", "application/zip", "Content-Length", "20000000")
	for range 20 {
		flow.Write(string(hostile.Bytes(1_000_000)))
	}
	s.response().Role("tabpanel", "Body").WaitText("The disk took no more").WaitText("There is no more room: the disk is full, or the browser allows this page no more of it.")
	s.response().Role("button", "Save what came").Wait()
}

func TestWithoutADiskTheBodyIsHeldAndThatIsSaid(t *testing.T) {
	s := start(t)
	s.saveToDisk()
	s.Wait("globalThis.roundtrip.enginestate === 'ready'")
	// As in a page over plain http from another machine, which has no such property.
	browser.InWorker[bool](s.Tab, "Boolean(Object.defineProperty(navigator.storage, 'getDirectory', {value: undefined}))")
	s.get(server.URL+"/bytes?n=5000", "200 OK")
	s.response().Role("tabpanel", "Body").WaitText("The browser gives this page no disk").WaitText("held in memory")
	require.True(t, bytes.Equal(hostile.Bytes(5000), s.Download().Data))
}

const filesOnDisk = `(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("roundtrip-downloads", { create: true });
  const names = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
})()`

func TestFilesOfPagesThatAreGoneAreRemovedAndThoseOfOthersStay(t *testing.T) {
	s := startAt(t, site.URL, browser.Alone)
	s.saveToDisk()
	s.get(server.URL+"/bytes?n=5000", "200 OK")
	require.Len(t, s.Download().Data, 5000)
	before := browser.Eval[[]string](s.Tab, filesOnDisk)
	require.Len(t, before, 1)
	s.Reload()
	s.waitReady()
	// A file of a page that lives says so by a lock.
	browser.Eval[bool](s.Tab, `(async () => {
	  await new Promise((resolve) => { navigator.locks.request("roundtrip-downloads/other", () => { resolve(); return new Promise(() => {}); }); });
	  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("roundtrip-downloads");
	  await folder.getFileHandle("other.1", { create: true });
	  return true;
	})()`)
	s.tab("Options").Role("checkbox", "Save the body to the disk").WaitChecked(true) // the address holds it
	s.get(server.URL+"/bytes?n=6000", "200 OK")
	require.Len(t, s.Download().Data, 6000)
	after := browser.Eval[[]string](s.Tab, filesOnDisk)
	require.Len(t, after, 2)
	require.Contains(t, after, "other.1")
	require.NotContains(t, after, before[0])
	s.response().Role("button", "Save again").Click()
	require.Len(t, s.Download().Data, 6000)
}
