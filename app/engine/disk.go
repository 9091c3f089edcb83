package engine

import (
	"errors"
	"io"
	"net/http"
	"sync/atomic"

	"roundtrip/app/exchange"
)

// Disk is where bodies are saved that are not to be held in memory.
type Disk interface {
	// Create makes an empty file.
	Create() (DiskFile, error)
}

// DiskFile is a file on a disk. It is written from its start to its end, and closed, by one goroutine.
type DiskFile interface {
	// Write appends. Its error is ErrNoRoom where the disk, or what the browser allows of it, is full.
	io.Writer
	Close() error
	// Remove deletes the file, which is closed, once nobody can still be reading it.
	Remove()
}

// ErrNoRoom is the error of a disk that is full.
var ErrNoRoom = errors.New("no room left")

// diskError is what kept bytes that had come from being written.
type diskError struct{ err error }

func (e *diskError) Error() string { return e.err.Error() }

// failure says in a sentence what happened.
func (e *diskError) failure() string {
	if errors.Is(e.err, ErrNoRoom) {
		return "There is no more room: the disk is full, or the browser allows this page no more of it."
	}
	return "Writing to the disk failed: " + e.Error()
}

// saveBytes is how much is written to the disk at a time.
const saveBytes = 256 << 10

// create makes the file that the body goes to, and tells of it. It gives nil where the body is not to be saved, and where
// there is no disk: then it is held in memory like any other.
func (x *running) create(head exchange.Head) DiskFile {
	if !x.request.Options.Save || head.Status < 200 || head.Status > 299 || head.NoBody(x.prepared.Method) != "" {
		return nil
	}
	s := exchange.Saving{FileName: x.fileName(head), Memory: "The browser gives pages such as this one no disk."}
	var file DiskFile
	if x.engine.Disk != nil {
		var err error
		if file, err = x.engine.Disk.Create(); err != nil {
			s.Memory = "The browser gives this page no disk: " + err.Error()
		} else {
			s.Memory = ""
		}
	}
	x.mu.Lock()
	x.file = file
	x.mu.Unlock()
	x.tell(exchange.Event{Saving: &s})
	return file
}

// save writes the body to a file as it arrives.
func (x *running) save(resp *http.Response, file DiskFile) (int64, error) {
	total := x.length(resp)
	var size atomic.Int64
	progress := throttle{every: progressEvery, tell: func() {
		x.tell(exchange.Event{Progress: &exchange.Progress{Bytes: size.Load(), Total: total}})
	}}
	defer progress.stop()
	err := copyTo(file, resp.Body, func(n int) {
		size.Add(int64(n))
		progress.news()
	})
	if bad := file.Close(); err == nil && bad != nil {
		err = &diskError{bad}
	}
	x.mu.Lock()
	x.saved, x.filed = size.Load(), true
	ended := x.ended
	x.mu.Unlock()
	if ended {
		file.Remove()
	}
	return size.Load(), err
}

// copyTo copies to the end and tells of every piece that was written.
func copyTo(file DiskFile, from io.Reader, wrote func(n int)) error {
	buffer := make([]byte, saveBytes)
	for {
		n, err := from.Read(buffer)
		if n > 0 {
			if _, bad := file.Write(buffer[:n]); bad != nil {
				return &diskError{bad}
			}
			wrote(n)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// OnDisk gives the file that the body of an exchange was saved to, nil if it is in memory, or not yet to its end.
func (e *Engine) OnDisk(id int) (file DiskFile, name, mediaType string) {
	x, err := e.find(id)
	if err != nil {
		return nil, "", ""
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.filed {
		return nil, "", ""
	}
	return x.file, x.fileName(x.head), x.head.MediaType
}
