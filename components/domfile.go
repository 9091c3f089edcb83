package components

import (
	"bytes"
	"strconv"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"roundtrip/app/playground"
	"roundtrip/app/request"
)

// keepFiles keeps files that a person chose or dropped under new ids, for the worker
// to take, and describes them. The bytes are not read.
func keepFiles(list app.Value) []request.File {
	if !list.Truthy() {
		return nil
	}
	store := roundtrip().Get("files")
	files := make([]request.File, list.Length())
	for i := range files {
		file := list.Index(i)
		id := "file-" + strconv.Itoa(store.Get("size").Int()+1)
		store.Call("set", id, file)
		files[i] = request.File{ID: id, Name: file.Get("name").String(), Size: int64(file.Get("size").Float()), Type: file.Get("type").String()}
	}
	return files
}

// makeFiles makes files of texts, as if a person had chosen them: one for each description.
func makeFiles(described []request.File, contents []string) []request.File {
	list := app.Window().Get("Array").New()
	for i, f := range described {
		parts := app.Window().Get("Array").New()
		parts.Call("push", contents[i])
		list.Call("push", app.Window().Get("File").New(parts, f.Name, map[string]any{"type": f.Type}))
	}
	return keepFiles(list)
}

// chosenFiles takes the files out of a file input, so that the same can be chosen again.
func chosenFiles(input app.Value) []request.File {
	files := keepFiles(input.Get("files"))
	input.Set("value", "")
	return files
}

// droppedFiles are the files of a drop, unless something else has taken them.
func droppedFiles(e app.Event) []request.File {
	if e.Get("defaultPrevented").Truthy() || !e.Get("dataTransfer").Truthy() {
		return nil
	}
	return keepFiles(e.Get("dataTransfer").Get("files"))
}

// dragsFiles reports whether what is dragged over the page are files.
func dragsFiles(e app.Event) bool {
	if e.Get("defaultPrevented").Truthy() || !e.Get("dataTransfer").Truthy() {
		return false
	}
	types := e.Get("dataTransfer").Get("types")
	return types.Truthy() && types.Call("includes", "Files").Truthy()
}

// saveText offers a text as a download.
func saveText(name, text string) {
	blob := app.Window().Get("Blob").New(app.ValueOf([]any{text}), map[string]any{"type": "application/json"})
	saveBlob(blob, name)
}

// saveBody offers the body of an exchange as a download. The bytes go from the worker
// to the browser; Go does not see them.
func saveBody(id int, name string, then func(error)) {
	settle(roundtrip().Call("call", "blob", map[string]any{"id": id}), func(v app.Value) {
		saveBlob(v.Get("blob"), name)
		then(nil)
	}, then)
}

// saveBlob gives a blob an address at which a browser that ignores the download shows nothing: it would be a document of the page's origin.
func saveBlob(blob app.Value, name string) {
	urls := app.Window().Get("URL")
	address := urls.Call("createObjectURL", blob.Call("slice", 0, blob.Get("size"), "application/octet-stream"))
	a := document().Call("createElement", "a")
	a.Set("href", address)
	a.Set("download", name)
	a.Call("click")
	// The download has begun some time after the click.
	time.AfterFunc(time.Minute, func() { urls.Call("revokeObjectURL", address) })
}

// maxRequestFile bounds what is read of a file that is said to hold a request, in
// bytes. A longer one is cut, and then is no request.
const maxRequestFile = 16 << 20

// readFile reads the file that was chosen in a field, without the mark that some texts begin with, and empties the field, so that the
// same file can be chosen again.
func readFile(field app.Value, then func(name string, data []byte)) {
	file := field.Get("files").Index(0)
	if !file.Truthy() {
		return
	}
	name := file.Get("name").String()
	settle(file.Call("slice", 0, maxRequestFile).Call("arrayBuffer"), func(buffer app.Value) {
		array := app.Window().Get("Uint8Array").New(buffer)
		data := make([]byte, array.Length())
		app.CopyBytesToGo(data, array)
		then(name, bytes.TrimPrefix(data, []byte("\uFEFF")))
	}, func(err error) {
		Post(playground.Done{What: "Reading " + name, Err: err})
	})
	field.Set("value", "")
}
