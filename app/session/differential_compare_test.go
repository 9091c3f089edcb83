//go:build !js

package session

import (
	"crypto/md5"
	"crypto/sha256"
	"fmt"
	"maps"
	"mime"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// compare lists what differs. Headers are compared as lists for each name: libraries order names in their own ways.
func compare(python, ours outcome) []difference {
	var found []difference
	same := func(in, requests, session string) {
		if requests != session {
			found = append(found, difference{in: in, requests: requests, session: session})
		}
	}
	same("requests on the wire", strconv.Itoa(len(python.wires)), strconv.Itoa(len(ours.wires)))
	for i := range min(len(python.wires), len(ours.wires)) {
		a, b := normalise(python.wires[i]), normalise(ours.wires[i])
		at := fmt.Sprint(i+1, " ")
		same(at+"method", a.method, b.method)
		same(at+"target", a.target, b.target)
		same(at+"body", a.body, b.body)
		names := map[string]bool{}
		for _, name := range slices.Concat(slices.Collect(maps.Keys(a.header)), slices.Collect(maps.Keys(b.header))) {
			names[name] = true
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			same(at+"header "+name, values(a.header, name), values(b.header, name))
		}
	}
	same("status", strconv.Itoa(python.Status), strconv.Itoa(ours.Status))
	same("URL", python.URL, ours.URL)
	if python.Error == "" || !slices.Contains(regexp.MustCompile(`\w+`).FindAllString(ours.Error, -1), python.Error) {
		same("error", python.Error, ours.Error)
	}
	return found
}

func values(header map[string][]string, name string) string {
	list, ok := header[name]
	if !ok {
		return absent
	}
	return strings.Join(list, "\n")
}

// ownHeaders are the headers in which every program names itself and says what it can do, unless the request sets them.
var ownHeaders = map[string]string{"user-agent": `^(python-requests/|Roundtrip/)`, "accept-encoding": `^gzip, deflate(, br)?(, zstd)?$|^identity$`, "connection": `^(keep-alive|close)$`}

// normalise takes away what each program chooses for itself: its own headers, the boundary of a multipart body, and the client's
// nonce in an answer to a digest challenge, whose hash is checked in its place.
func normalise(w wire) wire {
	w.header = maps.Clone(w.header)
	for name, pattern := range ownHeaders {
		if list := w.header[name]; len(list) == 1 && regexp.MustCompile(pattern).MatchString(list[0]) {
			delete(w.header, name)
		}
	}
	if list := w.header["content-length"]; len(list) == 1 && list[0] == strconv.Itoa(len(w.body)) && w.body != "" {
		w.header["content-length"] = []string{"that of the body"}
	}
	media := values(w.header, "content-type")
	if _, params, err := mime.ParseMediaType(media); err == nil && params["boundary"] != "" {
		w.header["content-type"] = []string{strings.ReplaceAll(media, params["boundary"], "BOUNDARY")}
		w.body = strings.ReplaceAll(w.body, params["boundary"], "BOUNDARY")
	}
	if answer, ok := strings.CutPrefix(values(w.header, "authorization"), "Digest "); ok {
		delete(w.header, "authorization")
		for name, value := range checkDigest(w, answer) {
			w.header["authorization: digest "+name] = []string{value}
		}
	}
	return w
}

var digestParam = regexp.MustCompile(`([a-z*]+)=("(?:[^"\\]|\\.)*"|[^,\s]*)`)

// checkDigest reads the parameters of an answer to a challenge, and puts "right" in place of a hash that is (RFC 7616, section
// 3.4.1). The password is secret in all requests here.
func checkDigest(w wire, answer string) map[string]string {
	params := map[string]string{}
	for _, m := range digestParam.FindAllStringSubmatch(answer, -1) {
		params[m[1]] = m[2]
	}
	plain := func(name string) string {
		return regexp.MustCompile(`\\(.)`).ReplaceAllString(strings.Trim(params[name], `"`), "$1")
	}
	h := func(text string) string { return fmt.Sprintf("%x", md5.Sum([]byte(text))) }
	if strings.HasPrefix(plain("algorithm"), "SHA-256") {
		h = func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) }
	}
	secret := h(plain("username") + ":" + plain("realm") + ":" + digestPassword)
	if strings.HasSuffix(strings.ToLower(plain("algorithm")), "-sess") {
		secret = h(secret + ":" + plain("nonce") + ":" + plain("cnonce"))
	}
	asked := h(w.method + ":" + plain("uri"))
	want := h(secret + ":" + plain("nonce") + ":" + asked)
	if plain("qop") != "" {
		want = h(strings.Join([]string{secret, plain("nonce"), plain("nc"), plain("cnonce"), plain("qop"), asked}, ":"))
	}
	if plain("response") == want {
		params["response"] = "right"
	}
	if len(plain("cnonce")) >= 16 {
		params["cnonce"] = "its own"
	}
	return params
}
