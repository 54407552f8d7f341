package rdf

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// entities are the general entities of a document: those of XML and those of its document type declaration.
type entities map[string]string

func newEntities() entities {
	return entities{"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": `"`}
}

// declareAll takes the internal entities of a document type declaration. External ones are refused, and so are
// parameter entities, which have no other use than to build declarations.
func (e entities) declareAll(doctype string) error {
	_, subset, found := strings.Cut(doctype, "[")
	for found {
		if _, subset, found = strings.Cut(subset, "<!ENTITY"); !found {
			break
		}
		var err error
		if subset, err = e.declareNext(subset); err != nil {
			return err
		}
	}
	return nil
}

// declareNext takes one declaration from behind its keyword and gives what follows its value.
func (e entities) declareNext(text string) (string, error) {
	text = strings.TrimLeft(text, " \t\r\n")
	end := strings.IndexAny(text, " \t\r\n")
	if end < 0 || !isNCName(text[:end]) {
		return "", fmt.Errorf("want the name of a general entity, found %.20q", text)
	}
	name, text := text[:end], strings.TrimLeft(text[end:], " \t\r\n")
	if text == "" || text[0] != '"' && text[0] != '\'' {
		return "", fmt.Errorf("entity %q: external entities are refused", name)
	}
	value, rest, ok := strings.Cut(text[1:], text[:1])
	if !ok {
		return "", fmt.Errorf("entity %q: want the end of its value", name)
	}
	expanded, err := e.expand(value)
	if err != nil {
		return "", fmt.Errorf("entity %q: %w", name, err)
	}
	if _, again := e[name]; !again { // the first declaration binds (XML 1.0, 4.2)
		e[name] = expanded
	}
	if len(e) > MaxEntities {
		return "", fmt.Errorf("more than %d entities", MaxEntities)
	}
	return rest, nil
}

// expand replaces the references within the value of an entity. Only entities declared before can be meant, so the
// work is bounded by MaxEntityValue: what multiplies itself from entity to entity fails at the first step too far.
func (e entities) expand(value string) (string, error) {
	var b strings.Builder
	for {
		text, rest, found := strings.Cut(value, "&")
		if strings.Contains(text, "<") {
			return "", errors.New("an entity with markup is refused")
		}
		b.WriteString(text)
		if found {
			name, after, ok := strings.Cut(rest, ";")
			if !ok {
				return "", errors.New("want the end of a reference")
			}
			meant, err := e.meaning(name)
			if err != nil {
				return "", err
			}
			b.WriteString(meant)
			value = after
		}
		if b.Len() > MaxEntityValue {
			return "", fmt.Errorf("it expands to more than %d bytes", MaxEntityValue)
		}
		if !found {
			return b.String(), nil
		}
	}
}

// meaning is what a reference stands for, named without & and ;.
func (e entities) meaning(name string) (string, error) {
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		return characterOf(digits)
	}
	if text, ok := e[name]; ok {
		return text, nil
	}
	return "", fmt.Errorf("the entity %.40q is not declared before it is used", name)
}

// characterOf reads the number of a character reference.
func characterOf(digits string) (string, error) {
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		base, digits = 16, hex
	}
	r, err := parseRune(digits, base)
	if err != nil || r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return "", fmt.Errorf("the character reference %.20q names no character of XML", digits)
	}
	return string(utf8.AppendRune(nil, r)), nil
}
