// An answer as tables, for people who read no JSON. Pure: data in, tables out; result.js draws them.
//
// Every connection and every list of records becomes a table of its own: a row per record, a column per leaf. What a
// record holds only once (its authority's name) becomes a column; what it holds many times becomes a list inside the
// cell. Everything else of the answer becomes a table of two columns. No value of the answer is left out, except
// cursors, which mean nothing to a reader.

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
// A net has nodes and edges too, but its edges join nodes and do not hold them: it is no page of a list.
const isNet = ({ nodes, edges }) => Array.isArray(nodes) && Array.isArray(edges) && edges.some((edge) => isObject(edge) && !("node" in edge));
const isConnection = (value) => isObject(value) && (Array.isArray(value.edges) || Array.isArray(value.nodes)) && !isNet(value);
const isRecords = (value) => Array.isArray(value) && value.some(isObject);
const plumbing = new Set(["edges", "nodes", "pageInfo", "totalCount", "cursor"]);

// tablesOf returns [{path, columns, rows, total, more, pairs}]: path and columns are lists of field names, a cell is a
// scalar, null, or {items, total}; pairs marks the table of two columns.
export function tablesOf(data) {
  const tables = [];
  const pairs = [];
  for (const [name, value] of Object.entries(data ?? {})) {
    if (isObject(value) || isRecords(value)) walk(value, [name], tables);
    else pairs.push([[name], leaf(value)]);
  }
  return pairs.length ? [pairTable([], pairs), ...tables] : tables;
}

function walk(value, path, tables) {
  if (Array.isArray(value)) tables.push(recordTable(path, value.map(isolated), {}));
  else if (isConnection(value)) walkConnection(value, path, tables);
  else walkRecord(value, path, tables);
}

function walkConnection(connection, path, tables) {
  const { totalCount = null, pageInfo } = connection;
  tables.push(recordTable(path, rowsOf(connection), { total: totalCount, more: pageInfo?.hasNextPage === true }));
  const rest = Object.entries(connection).filter(([name]) => !plumbing.has(name));
  if (rest.length) walkRecord(Object.fromEntries(rest), path, tables);
}

function walkRecord(record, path, tables) {
  const pairs = [];
  const later = [];
  gather(record, [], pairs, later);
  if (pairs.length) tables.push(pairTable(path, pairs));
  for (const [below, value] of later) walk(value, [...path, ...below], tables);
}

// gather flattens a record; lists of records are kept for later, since they deserve a table of their own.
function gather(record, path, pairs, later) {
  for (const [name, value] of Object.entries(record)) {
    const here = [...path, name];
    if (isConnection(value) || isRecords(value)) later.push([here, value]);
    else if (isObject(value)) gather(value, here, pairs, later);
    else pairs.push([here, leaf(value)]);
  }
}

const pairTable = (path, pairs) => ({ path, pairs: true, columns: [], rows: pairs, total: null, more: false });

// rowsOf takes the records out of a connection; the fields of an edge (since when, by which source) join its record.
function rowsOf(connection) {
  if (!connection.edges) return connection.nodes.map(isolated);
  return connection.edges.map((edge) => {
    const { node, cursor, ...own } = edge ?? {};
    return { ...(isObject(node) ? node : node === undefined ? {} : { node }), ...own };
  });
}

const isolated = (value) => (isObject(value) ? value : { value });

function recordTable(path, records, { total = null, more = false }) {
  const flat = records.map((record) => new Map(cells(record, [])));
  const keys = idsLast([...new Set(flat.flatMap((row) => [...row.keys()]))]);
  const shown = keys.filter((key) => !isEmptyStub(key, keys, flat));
  return { path, pairs: false, total, more, columns: shown.map((key) => key.split(".")),
    rows: flat.map((row) => shown.map((key) => row.get(key) ?? null)) };
}

// An opaque id is for programs; a reader should meet the name first.
const idsLast = (keys) => [...keys.filter((key) => !isId(key)), ...keys.filter(isId)];
const isId = (key) => /(^|\.)id$/.test(key);

// A record without authority says "authority: null" where others have "authority.name": that is no column.
function isEmptyStub(key, keys, rows) {
  return keys.some((other) => other.startsWith(`${key}.`)) && rows.every((row) => (row.get(key) ?? null) === null);
}

function cells(record, path) {
  return Object.entries(record).flatMap(([name, value]) => {
    const here = [...path, name];
    if (isConnection(value)) return [[here.join("."), { items: rowsOf(value).map(summary), total: value.totalCount ?? null }]];
    if (isObject(value)) return cells(value, here);
    return [[here.join("."), leaf(value)]];
  });
}

function leaf(value) {
  if (!Array.isArray(value)) return value ?? null;
  return { items: value.map((item) => (isObject(item) ? summary(item) : [item])), total: null };
}

// summary is a record in a few words, as a list of values; its opaque id only when it has nothing else.
function summary(record) {
  const leaves = cells(record, []).filter(([key, value]) => value !== null && !key.endsWith("__typename"));
  const telling = leaves.filter(([key]) => !isId(key));
  return (telling.length ? telling : leaves).flatMap(([, value]) => (value?.items ? value.items.flat() : [value]));
}

// csvOf writes tables by RFC 4180; German spreadsheets expect ";" between the cells of a file, and tabs when pasting. A text that a spreadsheet would
// take for a formula gets an apostrophe, since cells come from foreign registers.
export function csvOf(tables, word, text, separator) {
  const blocks = tables.map((table) => {
    const head = table.pairs ? ["Angabe", "Wert"] : table.columns.map((path) => path.map(word).join(" › "));
    const rows = table.rows.map((row) => (table.pairs ? [row[0].map(word).join(" › "), row[1]] : row));
    const title = tables.length > 1 ? [[table.path.map(word).join(" › ") || "Antwort"]] : [];
    return [...title, head, ...rows].map((row) => row.map((cell) => csvCell(cell, text, separator)).join(separator)).join("\r\n");
  });
  return `${blocks.join("\r\n\r\n")}\r\n`;
}

function csvCell(cell, text, separator) {
  const plain = cell?.items ? cell.items.map((item) => item.map(text).join(" · ")).join("; ") : cell === null ? "" : text(cell);
  const safe = typeof cell !== "number" && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /["\r\n]/.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
