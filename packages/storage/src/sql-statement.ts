// A statement of the login path: built and compiled once for a database, run with values afterwards.

import type { Compilable, Kysely } from 'kysely';
import type { Tables } from './sql-schema.ts';
import { repeatAborted } from './sql-transaction.ts';

type Scalar = string | number | null;

/** Runs the statement; each value takes the place that `build` gave its name. */
export type Statement<Values, Row> = (values: Values) => Promise<readonly Row[]>;

class Place {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * `build` may hand what it is given to the query builder, and do nothing else with it: there are no values yet. A statement
 * stands alone, so a database that aborted it kept nothing of it, and it is run again.
 */
export function createStatement<Values extends { readonly [Name in keyof Values]: Scalar }, Row>(
  db: Kysely<Tables>,
  build: (given: Values) => Compilable<Row>,
): Statement<Values, Row> {
  const places = new Proxy({}, { get: (_, name) => new Place(String(name)) });
  const compiled = build(places as Values).compile();
  return async (values) => {
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Place ? values[parameter.name as keyof Values] : parameter,
    );
    const { rows } = await repeatAborted(() => db.executeQuery<Row>({ ...compiled, parameters }));
    return rows;
  };
}
