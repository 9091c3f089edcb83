//go:build !race && linux

package web

const measured = true // memory is the program's own
