package socket

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/coder/websocket"

	"fundus/graph/strict"
)

// message is one of the protocol, in either direction.
type message struct {
	kind, id string
	payload  json.RawMessage // an object, or nil
}

// Request is the operation that a client subscribes to. Numbers in variables are
// json.Number.
type Request struct {
	Query, OperationName  string
	Variables, Extensions map[string]any
}

// longestID bounds what is sent along with every answer.
const longestID = 256

// ending is why a socket is closed.
type ending struct {
	code   websocket.StatusCode
	reason string
}

func invalid(format string, args ...any) *ending {
	return &ending{4400, fmt.Sprintf(format, args...)}
}

// read takes a text apart. Names are those of the protocol to the letter: the
// decoder of structs would take "TYPE" for "type".
func read(text []byte) (message, *ending) {
	var m message
	if strict.Check(text) != nil {
		return m, invalid("a message is JSON, with no member twice and no half of a surrogate pair")
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil || members == nil {
		return m, invalid("a message is a JSON object")
	}
	if json.Unmarshal(members["type"], &m.kind) != nil || m.kind == "" {
		return m, invalid("a message has a type, which is a text")
	}
	if payload := members["payload"]; len(payload) > 0 && !bytes.Equal(payload, []byte("null")) {
		if payload[0] != '{' {
			return m, invalid("the payload of %s is an object", short(m.kind))
		}
		m.payload = payload
	}
	switch m.kind {
	case "connection_init", "ping", "pong":
		return m, nil
	case "subscribe", "complete":
		if json.Unmarshal(members["id"], &m.id) != nil || m.id == "" || len(m.id) > longestID {
			return m, invalid("%s has an id of 1 to %d bytes", m.kind, longestID)
		}
		return m, nil
	}
	return m, invalid("a client sends no message of the type %s", short(m.kind))
}

// request is the operation in the payload of subscribe.
func (m message) request() (*Request, *ending) {
	var members map[string]json.RawMessage
	r := new(Request)
	if json.Unmarshal(m.payload, &members) != nil || !bytes.HasPrefix(members["query"], []byte{'"'}) {
		return nil, invalid("the payload of subscribe has a query, which is a text")
	}
	for _, member := range []struct {
		name string
		into any
	}{{"query", &r.Query}, {"operationName", &r.OperationName}, {"variables", &r.Variables}, {"extensions", &r.Extensions}} {
		if members[member.name] == nil {
			continue
		}
		d := json.NewDecoder(bytes.NewReader(members[member.name]))
		d.UseNumber()
		if d.Decode(member.into) != nil {
			return nil, invalid("%s of subscribe is of another type", member.name)
		}
	}
	return r, nil
}

// text is a message as it is sent.
func (m message) text() []byte {
	out := make([]byte, 0, len(m.payload)+len(m.id)+64)
	out = append(out, '{')
	if m.id != "" {
		id, _ := json.Marshal(m.id) // a text that was JSON
		out = append(append(append(out, `"id":`...), id...), ',')
	}
	out = append(append(append(out, `"type":"`...), m.kind...), '"')
	if m.payload != nil {
		out = append(append(out, `,"payload":`...), m.payload...)
	}
	return append(out, '}')
}

// short is what a reason can hold of a text; a close frame has room for 123 bytes.
func short(s string) string {
	const most = 30
	if len(s) > most {
		s = s[:most] + "…"
	}
	return strings.ToValidUTF8(s, "")
}
