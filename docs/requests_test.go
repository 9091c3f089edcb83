package docs_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// tests names every test function of the repository.
func tests(t *testing.T) map[string]bool {
	t.Helper()
	declared := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	found := map[string]bool{}
	require.NoError(t, filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || path != ".." && strings.HasPrefix(entry.Name(), ".")):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		source, err := os.ReadFile(path)
		for _, match := range declared.FindAllSubmatch(source, -1) {
			found[string(match[1])] = true
		}
		return err
	}))
	return found
}

func TestWhatIsSaidOfRequestsIsShownByATest(t *testing.T) {
	text, err := os.ReadFile("requests.md")
	require.NoError(t, err)
	known := tests(t)
	named := regexp.MustCompile("`(Test\\w+)`")
	for _, match := range named.FindAllStringSubmatch(string(text), -1) {
		require.True(t, known[match[1]], "there is no %s", match[1])
	}

	table, _, _ := strings.Cut(string(text), "\n## ")
	rows := 0
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "| ") || strings.HasSuffix(line, "| test |\n") {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		last := cells[len(cells)-1]
		require.Regexp(t, named, last, "a row without a test")
		require.Empty(t, strings.Trim(named.ReplaceAllString(last, ""), ", "), "a row names something else than tests")
		rows++
	}
	require.Greater(t, rows, 30)
}
