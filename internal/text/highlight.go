package text

// Span is a part of a text in bytes, [From, To).
type Span struct{ From, To int }

// Place is a field that holds a match.
type Place struct {
	Match Match
	Field string
	Text  string // of the field; a document may have several of one name
	Spans []Span // in the text
}

// Places finds the match in the document of its hit. It reads the texts anew, so
// it is meant for the hits that are shown.
func (m Match) Places(doc Document) []Place {
	var (
		places []Place
		s      scanner
	)
	for _, f := range doc.Fields {
		if f.Class != m.Class && !(f.Class == Key && m.Class == Text) {
			continue
		}
		if spans := m.spans(&s, f.Text); len(spans) > 0 {
			places = append(places, Place{m, f.Name, f.Text, spans})
		}
	}
	return places
}

// Spans returns where text has the word of m, ascending and without overlap.
func (m Match) Spans(text string) []Span {
	return m.spans(new(scanner), text)
}

func (m Match) spans(s *scanner, text string) []Span {
	s.scan(text)
	if len(s.parts) == 0 {
		return nil
	}
	if string(s.joined(s.parts)) == m.Word {
		return []Span{cover(s.parts)}
	}
	var spans []Span
	for parts := s.parts; len(parts) > 0; {
		var chunk []part
		chunk, parts = next(parts)
		if joinable(chunk) && string(s.joined(chunk)) == m.Word {
			spans = append(spans, cover(chunk))
			continue
		}
		for _, p := range chunk {
			if string(s.word(p)) == m.Word {
				spans = append(spans, Span{p.from, p.to})
			}
		}
	}
	return spans
}

func cover(parts []part) Span { return Span{parts[0].from, parts[len(parts)-1].to} }
