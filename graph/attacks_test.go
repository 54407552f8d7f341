package graph_test

import (
	"fmt"
	"strings"
)

// attacks are operations that are known to overflow the stack of a server, to keep it
// busy for seconds or minutes, to fill its memory, or to make it say what it should not.
func attacks() []attack {
	all := slicesOf(cyclic(), deep(), many(), long(), odd(), dear())
	return all
}

func slicesOf(lists ...[]attack) (all []attack) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

const invalid = "GRAPHQL_VALIDATION_FAILED"

const cycle = "fragment F on __Type{ofType{...F ofType{...F}}}"

// cyclic are fragments that lead to themselves, which the rules of validation follow.
func cyclic() []attack {
	return []attack{
		{name: "a fragment in itself, 71 bytes", query: `{__type(name:""){...F}} ` + cycle, code: invalid},
		{name: "a longer cycle", query: `{__type(name:""){...A}} fragment A on __Type{...B} fragment B on __Type{ofType{...C}} fragment C on __Type{...A}`, code: invalid},
		{name: "a cycle that nobody uses", query: `{__typename} ` + cycle, code: invalid},
		{name: "a cycle in the operation that is not asked for", query: `query A{__typename} query B{__type(name:""){...F}} ` + cycle, operation: "A", code: invalid},
		{name: "a cycle under inline fragments", query: `{__type(name:""){... on __Type{...F}}} fragment F on __Type{... on __Type{ofType{... on __Type{...F}}}}`, code: invalid},
		{name: "a cycle under fragments without a type", query: `{__type(name:""){...{...F}}} fragment F on __Type{...@include(if:true){ofType{...{...F}}}}`, code: invalid},
		{name: "two fragments of one name, one a cycle", query: `{__type(name:""){...F}} fragment F on __Type{name} ` + cycle, code: invalid},
		{name: "a cycle in the second of one name", query: `{__type(name:""){name}} fragment F on __Type{name} fragment F on __Type{...G} fragment G on __Type{...F}`, code: invalid},
		{name: "a fragment of no type in itself", query: `{...F} fragment F on Nothing{...F}`, code: invalid},
		{name: "a cycle in a subscription", query: `subscription{changes{...F}} fragment F on ChangeFeed{changes{...G}} fragment G on RecordedChange{...F}`, code: invalid},
		{name: "a cycle of many", query: ring(150), code: invalid},
	}
}

// ring is a cycle of so many fragments.
func ring(n int) string {
	var b strings.Builder
	b.WriteString("{...F0}")
	for i := range n {
		fmt.Fprintf(&b, " fragment F%d on Query{...F%d}", i, (i+1)%n)
	}
	return b.String()
}

