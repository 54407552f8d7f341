package rdf

import (
	"strings"
	"testing"
)

// What is not well-formed XML is refused.
func TestIllFormedXMLIsRefused(t *testing.T) {
	for _, text := range []string{
		"<a xmlns='x:'>", "<a xmlns='x:'></b>", "<a xmlns='x:'/><a/>", "text<a xmlns='x:'/>", "<a xmlns='x:'/>text", "</a>",
		"<a xmlns='x:' b=c/>", "<a xmlns='x:'b=''/>", "<a xmlns='x:' xmlns='y:'/>", "<a xmlns='x:'><b p='<'/></a>",
		"<a xmlns='x:'><b>]]></b></a>", "<a xmlns='x:'><b>&nbsp;</b></a>", "<a xmlns='x:'><b>& </b></a>", "<a xmlns='x:'><b>&#0;</b></a>",
		"<a xmlns='x:'><b>\x01</b></a>", "<a xmlns='x:'><b>\uFFFF</b></a>", "<a xmlns='x:'><!-- -- --></a>", "<a xmlns='x:'><![CDATA[</a>",
		"<![CDATA[x]]><a xmlns='x:'/>", "<a xmlns='x:'><!DOCTYPE a></a>", "<!DOCTYPE a><!DOCTYPE a><a xmlns='x:'/>", "<!ELEMENT a><a xmlns='x:'/>",
		"<a:b:c xmlns:a='x:'/>", "<:a xmlns='x:'/>", "<1 xmlns='x:'/>", "<a/>", "<u:a/>", "<a xmlns='x:' xmlns:p=''/>", "<a xmlns='x:' u:p=''/>",
		" <?xml version='1.0'?><a xmlns='x:'/>", "<a xmlns='x:'><?xml version='1.0'?></a>", "<?a", "<!", "<",
		"<?xml version='1.0' encoding='UTF-16'?><a xmlns='x:'/>",
		"<!DOCTYPE a [<!ENTITY b '<c/>'>]><a xmlns='x:'/>", "<!DOCTYPE a [<!ENTITY b '&c;'><!ENTITY c ''>]><a xmlns='x:'/>", "<!DOCTYPE a [<!ENTITY b '&c'>]><a xmlns='x:'/>",
	} {
		if n, err := drain(strings.NewReader(text), RDFXML); err == nil {
			t.Errorf("%q is read, %d triples", text, n)
		}
	}
}

// Characters arrive as XML means them: references, sections, line ends, white space in attributes.
func TestCharactersOfXML(t *testing.T) {
	for text, want := range map[string]string{
		"<a xmlns='x:'><b>a&lt;&#x26;&#38;&#xE4;</b></a>":                                                            "a<&&ä",
		"<a xmlns='x:'><b>1\r\n2\r3\n4</b></a>":                                                                      "1\n2\n3\n4",
		"<a xmlns='x:'><b>a<!-- c -->b<?p i?>c<![CDATA[<d>&]] >]]>e</b></a>":                                         "abc<d>&]] >e",
		"<a xmlns='x:' xmlns:x='x:' x:b='1\r\n2\r3\n4\t5&#10;6&quot;\"'/>":                                           "1 2 3 4 5\n6\"\"",
		"<!DOCTYPE a [<!-- <!ENTITY e 'no'> --><!ENTITY e \"y&lt;s\"><!ENTITY e 'no'>]><a xmlns='x:'><b>&e;</b></a>": "y<s",
		"<a xmlns='x:'\n><b\n>]] ></b\n></a\n>\n":                                                                    "]] >",
	} {
		graph, _ := lenient(t, []byte(text), RDFXML, "")
		if got := graph[len(graph)-1].Object.Value(); got != want {
			t.Errorf("%q means %q, want %q", text, got, want)
		}
	}
}
