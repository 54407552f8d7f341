// What the clients ask: a list, a change that makes it longer, and the stream of changes.
export const areas = 'query Areas($search: String) { areas(search: $search) { totalCount nodes { id name } } }';

export const putArea = 'mutation PutArea($name: Text!) { putArea(record: { name: $name }) { revision } }';

export const changes =
  'subscription Changes($after: FeedPosition) { changes(after: $after, kinds: [AREA]) { changes { revision action name } next } }';

// named are the names of the records in an event.
export const named = (event) => event.data.changes.changes.map((change) => change.name);
