//go:build !js

package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

func TestSnapshotSeesSourcesAndNotWhatTheBuildWrites(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "app/a.go", "package a")
	before, err := snapshot(dir)
	require.NoError(t, err)
	require.Len(t, before, 1)
	for _, written := range []string{"web/site/index.html", "web/app.wasm", "bin/roundtrip", "wasm_exec.js", ".cache/toolchain", "web/editor/node_modules/x/x.js"} {
		put(t, dir, written, "built")
	}
	after, err := snapshot(dir)
	require.NoError(t, err)
	require.Equal(t, before, after)
	put(t, dir, "web/css/a.css", "a{}")
	after, err = snapshot(dir)
	require.NoError(t, err)
	require.NotEqual(t, before, after, "a new file")
}

func TestChangeReturnsOnAChangedFile(t *testing.T) {
	t.Chdir(t.TempDir())
	put(t, ".", "a.go", "package a")
	before, err := snapshot(".")
	require.NoError(t, err)
	put(t, ".", "a.go", "package a // longer")
	require.NoError(t, change(t.Context(), before))
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	now, err := snapshot(".")
	require.NoError(t, err)
	require.ErrorIs(t, change(ctx, now), context.DeadlineExceeded)
}
