/** What was awaited of a stream, and then the rest of it: an error in the first piece is one before anything is sent. */
export async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}
