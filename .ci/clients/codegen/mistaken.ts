// A program that reads what was not asked for. It must not compile.
import type { ResultOf } from '@graphql-typed-document-node/core';
import { BestandDocument } from './__generated__/examples.js';

export const lag = (answer: ResultOf<typeof BestandDocument>) => answer.catalogue.lag;
