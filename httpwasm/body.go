package httpwasm

import (
	"io"
	"net/http"
)

// SetBody makes the Blob the body of a request, with its length, so that it is passed to fetch untouched and can be sent again.
// fetch adds the Blob's type as Content-Type unless the request has that header.
func SetBody(req *http.Request, blob *Blob) {
	req.Body = blob
	req.ContentLength = blob.Size()
	req.GetBody = func() (io.ReadCloser, error) { return blob.Open(), nil }
}
