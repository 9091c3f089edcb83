//go:build !js

// Command watch serves Roundtrip for development: whenever a source changes it builds again and starts the new server.
// Pages that are open reload by themselves (web/reload.js).
//
//	make dev
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

const interval = 300 * time.Millisecond

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "`host:port` to serve on")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := watch(ctx, *addr); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "watch:", err)
		os.Exit(1)
	}
}

// watch rebuilds and restarts until the context ends. A build that fails leaves the old server running.
func watch(ctx context.Context, addr string) error {
	stopServer := func() error { return nil }
	defer func() { _ = stopServer() }() // a server that has ended by itself said why
	for {
		before, err := snapshot(".")
		if err != nil {
			return err
		}
		build := exec.CommandContext(ctx, "make", "build", "DEV=1")
		build.Stdout, build.Stderr = os.Stdout, os.Stderr
		if err := build.Run(); err == nil {
			_ = stopServer()
			if stopServer, err = serve(addr); err != nil {
				return err
			}
		} else if ctx.Err() == nil {
			fmt.Fprintln(os.Stderr, "watch: the build failed, waiting for a change")
		}
		if err := change(ctx, before); err != nil {
			return err
		}
	}
}

// serve starts the server and gives what stops it.
func serve(addr string) (stop func() error, err error) {
	server := exec.Command("bin/roundtrip", "-addr", addr, "-demo", "-relay")
	server.Stdout, server.Stderr = os.Stdout, os.Stderr
	if err := server.Start(); err != nil {
		return nil, err
	}
	return func() error {
		if err := server.Process.Signal(syscall.SIGTERM); err != nil {
			return err
		}
		return server.Wait()
	}, nil
}

// change waits until the sources are no longer as they were.
func change(ctx context.Context, before []source) error {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		now, err := snapshot(".")
		if err != nil {
			return err
		}
		if !slices.Equal(before, now) {
			return nil
		}
	}
}

// source is a file as it was at a moment.
type source struct {
	path string
	time time.Time
	size int64
}

// snapshot lists what the build reads. What it writes, and what the tests alone use, is left out.
func snapshot(root string) ([]source, error) {
	var files []source
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil // gone between the listing and the look
			}
			return err
		}
		if entry.IsDir() {
			switch entry.Name() {
			case ".git", ".cache", "bin", "dist", "site", "node_modules", "testdata", "e2e", "docs":
				return filepath.SkipDir
			}
			return nil
		}
		switch filepath.Ext(path) {
		case ".go", ".js", ".css", ".html", ".svg", ".json", ".mod", ".webmanifest":
		default:
			return nil
		}
		if entry.Name() == "wasm_exec.js" {
			return nil
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		files = append(files, source{path, info.ModTime(), info.Size()})
		return nil
	})
	return files, err
}
