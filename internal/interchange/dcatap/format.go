package dcatap

import "strings"

// fileTypes are entries of the EU file type table that portals also write as bare texts, by their code in lower case.
var fileTypes = map[string]string{
	"csv": "CSV", "json": "JSON", "geojson": "GEOJSON", "xml": "XML", "shp": "SHP", "xls": "XLS", "xlsx": "XLSX", "html": "HTML", "pdf": "PDF",
	"kml": "KML", "gml": "GML", "zip": "ZIP", "txt": "TXT", "doc": "DOC", "docx": "DOCX", "ods": "ODS", "odt": "ODT", "rdf": "RDF", "rss": "RSS",
	"tiff": "TIFF", "png": "PNG", "jpeg": "JPEG",
}

// fileTypesByMedia are the file types whose media type leaves no doubt.
var fileTypesByMedia = map[string]string{
	"text/csv": "CSV", "application/json": "JSON", "application/geo+json": "GEOJSON", "application/pdf": "PDF", "application/zip": "ZIP",
	"text/html": "HTML", "application/gml+xml": "GML",
}

// formatOf is the code of a format in the EU file type table, empty for an unknown one. Canonical says that it was named
// by the table's own IRI.
func formatOf(value string) (code string, canonical bool) {
	if table, entry, ok := authority(value); ok && table == "file-type" {
		return entry, value == "http://"+authorityHost+authorityBase+"file-type/"+entry
	}
	plain := strings.ToLower(strings.TrimPrefix(strings.TrimSpace(value), "."))
	if code, ok := fileTypes[plain]; ok {
		return code, false
	}
	media, _ := mediaTypeOf(value)
	return fileTypesByMedia[media], false
}

// mediaTypeOf is the IANA media type that a value names, by the registry's IRI or by itself.
func mediaTypeOf(value string) (string, bool) {
	value = strings.TrimSpace(value)
	if rest, ok := strings.CutPrefix(strings.TrimPrefix(withoutScheme(value), "www."), "iana.org/assignments/media-types/"); ok {
		value = rest
	}
	kind, sub, ok := strings.Cut(strings.ToLower(value), "/")
	if !ok || sub == "" || strings.ContainsAny(sub, "/ :#?") {
		return "", false
	}
	switch kind {
	case "application", "text", "image", "audio", "video", "model", "multipart", "font", "message":
		return kind + "/" + sub, true
	}
	return "", false
}
