package request

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sample is a request as it stands in testdata: with its secrets, and "⟦3:24:az⟧" in place of 24 characters that are made up anew each time, so
// that nothing there looks like a secret to others.
type sample struct {
	Name, Method, URL string
	Secrets           []string
	Headers           [][2]string
	Form, Parts       [][2]string
	JSON, Text, Type  string
}

var madeUp = regexp.MustCompile(`⟦(\d+):(\d+):([^⟧]*)⟧`)

func samples(t *testing.T, name string, seed int64) []sample {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	random := rand.New(rand.NewSource(seed))
	var list []sample
	for line := range strings.Lines(string(data)) {
		values := map[string]string{}
		line = madeUp.ReplaceAllStringFunc(line, func(mark string) string {
			m := madeUp.FindStringSubmatch(mark)
			if values[m[1]] == "" {
				var n int
				fmt.Sscan(m[2], &n)
				values[m[1]] = madeOf(random, n, m[3])
			}
			return values[m[1]]
		})
		var s sample
		require.NoError(t, json.Unmarshal([]byte(line), &s), line)
		list = append(list, s)
	}
	return list
}

func madeOf(random *rand.Rand, n int, set string) string {
	set = strings.NewReplacer("az", "abcdefghijklmnopqrstuvwxyz", "AZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "09", "0123456789", "af", "abcdef").Replace(set)
	var b strings.Builder
	for range n {
		b.WriteByte(set[random.Intn(len(set))])
	}
	return b.String()
}

func (s sample) request() Request {
	r := Request{Method: s.Method}
	r.SetURL(s.URL)
	for _, h := range s.Headers {
		r.Headers = append(r.Headers, Field{Name: h[0], Value: h[1]})
	}
	switch {
	case s.JSON != "":
		r.Body = Body{Kind: JSON, JSON: s.JSON}
	case s.Text != "":
		r.Body = Body{Kind: Text, Text: s.Text, MediaType: s.Type}
	case s.Form != nil:
		r.Body.Kind = Form
		for _, f := range s.Form {
			r.Body.Form = append(r.Body.Form, Field{Name: f[0], Value: f[1]})
		}
	case s.Parts != nil:
		r.Body.Kind = Multipart
		for _, f := range s.Parts {
			r.Body.Parts = append(r.Body.Parts, Part{Name: f[0], Value: f[1]})
		}
	}
	return r
}

// left lists the secrets that stand in a request after it was sealed.
func left(r Request, secrets []string) []string {
	sealed, _ := r.Seal()
	all := strings.Join(sealed.texts(), "\n")
	var missed []string
	for _, secret := range secrets {
		if strings.Contains(all, secret) {
			missed = append(missed, secret)
		}
	}
	return missed
}

func comesBack(t *testing.T, name string, r Request) {
	t.Helper()
	sealed, found := r.Seal()
	values := map[string]string{}
	for _, f := range found {
		values[f.Hole] = f.Value.Reveal()
	}
	require.Equal(t, r, sealed.Fill(values), name)
}

func TestHowManySecretsAreMissed(t *testing.T) {
	list := samples(t, "secrets.jsonl", 1)
	missed := 0
	for seed := range int64(3) {
		for _, s := range samples(t, "secrets.jsonl", seed) {
			r := s.request()
			if m := left(r, s.Secrets); len(m) > 0 {
				missed++
				t.Logf("missed in %s: %q", s.Name, m)
			}
			comesBack(t, s.Name, r)
		}
	}
	t.Logf("%d of %d requests with secrets leave one, each with three sets of values", missed, 3*len(list))
	require.GreaterOrEqual(t, len(list), 150)
	require.Zero(t, missed)
}

func TestHowManyOrdinaryRequestsGrowHoles(t *testing.T) {
	list := samples(t, "ordinary.jsonl", 1)
	wrong := 0
	for seed := range int64(3) {
		for _, s := range samples(t, "ordinary.jsonl", seed) {
			if _, found := s.request().Seal(); len(found) > 0 {
				wrong++
				t.Logf("false alarm in %s: %s %q", s.Name, found[0].Where, found[0].Value.Reveal())
			}
		}
	}
	t.Logf("%d of %d ordinary requests grow holes, each with three sets of values", wrong, 3*len(list))
	require.GreaterOrEqual(t, len(list), 100)
	require.Zero(t, wrong)
}

// In the collections of other tools most credentials are variables. What is found beside them was looked at: it stands under these names, and is
// what people typed there.
var credentialsInCorpus = []string{"Authorization", "Cookie", "X-API-KEY", "client_secret", "access_token", "password"}

func TestHowManyRequestsOfOtherToolsGrowHoles(t *testing.T) {
	list := otherTools(t)
	wrong := 0
	for _, s := range list {
		r := s.request()
		comesBack(t, s.Name, r)
		_, found := r.Seal()
		for _, f := range found {
			if !slices.ContainsFunc(credentialsInCorpus, func(name string) bool { return strings.Contains(f.Where, name) }) {
				wrong++
				t.Logf("false alarm in %s: %s %q", s.Name, f.Where, f.Value.Reveal())
			}
		}
	}
	t.Logf("%d false alarms in %d requests of other tools", wrong, len(list))
	require.Greater(t, len(list), 400)
	require.LessOrEqual(t, wrong, 3)
}

var secretVariable = regexp.MustCompile(`(?i)\{\{[\w.-]*(token|secret|password|passwd|apikey|api_key|jwt)\}\}`)

// Where those requests have a variable for a credential, a person has the credential itself.
func TestHowManySecretsAreMissedInRequestsOfOtherTools(t *testing.T) {
	random := rand.New(rand.NewSource(5))
	n, missed := 0, 0
	for _, s := range otherTools(t) {
		data, err := json.Marshal(s)
		require.NoError(t, err)
		var secrets []string
		filled := secretVariable.ReplaceAllStringFunc(string(data), func(string) string {
			secrets = append(secrets, madeOf(random, 20+random.Intn(20), "azAZ09"))
			return secrets[len(secrets)-1]
		})
		if secrets == nil {
			continue
		}
		var with sample
		require.NoError(t, json.Unmarshal([]byte(filled), &with))
		n++
		r := with.request()
		comesBack(t, s.Name, r)
		if m := left(r, secrets); len(m) > 0 {
			missed++
			t.Logf("missed in %s: %q", s.Name, m)
			sealed, _ := r.Seal()
			for _, suspect := range sealed.Suspects() {
				m = slices.DeleteFunc(m, func(v string) bool { return v == suspect.Value.Reveal() })
			}
			require.Empty(t, m, "nor is it listed as what may be secret")
		}
	}
	t.Logf("%d of %d requests of other tools with secrets leave one", missed, n)
	require.Greater(t, n, 15)
	require.LessOrEqual(t, missed, 3, "passwords as segments of a path, as httpbin has them, are merely listed: see Suspects")
}

// otherTools reads the requests of Postman's and Insomnia's exports, and of .http files.
func otherTools(t *testing.T) []sample {
	t.Helper()
	root := filepath.Join("..", "..", "..", "shared", "corpora")
	if _, err := os.Stat(root); err != nil {
		t.Skip("no corpora beside the project")
	}
	var list []sample
	files := func(pattern string) []string {
		found, _ := filepath.Glob(filepath.Join(root, pattern))
		return found
	}
	for _, path := range files("postman/*.json") {
		if strings.Contains(path, ".expected.") {
			continue
		}
		data, _ := os.ReadFile(path)
		var v any
		if json.Unmarshal(data, &v) == nil {
			list = append(list, postman(filepath.Base(path), v)...)
		}
	}
	for _, path := range files("insomnia/*.json") {
		if strings.Contains(path, ".expected.") {
			continue
		}
		data, _ := os.ReadFile(path)
		var v any
		if json.Unmarshal(data, &v) == nil {
			list = append(list, insomnia(filepath.Base(path), v)...)
		}
	}
	for _, pattern := range []string{"bru/*.expected.json", "opencollection/*.expected.json", "hoppscotch/*.expected.json", "postman3/*.expected.json"} {
		for _, path := range files(pattern) {
			data, _ := os.ReadFile(path)
			var v any
			if json.Unmarshal(data, &v) == nil {
				list = append(list, inventory(filepath.Base(path), v)...)
			}
		}
	}
	_ = filepath.WalkDir(filepath.Join(root, "http-files"), func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".http") {
			data, _ := os.ReadFile(path)
			list = append(list, httpFile(filepath.Base(path), string(data))...)
		}
		return nil
	})
	_ = filepath.WalkDir(filepath.Join(root, "openapi"), func(path string, d os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".json") && !strings.Contains(path, ".expected.") {
			data, _ := os.ReadFile(path)
			var v any
			if json.Unmarshal(data, &v) == nil {
				list = append(list, examples(filepath.Base(path), v, 0)...)
			}
		}
		return nil
	})
	return list
}