// deep are brackets within brackets, which parsers answer by calling themselves.
func deep() []attack {
	nots := func(n int) string {
		return strings.Repeat(`{"not":`, n) + "{}" + strings.Repeat("}", n)
	}
	lists := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	const byFilter = "query Q($f:ServiceFilter){services(filter:$f){totalCount}}"
	return []attack{
		{name: "nested selections", query: nested(1500), code: "TOO_NESTED"},
		{name: "nested selections that do not end", query: strings.Repeat("{a", 10_000), code: "TOO_NESTED"},
		{name: "brackets in a value", query: "{nodes(ids:" + strings.Repeat("[", 10_000) + ")}", code: "TOO_NESTED"},
		{name: "brackets in the value of a directive", query: "{__typename @include(if:" + strings.Repeat("[", 10_000) + ")}", code: "TOO_NESTED"},
		{name: "brackets in a default", query: "query Q($a:Int=" + strings.Repeat("[", 10_000) + "){__typename}", code: "TOO_NESTED"},
		{name: "braces in a value", query: "{services(filter:" + strings.Repeat("{not:", 400) + "{}" + strings.Repeat("}", 400) + "){totalCount}}", code: "TOO_NESTED"},
		{name: "brackets in a type", query: "query Q($a:" + strings.Repeat("[", 500) + "Int){__typename}", code: "TOO_NESTED"},
		{name: "a filter deep in a variable", query: byFilter, variables: `{"f":` + nots(4_000) + `}`, code: "INVALID"},
		{name: "a filter deeper than it may cost", query: byFilter, variables: `{"f":` + nots(9_000) + `}`, code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "related filters deep in a variable", query: byFilter, variables: `{"f":` + strings.Repeat(`{"partOf":{"any":`, 45) + "{}" + strings.Repeat("}}", 45) + `}`, code: "INVALID"},
		{name: "related filters deeper than they may cost", query: byFilter, variables: `{"f":` + strings.Repeat(`{"partOf":{"none":`, 2_000) + "{}" + strings.Repeat("}}", 2_000) + `}`, code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "brackets in a variable", query: "query Q($i:[ID!]!){nodes(ids:$i){id}}", variables: `{"i":` + lists(4_000) + `}`, code: invalid},
		{name: "brackets in a variable that nobody declares", query: "{__typename}", variables: `{"i":` + lists(4_000) + `}`},
		{name: "brackets deeper than JSON is read", query: "{__typename}", variables: `{"i":` + lists(500_000) + `}`, unreadable: true, code: "INVALID"},
		{name: "a JSON scalar that is deep", query: "mutation M($t:Text!){putService(record:{name:$t}){revision}}", variables: `{"t":` + strings.Repeat(`{"de":`, 4_000) + "1" + strings.Repeat("}", 4_000) + `}`, code: "INVALID"},
	}
}

