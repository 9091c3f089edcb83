package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// licence is the text that somebody's licence asks to be handed on with their work.
type licence struct{ name, text string }

// licensed are the programs that are handed on: in the site, and the server that holds it.
var licensed = []struct {
	environment []string
	arguments   []string
}{
	{[]string{"GOOS=js", "GOARCH=wasm"}, []string{"./app"}},
	{[]string{"GOOS=js", "GOARCH=wasm"}, []string{"-tags", "tunnel", "./app/engine/worker"}},
	{nil, []string{"."}},
}

// licenceFile matches what licences and notices are kept in.
var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents)(\.(txt|md))?$`)

// licences makes one text of the licences of all that the site and the server are made of: Go, its modules, the packages of npm, and ours.
func licences(root string) ([]byte, error) {
	all := []licence{}
	add := func(name, dir string) error {
		text, err := licencesIn(dir)
		if err != nil {
			return fmt.Errorf("the licence of %s: %w", name, err)
		}
		all = append(all, licence{name, text})
		return nil
	}
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	if err := add("Go, its library and wasm_exec.js", strings.TrimSpace(string(goroot))); err != nil {
		return nil, err
	}
	modules, err := modulesOf(root)
	if err != nil {
		return nil, err
	}
	packages, err := packagesOf(root)
	if err != nil {
		return nil, err
	}
	for _, m := range slices.Concat(modules, packages) {
		if err := add(m[0], m[1]); err != nil {
			return nil, err
		}
	}
	own, err := licencesIn(root)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "Roundtrip\n\n%s\n\nIt is made with what follows. The root certificates are those of Mozilla's CA program, which the\n"+
		"Mozilla Public License 2.0 is for (https://www.mozilla.org/MPL/2.0/), by way of golang.org/x/crypto.\n", own)
	for _, l := range all {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("-", 80), l.name, l.text)
	}
	return b.Bytes(), nil
}

// modulesOf lists the Go modules, as name and folder, sorted.
func modulesOf(root string) (list [][2]string, err error) {
	for _, program := range licensed {
		cmd := exec.Command("go", slices.Concat([]string{"list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{"\t"}}{{.Dir}}{{end}}{{end}}`}, program.arguments)...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), program.environment...)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("list the modules: %w", err)
		}
		for line := range strings.Lines(string(out)) {
			name, dir, found := strings.Cut(strings.TrimSpace(line), "\t")
			if found && !slices.Contains(list, [2]string{name, dir}) {
				list = append(list, [2]string{name, dir})
			}
		}
	}
	slices.SortFunc(list, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return list, nil
}

// packagesOf lists the packages of npm that the editor is bundled from.
func packagesOf(root string) (list [][2]string, err error) {
	folder := filepath.Join(root, "web", "editor")
	text, err := os.ReadFile(filepath.Join(folder, "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version string
			Dev     bool
		}
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, fmt.Errorf("read package-lock.json: %w", err)
	}
	for path, p := range lock.Packages {
		if name, found := strings.CutPrefix(path, "node_modules/"); found && !p.Dev {
			list = append(list, [2]string{name + " " + p.Version, filepath.Join(folder, filepath.FromSlash(path))})
		}
	}
	slices.SortFunc(list, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return list, nil
}

// licencesIn gives the texts in a folder. One without any is an error: nothing may be handed on then.
func licencesIn(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	var texts []string
	for _, entry := range entries {
		if !licenceFile.MatchString(entry.Name()) || entry.IsDir() {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			return "", err
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("there is none in %s", dir)
	}
	return strings.Join(texts, "\n\n"), nil
}
