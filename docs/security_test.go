package docs_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWhatIsPromisedIsShownByATest(t *testing.T) {
	text, err := os.ReadFile("security.md")
	require.NoError(t, err)
	known := tests(t)
	named := regexp.MustCompile("`(Test\\w+)`")
	for _, match := range named.FindAllStringSubmatch(string(text), -1) {
		require.True(t, known[match[1]], "there is no %s", match[1])
	}
	promises := 0
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| promise ") {
			continue
		}
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		require.Len(t, cells, 2, line)
		require.Regexp(t, named, cells[1], "a promise without a test")
		require.Empty(t, strings.Trim(named.ReplaceAllString(cells[1], ""), ", "), "a promise names something else than tests")
		promises++
	}
	require.Greater(t, promises, 15)
}