func str(v any) string { s, _ := v.(string); return s }

// inventory takes the requests out of a list of what a collection holds.
func inventory(name string, v any) (list []sample) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			list = append(list, inventory(name, x)...)
		}
	case map[string]any:
		if url := str(v["url"]); url != "" && str(v["method"]) != "" {
			s := sample{Name: name + " " + str(v["name"]), Method: str(v["method"]), URL: url}
			headers, _ := v["headers"].([]any)
			for _, h := range headers {
				if h, ok := h.(map[string]any); ok {
					s.Headers = append(s.Headers, [2]string{str(h["name"]) + str(h["key"]), str(h["value"])})
				}
			}
			return append(list, s)
		}
		for _, x := range v {
			list = append(list, inventory(name, x)...)
		}
	}
	return list
}

func postman(name string, v any) (list []sample) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			list = append(list, postman(name, x)...)
		}
	case map[string]any:
		if r, ok := v["request"].(map[string]any); ok {
			s := sample{Name: name + " " + str(v["name"]), Method: str(r["method"]), URL: str(r["url"])}
			if u, ok := r["url"].(map[string]any); ok {
				s.URL = str(u["raw"])
			}
			headers, _ := r["header"].([]any)
			for _, h := range headers {
				if h, ok := h.(map[string]any); ok {
					s.Headers = append(s.Headers, [2]string{str(h["key"]), str(h["value"])})
				}
			}
			if b, ok := r["body"].(map[string]any); ok {
				s.Text = str(b["raw"])
				fields, _ := b["urlencoded"].([]any)
				more, _ := b["formdata"].([]any)
				for _, f := range append(fields, more...) {
					if f, ok := f.(map[string]any); ok {
						s.Form = append(s.Form, [2]string{str(f["key"]), str(f["value"])})
					}
				}
				if g, ok := b["graphql"].(map[string]any); ok {
					text, _ := json.Marshal(g)
					s.JSON = string(text)
				}
			}
			list = append(list, s)
		}
		for _, key := range []string{"item", "collection"} {
			list = append(list, postman(name, v[key])...)
		}
	}
	return list
}

