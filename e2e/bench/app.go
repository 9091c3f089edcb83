//go:build !js

package main

import (
	_ "embed"
	"encoding/json"
	"strings"
)

// app is a page under test, and how its parts are found.
type app struct {
	Name   string `json:"-"`
	URL    string `json:"-"`
	Send   string `json:"-"` // selector of its button
	Field  string `json:"field"`
	Ready  string `json:"ready"` // matches once the program handles what is typed
	Lines  string `json:"lines"` // what the body consists of on the screen
	Worker bool   `json:"worker"`
	Marker string `json:"marker,omitempty"` // in the body that is expected at once
}

func floorAt(url string) app {
	return app{Name: "floor", URL: url, Field: "[name=url]", Send: "form button", Ready: "output", Lines: "output"}
}

func roundtripAt(url string) app {
	return app{
		Name: "roundtrip", URL: url, Field: `[aria-label="URL"]`, Send: "button[type=submit]",
		Ready: `html[data-ready="1"]`, Lines: `[aria-label="Response"] .cm-line`, Worker: true,
	}
}

//go:embed observe.js
var observer string

// script is what the page runs before its own scripts.
func (a app) script() string {
	config, err := json.Marshal(a)
	if err != nil {
		panic(err) // it consists of texts
	}
	return strings.Replace(observer, "APP", string(config), 1)
}