// many are small things in great number.
func many() []attack {
	return []attack{
		{name: "a bomb of fragments, 1.3 kB", query: bomb(30), code: "TOO_MANY_FIELDS"},
		{name: "a small bomb of fragments", query: bomb(12), code: "TOO_MANY_FIELDS"},
		{name: "a bomb of fragments of no type", query: strings.ReplaceAll(bomb(30), "on Query", "on Nothing"), code: "TOO_MANY_FIELDS"},
		{name: "a bomb that holds no field but itself", query: strings.ReplaceAll(bomb(30), "{__typename}", "{...X}"), code: invalid},
		{name: "duplicate fields", query: "{" + strings.Repeat("catalogue{day} ", 1999) + "}", code: "TOO_MANY_TOKENS"},
		{name: "fewer duplicate fields", query: "{catalogue{" + strings.Repeat("day ", 600) + "}}", code: "TOO_MANY_FIELDS"},
		{name: "as many duplicate fields as may be", query: "{catalogue{" + strings.Repeat("day ", 499) + "}}"},
		{name: "as many duplicate spreads as may be", query: "{catalogue{" + strings.Repeat("...F ", 490) + "}} fragment F on Catalogue{day}"},
		{name: "inline fragments as many as tokens", query: "{catalogue{day " + strings.Repeat("...{}", 600) + "}}", code: "GRAPHQL_PARSE_FAILED"},
		{name: "spreads of a fragment that is not there", query: "{catalogue{day " + strings.Repeat("...F ", 900) + "}}", code: invalid},
		{name: "spreads of an empty chain", query: "{catalogue{day " + strings.Repeat("...F ", 450) + "}} fragment F on Catalogue{" + strings.Repeat("...G ", 450) + "} fragment G on Catalogue{...H}", code: invalid},
		{name: "10,000 duplicate fields", query: "{" + strings.Repeat("a ", 10_000) + "}", code: "TOO_MANY_TOKENS"},
		{name: "100,000 aliases", query: "{catalogue{" + strings.Repeat("a:day ", 100_000) + "}}", code: "DOCUMENT_TOO_LARGE"},
		{name: "aliases", query: aliases(31), code: "TOO_MANY_ALIASES"},
		{name: "roots", query: roots(16), code: "TOO_MANY_ROOT_FIELDS"},
		{name: "many operations", query: strings.Repeat("{catalogue{a:day b:day c:day}}", 200), code: "TOO_MANY_TOKENS"},
		{name: "many operations that fit", query: strings.Repeat("query A{day}", 300), operation: "A", code: invalid},
		{name: "many fragments that fit", query: "{__typename}" + strings.Repeat("fragment F on Query{day}", 280), code: invalid},
		{name: "comments", query: strings.Repeat("#\n", 3000) + "{__typename}", code: "TOO_MANY_TOKENS"},
		{name: "commas and blanks", query: strings.Repeat(", \t", 10_000) + "{__typename}"},
		{name: "directives that there are not", query: "{__typename" + strings.Repeat(" @a", 980) + "}", code: invalid},
		{name: "directives that there are", query: "{__typename" + strings.Repeat(" @skip(if:true)", 240) + "}", code: invalid},
		{name: "directives each of another name", query: "{__typename" + numbered(" @a%d", 980) + "}", code: invalid},
		{name: "fields by the thousand with directives", query: "{catalogue{" + strings.Repeat("day@include(if:true) ", 240) + "}}"},
		{name: "variables by the hundred that nobody uses", query: "query Q(" + numbered("$a%d:Int ", 480) + "){__typename}", code: invalid},
		{name: "variables by the hundred of one name", query: "query Q(" + strings.Repeat("$a:Int ", 480) + "){__typename}", code: invalid},
		{name: "arguments by the hundred", query: "{services(" + numbered("a%d:1 ", 600) + "){totalCount}}", code: invalid},
		{name: "arguments by the hundred of one name", query: "{services(" + strings.Repeat("first:1 ", 600) + "){totalCount}}", code: invalid},
		{name: "fields of an input by the hundred", query: "{services(filter:{" + numbered("a%d:1 ", 600) + "}){totalCount}}", code: invalid},
		{name: "fields of an input by the hundred of one name", query: "{services(filter:{" + strings.Repeat("focus:true ", 600) + "}){totalCount}}", code: invalid},
		{name: "60,000 ids", query: "query Q($i:[ID!]!){nodes(ids:$i){id}}", variables: `{"i":[` + repeated(`"c2VydmljZTox"`, 60_000) + `]}`, code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "20,000 ids", query: "query Q($i:[ID!]!){nodes(ids:$i){id}}", variables: `{"i":[` + repeated(`"c2VydmljZTox"`, 20_000) + `]}`, code: "PAGE_TOO_LARGE"},
		{name: "20,000 ids that are none", query: "query Q($i:[ID!]!){nodes(ids:$i){id}}", variables: `{"i":[` + repeated(`1`, 20_000) + `]}`, code: "PAGE_TOO_LARGE"},
		{name: "200,000 nulls for ids", query: "query Q($i:[ID!]!){nodes(ids:$i){id}}", variables: `{"i":[` + repeated(`null`, 200_000) + `]}`, code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "4,000 members that there are not", query: "query Q($f:ServiceFilter){services(filter:$f){totalCount}}", variables: `{"f":{` + enumerated(`"a%d":1`, 4_000) + `}}`, code: invalid},
		{name: "a filter of many words", query: "query Q($f:ServiceFilter){services(filter:$f){totalCount}}", variables: `{"f":{"or":[` + repeated(`{"text":"a b c d e f g"}`, 95) + `]}}`},
		{name: "a filter of many", query: "query Q($f:ServiceFilter){services(filter:$f){totalCount}}", variables: `{"f":{"or":[` + repeated(`{"focus":true}`, 4_000) + `]}}`},
		{name: "40,000 ids in a filter", query: "query Q($f:ServiceFilter){services(filter:$f){totalCount}}", variables: `{"f":{"id":{"in":[` + repeated(`"c2VydmljZTox"`, 40_000) + `]}}}`},
		{name: "40,000 codes in a filter that are none", query: "query Q($f:ServiceFilter){services(filter:$f){totalCount}}", variables: `{"f":{"policyField":{"in":[` + repeated(`"X"`, 40_000) + `]}}}`, code: invalid},
		{name: "duplicate members in the variables", query: "query Q($n:Int){services(first:$n){totalCount}}", variables: `{` + strings.Repeat(`"n":1,`, 100_000) + `"n":2}`, unreadable: true, code: "INVALID"},
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// repeated is a list of so many of the same.
func repeated(element string, n int) string {
	return strings.TrimSuffix(strings.Repeat(element+",", n), ",")
}

// enumerated is a list of so many of different numbers.
func enumerated(format string, n int) string {
	return strings.TrimSuffix(numbered(format+",", n), ",")
}

// long are texts and numbers of great length.
func long() []attack {
	const most = 32<<10 - 200
	name, blob := strings.Repeat("a", most), strings.Repeat("ä", 450_000)
	return []attack{
		{name: "a long field", query: "{" + name + "}", code: invalid},
		{name: "long fields", query: "{" + numbered(strings.Repeat("service", 280)+"%d ", 15) + "}", code: invalid},
		{name: "a long argument", query: "{services(" + name + ":1){totalCount}}", code: invalid},
		{name: "a long type", query: "query Q($a:" + name + "){services(first:$a){totalCount}}", code: invalid},
		{name: "long types", query: "query Q(" + numbered("$a%d:"+strings.Repeat("ServiceFilter", 100)+" ", 20) + "){__typename}", code: invalid},
		{name: "types near others", query: "query Q(" + numbered("$a%d:ServiceFilterOrder ", 390) + "){__typename}", code: invalid},
		{name: "a long enum value", query: "{services(orderBy:{field:" + name + "}){totalCount}}", code: invalid},
		{name: "enum values near others", query: "{services(filter:{policyField:{in:[" + strings.Repeat("FAMILY_AND_CHILDS ", 1_700) + "]}}){totalCount}}", code: invalid},
		{name: "a long name of a fragment", query: "{..." + name + "}", code: invalid},
		{name: "a long name of a directive", query: "{__typename @" + name + "}", code: invalid},
		{name: "a long name of the operation", query: "query " + name + "{__typename}"},
		{name: "a long name of a variable", query: "query Q($" + name[:most/2] + ":Int){services(first:$" + name[:most/2-20] + "){totalCount}}", code: invalid},
		{name: "an open string", query: `{service(id:"` + name[:20_000], code: "GRAPHQL_PARSE_FAILED"},
		{name: "an open block string", query: `{service(id:"""` + strings.Repeat("\n ", 14_000), code: "GRAPHQL_PARSE_FAILED"},
		{name: "a block string of many lines", query: `{service(id:"""` + strings.Repeat("\n ", 14_000) + `"""){id}}`, code: "INVALID"},
		{name: "a string of escapes", query: `{service(id:"` + strings.Repeat(`\u00e4`, 5_000) + `"){id}}`, code: "INVALID"},
		{name: "a long id", query: "query Q($i:ID!){node(id:$i){id}}", variables: `{"i":"` + blob + `"}`},
		{name: "a long search", query: "query Q($s:String){services(search:$s){totalCount}}", variables: `{"s":"` + blob + `"}`, code: "INVALID"},
		{name: "a search of many words", query: "query Q($s:String){services(search:$s){totalCount}}", variables: `{"s":"` + strings.Repeat("ab cd ", 150_000) + `"}`, code: "INVALID"},
		{name: "a search everywhere of many words", query: "query Q($s:String!){search(text:$s){totalCount}}", variables: `{"s":"` + numbered("w%d ", 4_500) + `"}`, code: "INVALID"},
		{name: "a search of 32 kB", query: "query Q($s:String!){search(text:$s){totalCount}}", variables: `{"s":"` + strings.Repeat("verwaltungsleistung", 1_700) + `"}`, code: "INVALID"},
		{name: "a search like a regular expression", query: "query Q($s:String){services(search:$s){totalCount}}", variables: `{"s":"` + strings.Repeat(`(a+)+*?[^]{1,9999}|`, 100) + `$"}`, code: "INVALID"},
		{name: "a search of signs that look alike", query: "query Q($s:String){services(search:$s){totalCount}}", variables: `{"s":"` + strings.Repeat("ѕtаdt\u0301\u200b\u202eﬁ", 300) + `"}`, code: "INVALID"},
		{name: "a search of combining signs", query: "query Q($s:String){services(search:$s){totalCount}}", variables: `{"s":"a` + strings.Repeat("\u0301\u0323", 100_000) + `"}`, code: "INVALID"},
		{name: "a need of many words", query: "query Q($s:String!){reuseCheck(need:{text:$s}){considered}}", variables: `{"s":"` + strings.Repeat("ab cd ", 150_000) + `"}`, code: "INVALID"},
		{name: "a number with an exponent", query: "{services(first:1e999999){totalCount}}", code: invalid},
		{name: "a number of 10,000 digits", query: "{services(first:1" + strings.Repeat("0", 10_000) + "){totalCount}}", code: invalid},
		{name: "a number of 10,000 digits in a variable", query: "query Q($n:Int){services(first:$n){totalCount}}", variables: `{"n":1` + strings.Repeat("0", 10_000) + `}`, code: invalid},
		{name: "a number with an exponent in a variable", query: "query Q($n:Int){services(first:$n){totalCount}}", variables: `{"n":1e999999}`, code: invalid},
		{name: "a number with an exponent in a range", query: "query Q($f:ServiceFilter){services(filter:$f){totalCount}}", variables: `{"f":{"maturity":{"min":1e999999}}}`, code: invalid},
		{name: "a number beyond 64 bits", query: "{services(first:18446744073709551616){totalCount}}", code: invalid},
		{name: "a number beyond 32 bits in a variable", query: "query Q($n:Int){services(first:$n){totalCount}}", variables: `{"n":4294967297}`, code: "INVALID"},
		{name: "a huge page", query: "{services(first:2147483647){totalCount}}", code: "PAGE_TOO_LARGE", file: "INVALID"},
		{name: "money without end", query: "mutation M($m:Money!){putBudgetLine(record:{name:\"a\",amounts:[{year:2025,planned:$m}]}){revision}}", variables: `{"m":1e999999}`, code: "INVALID"},
		{name: "a decimal of 100,000 digits", query: "mutation M($m:Decimal!){putScore(record:{name:\"a\",criterion:\"a\",reason:\"a\",points:$m}){revision}}", variables: `{"m":"1` + strings.Repeat("0", 100_000) + `"}`, code: "INVALID"},
	}
}

// odd are values that are not what was asked for.
func odd() []attack {
	const page = "query Q($n:Int){services(first:$n){totalCount}}"
	return []attack{
		{name: "a text for a number", query: page, variables: `{"n":"1"}`, code: "INVALID"},
		{name: "a list for a number", query: page, variables: `{"n":[1]}`, code: invalid},
		{name: "an object for a number", query: page, variables: `{"n":{}}`, code: invalid},
		{name: "a truth value for a number", query: page, variables: `{"n":true}`, code: invalid},
		{name: "a number for an object", query: "query Q($f:ServiceFilter){services(filter:$f){totalCount}}", variables: `{"f":1}`, code: invalid},
		{name: "a list for an object", query: "query Q($f:ServiceFilter){services(filter:$f){totalCount}}", variables: `{"f":[]}`, code: invalid},
		{name: "nothing for what must be there", query: "query Q($i:ID!){node(id:$i){id}}", code: invalid},
		{name: "null for what must be there", query: "query Q($i:ID!){node(id:$i){id}}", variables: `{"i":null}`, code: invalid},
		{name: "null in a list", query: "query Q($i:[ID!]!){nodes(ids:$i){id}}", variables: `{"i":[null]}`, code: invalid},
		{name: "a variable that is an output", query: "query Q($s:Service){__typename}", code: invalid},
		{name: "a variable in its own default", query: "query Q($a:Int=$a){services(first:$a){totalCount}}", code: "GRAPHQL_PARSE_FAILED"},
		{name: "defaults that lead to each other", query: "query Q($a:Int=$b,$b:Int=$a){services(first:$a){totalCount}}", code: "GRAPHQL_PARSE_FAILED"},
		{name: "a filter by default of itself", query: "query Q($f:ServiceFilter={not:$f}){services(filter:$f){totalCount}}", code: "GRAPHQL_PARSE_FAILED"},
		{name: "a budget by default of itself", query: `query Q($b:WalkBudget={nodes:$b}){neighbourhood(of:"c2VydmljZTox",budget:$b){explored{nodes}}}`, code: "GRAPHQL_PARSE_FAILED"},
		{name: "no document", query: "", code: invalid},
		{name: "a document of blanks", query: strings.Repeat(" ", 1000), code: invalid},
		{name: "a document of a fragment", query: "fragment F on Query{__typename}", code: invalid},
		{name: "a document of types", query: "type Query{a:Int} {__typename}", code: "GRAPHQL_PARSE_FAILED"},
		{name: "a NUL in a document", query: "{__typename \x00}", code: "GRAPHQL_PARSE_FAILED"},
		{name: "half of a pair of surrogates", query: `{service(id:"\uD800"){id}}`, code: "GRAPHQL_PARSE_FAILED"},
		{name: "a byte order mark", query: "\ufeff{__typename}"},
	}
}

// dear are small questions whose answers take much.
func dear() []attack {
	types := strings.Repeat("fields{type{", 6) + "name" + strings.Repeat("}}", 6)
	return []attack{
		{name: "the schema of the schema", query: "{__schema{types{" + types + "}}}", code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "the schema, less of it", query: "{__schema{types{fields{type{fields{type{fields{name}}}}}}}}", code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "a type in the schema of itself", query: `{__type(name:"Node"){possibleTypes{interfaces{possibleTypes{name}}}}}`, code: invalid},
		{name: "the schema many times", query: "{" + numbered("a%d:__schema{types{fields{args{type{name}}}}} ", 15) + "}", code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "types of the schema many times", query: "{__schema{" + numbered("a%d:types{fields{type{fields{name args{name type{name}}}}}} ", 9) + "}}", code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "types of the schema in fragments", query: "{__schema{...F ...G}} fragment F on __Schema{a:types{...T} b:types{...T}} fragment G on __Schema{c:types{...T} d:types{...T}} fragment T on __Type{fields{type{fields{name args{name type{name}}}}}}", code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "pages of pages of pages", query: "{services(first:100){nodes{offeredBy(first:100){nodes{offers(first:100){nodes{id}}}}}}}", code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "an error at each record", query: "{codeLists{name} authorities(first:100){nodes{offers(first:-1){totalCount} uses(first:-1){totalCount}}}}", code: "INVALID"},
		{name: "changes that are assumed", query: `query Q($c:[ChangeInput!]!) @assuming(changes:$c){catalogue{revision}}`, variables: `{"c":[` + repeated(`{"put":{"area":{"name":"Neuland"}}}`, 10_000) + `]}`},
		{name: "more changes than may be assumed", query: `query Q($c:[ChangeInput!]!) @assuming(changes:$c){catalogue{revision}}`, variables: `{"c":[` + repeated(`{"put":{"area":{"name":"Neuland"}}}`, 20_000) + `]}`, code: "INVALID"},
		{name: "changes that are none", query: `query Q($c:[ChangeInput!]!) @assuming(changes:$c){catalogue{revision}}`, variables: `{"c":[` + repeated(`{}`, 300_000) + `]}`, code: "COMPLEXITY_LIMIT_EXCEEDED"},
		{name: "changes that all are wrong", query: `query Q($c:[ChangeInput!]!) @assuming(changes:$c){catalogue{revision}}`, variables: `{"c":[` + repeated(`{"put":{"area":{"name":""}}}`, 9_000) + `]}`, code: "INVALID"},
		{name: "assumptions of assumptions", query: `query Q @assuming(changes:[]) @assuming(changes:[]) {catalogue{revision}}`, code: invalid},
	}
}
