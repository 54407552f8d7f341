package dossier

// pageStyle is the style of the page. Contrasts are at least 4.5 : 1, by day and in the
// dark; on paper it is black on white, and tables and figures are not torn apart.
const pageStyle = `
:root{color-scheme:light dark;--text:#1b1b1b;--ground:#fff;--soft:#f2f4f7;--line:#8a94a3;--link:#00508a;--good:#14572f;--bad:#8c1d18;--open:#6b4a00}
@media screen and (prefers-color-scheme:dark){:root{--text:#ececec;--ground:#16191d;--soft:#22272e;--line:#8a94a3;--link:#8ecbff;--good:#8fd9ab;--bad:#ffb0a8;--open:#f0cf85}}
body{font:16px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:var(--text);background:var(--ground);max-width:64rem;margin:0 auto;padding:1rem 1.25rem 4rem;overflow-wrap:anywhere}
a{color:var(--link)}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.sprung{position:absolute;left:-100rem}
.sprung:focus{position:static;display:inline-block;padding:.5rem}
h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.3rem;border-bottom:2px solid var(--line);margin:2.5rem 0 .75rem;padding-bottom:.2rem}
h3{font-size:1.08rem;margin:1.5rem 0 .4rem}
.stand{background:var(--soft);padding:.6rem .9rem;border-left:4px solid var(--link)}
.beispiel{background:var(--soft);padding:.6rem .9rem;border-left:4px solid var(--open);font-weight:600}
.quer{overflow-x:auto}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;font-size:.93rem}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word;hyphens:auto}
thead th{background:var(--soft)}
.zahl{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.PASS{color:var(--good);font-weight:600}
.FAIL{color:var(--bad);font-weight:600}
.UNKNOWN{color:var(--open);font-weight:600}
code{font-size:.85rem;overflow-wrap:anywhere}
nav ul{columns:3 14rem;padding-left:1.2rem}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.2rem 1rem}
dt{font-weight:600}
dd{margin:0}
figure{margin:1rem 0;overflow-x:auto}
figure svg{max-width:100%;height:auto}
@media print{
@page{margin:18mm}
:root{color-scheme:light}
body{max-width:none;padding:0;font-size:10.5pt}
nav,.sprung{display:none}
h2,h3,caption{break-after:avoid}
tr,figure,li{break-inside:avoid}
thead{display:table-header-group}
table{font-size:8.5pt}
th,td{overflow-wrap:anywhere;padding:.2rem .3rem;min-width:3.5em}
a{color:inherit;text-decoration:none}
.quer,figure{overflow:visible}
}
`
