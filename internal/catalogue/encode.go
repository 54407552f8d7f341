package catalogue

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// EncodeRecord writes a record's own fields as one JSON object, always the same
// bytes for equal records. ID, revision and source are not part of it: they are
// columns of the store and references in files.
func EncodeRecord(r Record) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return nil, fmt.Errorf("encode %s: %w", Describe(r), err)
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}

// DecodeRecord reads what EncodeRecord wrote. A field that the kind does not
// have is an error: silently dropping it would lose what somebody wrote.
func DecodeRecord(kind Kind, data []byte) (Record, error) {
	if !kind.Known() {
		return nil, Errorf(Invalid, "kind %d is not known to this version", kind)
	}
	if r, ok := readPlain(kind, data); ok {
		return r, nil
	}
	return decodeRecord(kind, data)
}

// decodeRecord reads a record however its JSON is written.
func decodeRecord(kind Kind, data []byte) (Record, error) {
	r := kind.New()
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(r); err != nil {
		return nil, decodeError(kind, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, Errorf(Invalid, "%s: more than one JSON value", kind.Noun())
	}
	return r, nil
}

func decodeError(kind Kind, err error) *Error {
	if own, ok := errors.AsType[*Error](err); ok {
		return &Error{Kind: Invalid, Record: kind.Noun(), Field: own.Field, Value: own.Value, Message: own.Message}
	}
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return &Error{Kind: Invalid, Record: kind.Noun(), Field: wrong.Field, Value: wrong.Value, Message: "expected " + wrong.Type.String() + ", found " + wrong.Value}
	}
	return &Error{Kind: Invalid, Record: kind.Noun(), Message: err.Error()}
}
