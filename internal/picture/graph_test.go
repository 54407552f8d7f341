package picture_test

import (
	"pgregory.net/rapid"

	"fundus/internal/catalogue"
	"fundus/internal/picture"
)

// example has every kind, every origin, a group, edges that were joined, and names
// that are hard on every format.
func example() picture.Graph {
	g := picture.Graph{
		Title:       "Was um „Wohngeld“ steht",
		Description: "Umgebung bis zu zwei Schritten, am 31.12.2025. Größeres ist zusammengefasst.",
		Nodes: []picture.Node{
			{ID: "service", Kind: catalogue.KindService, Label: "Wohngeld", Properties: []picture.Property{
				{Name: "identifier", Value: "leika:99107011017000", German: "leika:99107011017000"},
				{Name: "identifier", Value: "ozg:10103", German: "ozg:10103"},
				{Name: "policyField", Value: "BAUEN_WOHNEN", German: "OZG-Themenfeld: Bauen & Wohnen"},
			}},
			{ID: "celle", Kind: catalogue.KindAuthority, Label: "Landkreis Celle"},
			{ID: "towns", Kind: catalogue.KindAuthority, Label: "Städte und Gemeinden", Count: 1031},
			{ID: "area", Kind: catalogue.KindArea, Label: "Niedersachsen"},
			{ID: "register", Kind: catalogue.KindDataset, Label: `Register "Wohnen" <alt> & neu; 100 % #1`},
			{ID: "law", Kind: catalogue.KindLegalBasis, Label: "Wohngeldgesetz (WoGG)"},
			{ID: "standard", Kind: catalogue.KindStandard, Label: "XWohngeld 2.1"},
			{ID: "interface", Kind: catalogue.KindInterface, Label: "Antragsannahme"},
			{ID: "capability", Kind: catalogue.KindCapability, Label: "Identitäten prüfen"},
			{ID: "project", Kind: catalogue.KindProject, Label: "Einführung des Onlineantrags"},
			{ID: "budget", Kind: catalogue.KindBudgetLine, Label: "Kapitel 1503 Titel 538 01"},
			{ID: "source", Kind: catalogue.KindSource, Label: "Leistungskatalog"},
		},
		Edges: []picture.Edge{
			{ID: "offer", From: "celle", To: "service", Relation: "OFFERS", Label: "bietet an", Properties: []picture.Property{
				{Name: "status", Value: "LIVE", German: "Stand eines Angebots: produktiv"}}},
			{ID: "competent", From: "towns", To: "service", Relation: "COMPETENT_FOR", Label: "zuständig für"},
			{ID: "covers", From: "celle", To: "area", Relation: "COVERS", Label: "umfasst"},
			{ID: "takes", From: "service", To: "register", Relation: "TAKES", Label: "verlangt als Nachweis"},
			{ID: "based", From: "service", To: "law", Relation: "BASED_ON", Label: "beruht auf"},
			{ID: "requires", From: "service", To: "standard", Relation: "REQUIRES", Label: "verlangt"},
			{ID: "needs", From: "service", To: "capability", Relation: "NEEDS", Label: "braucht"},
			{ID: "funds", From: "budget", To: "project", Relation: "FUNDS", Label: "finanziert"},
			{ID: "delivers", From: "project", To: "service", Relation: "DELIVERS", Label: "liefert"},
			{ID: "path", From: "towns", To: "law", Elided: 3},
			{ID: "back", From: "register", To: "celle", Relation: "HELD_BY", Label: "geführt von"},
			{ID: "self", From: "service", To: "service", Relation: "REPLACES", Label: "löst ab"},
		},
	}
	for i, code := range append(catalogue.Origins.Codes, catalogue.Code{}) {
		id := "solution" + string(rune('0'+i))
		g.Nodes = append(g.Nodes, picture.Node{ID: id, Kind: catalogue.KindSolution, Origin: catalogue.Origin(code.Name), Label: "Wohngeld-Fachverfahren " + string(rune('A'+i))})
		g.Edges = append(g.Edges, picture.Edge{ID: "via" + id, From: "service", To: id, Relation: "VIA", Label: "über"})
	}
	return g
}

// hostile is text as no register should have it.
func hostile() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", " ", `"`, `\`, `\"`, "]]>", "-->", "%%{init}%%", "</svg>", "<script>alert(1)</script>", "&amp;", "&#0;", "#quot;", "a\nb\r\n\tc",
			"\x00\x01\x1b[0m", "\xff\xfe", "\u202Egnp.exe", "\uFFFE\uFFFF", "end", "subgraph", "|x|", "`x`", "$(x)", "javascript:x", "1. x", "- x", "@id", "a:b", "http://x.y/", "urn:x", "schema"}),
		rapid.String(),
		rapid.StringN(100, 400, -1),
		rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) }),
	)
}

// graphs are graphs whose every text is hostile.
func graphs() *rapid.Generator[picture.Graph] {
	return rapid.Custom(func(t *rapid.T) picture.Graph {
		text := hostile()
		g := picture.Graph{Title: text.Draw(t, "title"), Description: text.Draw(t, "description")}
		properties := func() (out []picture.Property) {
			for range rapid.IntRange(0, 3).Draw(t, "properties") {
				out = append(out, picture.Property{Name: text.Draw(t, "name"), Value: text.Draw(t, "value"), German: text.Draw(t, "german")})
			}
			return out
		}
		ids := rapid.SliceOfNDistinct(text, 1, 6, rapid.ID).Draw(t, "ids")
		for _, id := range ids {
			g.Nodes = append(g.Nodes, picture.Node{
				ID: id, Kind: catalogue.Kind(rapid.IntRange(0, 13).Draw(t, "kind")), Label: text.Draw(t, "label"),
				Origin: catalogue.Origin(rapid.SampledFrom([]string{"", "EFA", "IN_HOUSE", "<odd>"}).Draw(t, "origin")),
				Count:  rapid.IntRange(0, 2).Draw(t, "count"), Properties: properties(),
			})
		}
		for range rapid.IntRange(0, 8).Draw(t, "edges") {
			g.Edges = append(g.Edges, picture.Edge{
				ID: text.Draw(t, "id"), From: rapid.SampledFrom(ids).Draw(t, "from"), To: rapid.SampledFrom(ids).Draw(t, "to"),
				Relation: text.Draw(t, "relation"), Label: text.Draw(t, "label"), Elided: rapid.IntRange(0, 2).Draw(t, "elided"), Properties: properties(),
			})
		}
		return g
	})
}
