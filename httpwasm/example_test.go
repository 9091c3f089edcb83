//go:build js

package httpwasm_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"syscall/js"
	"time"

	"roundtrip/httpwasm"
)

// api is a server that allows calls from the page that runs the examples.
var api = func() string {
	var servers struct{ HTTP string }
	json.Unmarshal([]byte(os.Getenv("HTTPWASM_TESTSERVER")), &servers)
	return servers.HTTP
}()

func Example() {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, api+"/bytes?n=1000000", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var transport httpwasm.Transport
	resp, err := transport.RoundTrip(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	n, err := io.Copy(io.Discard, resp.Body) // pulls from the browser as it reads
	fmt.Println(resp.Status, n, err)
	// Output: 200 OK 1000000 <nil>
}

// A client adds what a transport leaves out: cookies of one's own, a timeout, helpers. Redirects stay with the browser.
func ExampleTransport() {
	client := &http.Client{Transport: &httpwasm.Transport{}, Timeout: 30 * time.Second}
	resp, err := client.Post(api+"/echo", "text/plain", strings.NewReader("hello"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	var echo struct {
		Method string
		Length int
	}
	err = json.NewDecoder(resp.Body).Decode(&echo)
	fmt.Println(echo.Method, echo.Length, err)
	// Output: POST 5 <nil>
}

func ExampleWithOptions() {
	ctx := httpwasm.WithOptions(context.Background(), httpwasm.Options{
		Credentials: httpwasm.CredentialsOmit,
		Cache:       httpwasm.CacheNoStore,
		Redirect:    httpwasm.RedirectManual,
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, api+"/redirect?code=302&to=/echo", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	resp, err := new(httpwasm.Transport).RoundTrip(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	info, _ := httpwasm.InfoOf(resp)
	fmt.Println(info.Type)
	// Output: opaqueredirect
}

// A form with a file, whose bytes never enter Go.
func ExampleNewBody() {
	// In a page this comes from an <input type="file">.
	chosen := js.Global().Get("File").New([]any{"many bytes"}, "photo.jpg", map[string]any{"type": "image/jpeg"})
	file, err := httpwasm.WrapBlob(chosen)
	if err != nil {
		fmt.Println(err)
		return
	}

	var head strings.Builder
	form := multipart.NewWriter(&head)
	form.WriteField("title", "Holiday")
	form.CreateFormFile("photo", file.Name())
	body, err := httpwasm.NewBody(head.String(), file, "\r\n--"+form.Boundary()+"--\r\n")
	if err != nil {
		fmt.Println(err)
		return
	}
	req, err := http.NewRequest(http.MethodPost, api+"/echo", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	httpwasm.SetBody(req, body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	resp, err := new(httpwasm.Transport).RoundTrip(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	var echo struct{ Length int64 }
	json.NewDecoder(resp.Body).Decode(&echo)
	fmt.Println(echo.Length == body.Size())
	// Output: true
}

func ExampleInfo_Timing() {
	req, err := http.NewRequest(http.MethodGet, api+"/bytes?n=1000&tao=1", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	resp, err := new(httpwasm.Transport).RoundTrip(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body) // the timing is complete only at the end of the body
	info, _ := httpwasm.InfoOf(resp)
	timing, err := info.Timing(req.Context())
	fmt.Println(timing.Protocol, timing.EncodedBodySize, timing.FirstByte <= timing.End, err)
	// Output: http/1.1 1000 true <nil>
}

func ExampleError() {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, api+"/hang", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = new(httpwasm.Transport).RoundTrip(req)
	var failure *httpwasm.Error
	if errors.As(err, &failure) {
		fmt.Println(failure.Kind, failure.Timeout(), errors.Is(err, context.DeadlineExceeded))
	}
	// Output: timed out true true
}
