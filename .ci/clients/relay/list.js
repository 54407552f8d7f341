// A list as a component of Relay shows it: a fragment with a connection, which Relay
// refetches page by page in both directions. The compiler reads it from here.
const { graphql } = require('relay-runtime');

module.exports.question = () => graphql`
  query listQuery($first: Int, $after: String, $last: Int, $before: String) {
    ...list_services @arguments(first: $first, after: $after, last: $last, before: $before)
  }
`;

module.exports.fragment = () => graphql`
  fragment list_services on Query
  @refetchable(queryName: "listPageQuery")
  @argumentDefinitions(first: { type: "Int" }, after: { type: "String" }, last: { type: "Int" }, before: { type: "String" }) {
    services(first: $first, after: $after, last: $last, before: $before, orderBy: { field: NAME, direction: ASC })
      @connection(key: "list_services") {
      edges {
        cursor
        node {
          id
          name
          offeredBy(first: 1) {
            totalCount
          }
        }
      }
    }
  }
`;

module.exports.one = () => graphql`
  fragment list_service on Service @refetchable(queryName: "listOneQuery") {
    name
  }
`;
