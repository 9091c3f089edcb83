package pages

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/tidwall/gjson"
)

// Joiner writes the items of pages into one JSON array, which is whole once it is closed.
type Joiner struct {
	Items string    // where the array of items stands in the JSON of a page, as in request.Pages
	Array io.Writer // may be appended to, page by page

	count int
	pages int
}

// Add takes the items of the next page. An error is a sentence about an answer that is not JSON, or has no array where the
// items should be, and nothing is taken then; or it is the writer's.
func (j *Joiner) Add(body []byte) error {
	list, err := items(body, j.Items, j.pages+1)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	if j.pages == 0 {
		text.WriteByte('[')
	}
	j.pages++
	for _, item := range list {
		if j.count > 0 {
			text.WriteByte(',')
		}
		text.WriteString(item.Raw)
		j.count++
	}
	_, err = text.WriteTo(j.Array)
	return err
}

// Len is how many items there are so far.
func (j *Joiner) Len() int { return j.count }

// Pages is how many pages were taken.
func (j *Joiner) Pages() int { return j.pages }

// Close ends the array.
func (j *Joiner) Close() error {
	end := "]"
	if j.pages == 0 {
		end = "[]"
	}
	_, err := io.WriteString(j.Array, end)
	return err
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