func insomnia(name string, v any) (list []sample) {
	top, _ := v.(map[string]any)
	resources, _ := top["resources"].([]any)
	for _, x := range resources {
		r, _ := x.(map[string]any)
		if str(r["_type"]) != "request" {
			continue
		}
		s := sample{Name: name + " " + str(r["name"]), Method: str(r["method"]), URL: str(r["url"])}
		headers, _ := r["headers"].([]any)
		for _, h := range headers {
			if h, ok := h.(map[string]any); ok {
				s.Headers = append(s.Headers, [2]string{str(h["name"]), str(h["value"])})
			}
		}
		if b, ok := r["body"].(map[string]any); ok {
			s.Text = str(b["text"])
			params, _ := b["params"].([]any)
			for _, f := range params {
				if f, ok := f.(map[string]any); ok {
					s.Form = append(s.Form, [2]string{str(f["name"]), str(f["value"])})
				}
			}
		}
		list = append(list, s)
	}
	return list
}

var requestLine = regexp.MustCompile(`^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\S+)`)

func httpFile(name, text string) (list []sample) {
	for _, block := range regexp.MustCompile(`(?m)^###.*$`).Split(strings.ReplaceAll(text, "\r\n", "\n"), -1) {
		var s sample
		var body strings.Builder
		state := 0
		scanner := bufio.NewScanner(strings.NewReader(block))
		scanner.Buffer(nil, 4<<20)
		for scanner.Scan() {
			line := scanner.Text()
			switch m := requestLine.FindStringSubmatch(line); {
			case state == 0 && m != nil:
				s.Method, s.URL, state = m[1], m[2], 1
			case state == 1 && strings.TrimSpace(line) == "":
				state = 2
			case state == 1:
				if k, v, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
					s.Headers = append(s.Headers, [2]string{k, strings.TrimSpace(v)})
				}
			case state == 2:
				body.WriteString(line + "\n")
			}
		}
		if state > 0 {
			s.Name, s.Text = name+" "+s.URL, strings.TrimSpace(body.String())
			list = append(list, s)
		}
	}
	return list
}

// examples takes the examples of bodies out of a description.
func examples(name string, v any, depth int) (list []sample) {
	if depth > 12 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			list = append(list, examples(name, x, depth+1)...)
		}
	case map[string]any:
		for key, x := range v {
			if _, isObject := x.(map[string]any); isObject && (key == "example" || key == "value") {
				text, _ := json.MarshalIndent(x, "", "  ")
				list = append(list, sample{Name: name + " example", URL: "https://api.example.com/", JSON: string(text)})
				continue
			}
			list = append(list, examples(name, x, depth+1)...)
		}
	}
	return list
}
