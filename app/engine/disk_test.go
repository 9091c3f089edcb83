package engine

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/exchange"
	"roundtrip/app/request"
)

// folder is a disk in a folder; room is how much fits on it, 0 for all.
type folder struct {
	dir  string
	room int
}

type folderFile struct {
	*os.File
	room *int
}

func (f folder) Create() (DiskFile, error) {
	file, err := os.Create(filepath.Join(f.dir, "body"))
	if err != nil {
		return nil, err
	}
	return &folderFile{file, &f.room}, nil
}

func (f *folderFile) Write(p []byte) (int, error) {
	if *f.room > 0 {
		if *f.room -= len(p); *f.room <= 0 {
			return 0, ErrNoRoom
		}
	}
	return f.File.Write(p)
}

func (f *folderFile) Remove() { _ = os.Remove(f.Name()) }

func (b *bench) progressed(id int) (all []exchange.Progress) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range b.events {
		if e.ID == id && e.Progress != nil {
			all = append(all, *e.Progress)
		}
	}
	return all
}

func TestABodyIsSavedToTheDiskAndNotHeld(t *testing.T) {
	want := bytes.Repeat([]byte("0123456789abcdef"), 1<<17)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/zip")
		w.Header().Set("Content-Disposition", `attachment; filename="data.zip"`)
		w.Header().Set("Content-Length", "2097152")
		_, _ = w.Write(want)
	})
	b := start(t)
	disk := folder{dir: t.TempDir()}
	b.engine.Disk = disk
	require.NoError(t, b.Send(1, request.Request{URL: url, Options: request.Options{Save: true}}))
	done := b.until(t, "done", isDone(1)).Done
	require.Equal(t, exchange.Body{Size: 2097152, FileName: "data.zip"}, done.Body)
	saving := b.until(t, "saving", func(e exchange.Event) bool { return e.Saving != nil }).Saving
	require.Equal(t, exchange.Saving{FileName: "data.zip"}, *saving)
	for _, p := range b.progressed(1) {
		require.Equal(t, int64(2097152), p.Total)
	}
	file, name, media := b.engine.OnDisk(1)
	require.NotNil(t, file)
	require.Equal(t, "data.zip", name)
	require.Equal(t, "application/zip", media)
	got, err := os.ReadFile(filepath.Join(disk.dir, "body"))
	require.NoError(t, err)
	require.True(t, bytes.Equal(want, got))
	require.Zero(t, b.engine.exchanges[1].store.Len())

	require.NoError(t, b.Forget(1))
	require.NoFileExists(t, filepath.Join(disk.dir, "body"))
}

func TestWhatCameOfADownloadThatWasCancelledStays(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "some of it")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	b := start(t)
	disk := folder{dir: t.TempDir()}
	b.engine.Disk = disk
	require.NoError(t, b.Send(1, request.Request{URL: url, Options: request.Options{Save: true}}))
	b.until(t, "progress", func(e exchange.Event) bool { return e.Progress != nil })
	file, _, _ := b.engine.OnDisk(1)
	require.Nil(t, file, "the file is not yet whole")
	require.NoError(t, b.Cancel(1))
	f := b.until(t, "failure", isFailure(1)).Failure
	require.Equal(t, exchange.Cancelled, f.Kind)
	require.Equal(t, int64(10), f.Got)
	file, _, _ = b.engine.OnDisk(1)
	require.NotNil(t, file)
	got, err := os.ReadFile(filepath.Join(disk.dir, "body"))
	require.NoError(t, err)
	require.Equal(t, "some of it", string(got))
}

func TestADownloadThatIsForgottenLeavesNothing(t *testing.T) {
	gone := make(chan struct{})
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "some of it")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		close(gone)
	})
	b := start(t)
	disk := folder{dir: t.TempDir()}
	b.engine.Disk = disk
	require.NoError(t, b.Send(1, request.Request{URL: url, Options: request.Options{Save: true}}))
	b.until(t, "progress", func(e exchange.Event) bool { return e.Progress != nil })
	require.NoError(t, b.Forget(1))
	<-gone
	b.until(t, "failure", isFailure(1))
	require.NoFileExists(t, filepath.Join(disk.dir, "body"))
}

func TestAFullDiskEndsADownload(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("x", 4*saveBytes))
	})
	b := start(t)
	b.engine.Disk = folder{dir: t.TempDir(), room: 2 * saveBytes}
	require.NoError(t, b.Send(1, request.Request{URL: url, Options: request.Options{Save: true}}))
	f := b.until(t, "failure", isFailure(1)).Failure
	require.Equal(t, exchange.Disk, f.Kind)
	require.Contains(t, f.Detail, "There is no more room")
	require.Positive(t, f.Got)
	file, _, _ := b.engine.OnDisk(1)
	require.NotNil(t, file, "what came can still be had")
}

func TestABodyIsHeldInMemoryWhereThereIsNoDisk(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, "held") })
	b := start(t)
	require.NoError(t, b.Send(1, request.Request{URL: url, Options: request.Options{Save: true}}))
	done := b.until(t, "done", isDone(1)).Done
	saving := b.until(t, "saving", func(e exchange.Event) bool { return e.Saving != nil }).Saving
	require.Contains(t, saving.Memory, "no disk")
	require.Equal(t, exchange.MediaText, done.Body.Media)
	text, err := b.engine.Text(1)
	require.NoError(t, err)
	require.Equal(t, "held", text)
}

func TestWhatIsNoSuccessIsShownAndNotSaved(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no", http.StatusNotFound) })
	b := start(t)
	b.engine.Disk = folder{dir: t.TempDir()}
	require.NoError(t, b.Send(1, request.Request{URL: url, Options: request.Options{Save: true}}))
	b.until(t, "done", isDone(1))
	text, err := b.engine.Text(1)
	require.NoError(t, err)
	require.Equal(t, "no\n", text)
}
