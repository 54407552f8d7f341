package catalogue_test

import (
	"strings"
	"testing"

	"fundus/internal/catalogue"
)

// BenchmarkDecodeRecord reads a dataset of usual size, as a start does for each.
func BenchmarkDecodeRecord(b *testing.B) {
	d := &catalogue.Dataset{
		Meta: catalogue.Meta{
			Identifiers: []catalogue.Identifier{{Scheme: "dcat", Value: "https://example.org/datasets/badegewaesser-2025"}},
			Name:        catalogue.T("Badegewässer in Niedersachsen 2025"),
			Description: catalogue.T(strings.Repeat("Die Angaben werden jährlich erhoben und veröffentlicht. ", 5)),
			Tags:        []string{"Gesundheit", "Wasser", "Umwelt"},
		},
		Themes: []catalogue.DataTheme{"ENVI", "HEAL"}, Frequency: "ANNUAL", AccessRights: "PUBLIC",
		Distributions: []catalogue.Distribution{
			{Title: catalogue.T("CSV"), AccessURL: "https://example.org/badegewaesser.csv", Format: "CSV", Licence: "DL_BY_DE_2_0"},
			{Title: catalogue.T("WFS"), AccessURL: "https://example.org/badegewaesser/wfs", Format: "WFS_SRVC", Licence: "DL_BY_DE_2_0"},
		},
	}
	data, err := catalogue.EncodeRecord(d)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := catalogue.DecodeRecord(catalogue.KindDataset, data); err != nil {
			b.Fatal(err)
		}
	}
}
