package pages

import (
	"bytes"
	"encoding/json"

	"github.com/tidwall/gjson"
)

// Joiner collects the items of pages. Its zero value takes pages that are arrays themselves.
type Joiner struct {
	Items string // where the array of items stands in the JSON of a page, as in Plan

	array bytes.Buffer
	count int
	pages int
}

// Add takes the items of the next page and says how many they are. An error is a sentence about an answer that is not JSON,
// or has no array where the items should be; nothing is taken then.
func (j *Joiner) Add(body []byte) (int, error) {
	list, err := items(body, j.Items, j.pages+1)
	if err != nil {
		return 0, err
	}
	j.pages++
	for _, item := range list {
		if j.count > 0 {
			j.array.WriteByte(',')
		}
		j.array.WriteString(item.Raw)
		j.count++
	}
	return len(list), nil
}

// Len is how many items there are so far.
func (j *Joiner) Len() int { return j.count }

// Array is a JSON array of all items so far.
func (j *Joiner) Array() []byte {
	array := make([]byte, 0, j.array.Len()+2)
	array = append(array, '[')
	array = append(array, j.array.Bytes()...)
	return append(array, ']')
}

// items gives the items of the n-th page. A later page may end the list by leaving the array out; on the first, a path that
// leads nowhere is a mistake.
func items(body []byte, path string, n int) ([]gjson.Result, error) {
	if err := checkJSON(body); err != nil {
		return nil, err
	}
	var array gjson.Result
	if path == "" {
		array = gjson.ParseBytes(body)
	} else {
		array = gjson.GetBytes(body, path)
	}
	switch {
	case array.IsArray():
		return array.Array(), nil
	case array.Type == gjson.Null && (array.Exists() || n > 1):
		return nil, nil
	case path == "":
		return nil, wrong("The answer is not an array. Say where the items stand in it, such as data or result.items.")
	case !array.Exists():
		return nil, wrong("There is nothing at " + short(path) + ". Say where the items stand in the answer.")
	}
	return nil, wrong("At " + short(path) + " stands no array. Say where the items stand in the answer.")
}

func countItems(body []byte, path string, n int) (int, error) {
	list, err := items(body, path, n)
	return len(list), err
}

// checkJSON takes no more than 10,000 levels of nesting, unlike gjson's own check, which calls itself for each.
func checkJSON(body []byte) error {
	if !json.Valid(body) {
		return wrong("The answer is not JSON, so that its pages cannot be followed or joined.")
	}
	return nil
}
