package export

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Page is what an answer gives of the rows.
type Page struct {
	Rows []any  // as JSON is read, with numbers as they are written
	More bool   // whether there is another page
	End  string // the cursor behind which it begins
	// Incomplete says that a walk ended before it had found everything.
	Incomplete bool
}

// Page reads the data of an answer to Operation.
func (p *Plan) Page(data []byte) (Page, error) {
	var answer any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&answer); err != nil {
		return Page{}, fmt.Errorf("read the answer of a page: %w", err)
	}
	var page Page
	switch found := at(answer, p.rows.path).(type) {
	case []any:
		page.Rows = found
	case string:
		page.Rows = []any{found}
	}
	complete, walked := at(answer, []string{p.root.key, completeKey}).(bool)
	page.Incomplete = walked && !complete
	if p.pages.field != nil {
		info, _ := at(answer, p.pages.path).(map[string]any)
		info, _ = info[pageKey].(map[string]any)
		page.More, _ = info[moreKey].(bool)
		page.End, _ = info[endKey].(string)
		page.More = page.More && page.End != ""
	}
	return page, nil
}

// at is what stands at the end of a path, nil where the path ends before.
func at(v any, path []string) any {
	for _, key := range path {
		object, _ := v.(map[string]any)
		v = object[key]
	}
	return v
}
