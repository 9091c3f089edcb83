package components

import (
	"testing"

	"github.com/stretchr/testify/require"

	"roundtrip/app/playground"
)

func TestTargetsNameTheControlFirst(t *testing.T) {
	for _, c := range []struct {
		name   string
		target playground.Target
		want   string
	}{
		{"the URL", playground.Target{Control: "url"}, "url"},
		{"a row", playground.Target{Control: "row", List: playground.HeaderList, Index: 2}, "headers-2-name"},
		{"a part", playground.Target{Control: "part", Index: 1}, "parts-1-name"},
		{"what a link left out", playground.Target{Control: "holes"}, "hole-0"},
		{"the body that is wrong", playground.Target{Control: "body"}, "body-json"},
		{"the options that are wrong", playground.Target{Control: "options"}, "set-timeout"},
		{"the one option that is wrong", playground.Target{Control: "options", Setting: "read"}, "set-read"},
		{"the credentials that are wrong", playground.Target{Control: "auth"}, "set-password"},
	} {
		t.Run(c.name, func(t *testing.T) { require.Equal(t, c.want, targets(c.target)[0]) })
	}
}
