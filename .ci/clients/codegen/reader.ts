// What a program does with a typed document: it reads what was asked for.
import type { ResultOf } from '@graphql-typed-document-node/core';
import { BestandDocument } from './__generated__/examples.js';

export function revision(answer: ResultOf<typeof BestandDocument>): number {
  return answer.catalogue.revision;
}
